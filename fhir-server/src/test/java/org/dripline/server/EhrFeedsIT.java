// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.rest.gclient.TokenClientParam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.dripline.fhir.Canonicals;
import org.dripline.fixtures.device.MllpClient;
import org.dripline.routes.journal.EntryStory;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * What an EHR and devices say over MLLP, to the chart of a real server: the routes run beside it, as near the pumps.
 */
class EhrFeedsIT extends ServerContext {

    private static final String MRN = "urn:oid:2.999.7.1";
    private static final Duration SOON = Duration.ofSeconds(30);

    private static @Nullable RoutesBeside routes;

    @Autowired
    private Environment environment;

    /** Makes numbers, beds and devices this test's own, and so those of its second try. */
    private final String own = "-" + Long.toString(System.nanoTime(), 36).toUpperCase(java.util.Locale.ROOT);

    @BeforeEach
    void routesRun() {
        if (routes == null) {
            routes = RoutesBeside.start(
                    environment,
                    base(),
                    "--dripline.routes.identifier-systems.SYNHOSP=" + MRN,
                    "--dripline.routes.identifier-systems.SYNVISIT=urn:oid:2.999.7.2",
                    "--dripline.routes.watch-associations=300ms",
                    "--dripline.routes.charting.parked-retry=500ms",
                    "--dripline.routes.charting.remember-patients=0s");
        }
    }

    @AfterAll
    static void routesStop() {
        running().close();
        routes = null;
    }

    private static RoutesBeside running() {
        return Objects.requireNonNull(routes);
    }

    @Test
    @DisplayName("An admission finds the patient somebody else made, and makes visit and bed")
    void anAdmissionFindsThePatientThatIsThere() throws IOException {
        Patient made = new Patient();
        made.setId("ehr-known" + own);
        made.addIdentifier().setSystem(MRN).setValue("EHR-1" + own);
        made.addName().setFamily("TESTWELL-OMEGA").addGiven("Formerly");
        client().update().resource(made).execute();

        send(adt("A04", "it-1", "EHR-1", "V-EHR-1", "20260105140000+0000", "IT^CHAIR^1"));
        charted("it-1");

        List<Patient> patients = patients("EHR-1");
        assertThat(patients).hasSize(1);
        assertThat(patients.get(0).getIdElement().getIdPart()).isEqualTo("ehr-known" + own);
        assertThat(patients.get(0).getNameFirstRep().getGivenAsSingleString()).isEqualTo("Synthia");
        Encounter visit = visit("V-EHR-1");
        assertThat(visit.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        Location bed = client().read()
                .resource(Location.class)
                .withId(visit.getLocationFirstRep()
                        .getLocation()
                        .getReferenceElement()
                        .getIdPart())
                .execute();
        assertThat(bed.getIdentifierFirstRep().getValue()).isEqualTo("IT^CHAIR^1" + own);
        assertConforms(patients.get(0), Canonicals.EHR_PATIENT);
        assertConforms(visit, Canonicals.VISIT);
        assertConforms(bed, Canonicals.PLACE_PROFILE);
    }

    @Test
    @DisplayName("A40: the server's own merge leaves nothing with the old record")
    void twoRecordsBecomeOne() throws IOException {
        send(adt("A04", "it-2a", "EHR-2", "V-EHR-2", "20260105140000+0000", "IT^CHAIR^2"));
        send(adt("A04", "it-2b", "EHR-2-OLD", "V-EHR-2-OLD", "20260105130000+0000", "IT^CHAIR^3"));
        charted("it-2b");
        String stays = patients("EHR-2").get(0).getIdElement().getIdPart();
        String goes = patients("EHR-2-OLD").get(0).getIdElement().getIdPart();

        send(adt("A40", "it-2c", "EHR-2", "", "20260105150000+0000", "") + "MRG|EHR-2-OLD" + own + "^^^SYNHOSP^MR\r");
        charted("it-2c");

        assertThat(visit("V-EHR-2-OLD").getSubject().getReference()).isEqualTo("Patient/" + stays);
        Patient old = client().read().resource(Patient.class).withId(goes).execute();
        assertThat(old.getLinkFirstRep().getType()).isEqualTo(Patient.LinkType.REPLACEDBY);
        assertThat(old.getActive()).isFalse();
        // What comes under the old number afterwards is the one record's.
        send(adt("A08", "it-2d", "EHR-2-OLD", "V-EHR-2-OLD", "20260105160000+0000", "IT^CHAIR^3"));
        charted("it-2d");
        assertThat(visit("V-EHR-2-OLD").getSubject().getReference()).isEqualTo("Patient/" + stays);
    }

    @Test
    @DisplayName("Appointment, orders and results are stored; an order that contradicts itself is said to be not")
    void whatElseAnEhrSays() throws IOException {
        String pid = pid("EHR-4");
        send(adt("A04", "it-4a", "EHR-4", "V-EHR-4", "20260105080000+0000", "IT^CHAIR^4"));
        send(msh("SIU^S12^SIU_S12", "it-4b", "20260105081000+0000")
                + "SCH|P-IT-4|F-IT-4|||||KET^Ketamine infusion^L||90|min|^^^20260112140000+0000\r" + pid);
        String orc = "ORC|NW|ORD-IT-4||||||||||7001^TEST-PRESCRIBER^Ordina\r";
        String rxe = "RXE||6130^ketamine^RXNORM|%s||mg||||||||||||||||||52.5|mL/h|0.5|mg/kg\r";
        String weight = "OBX|1|NM|29463-7^Body weight^LN||70|kg|||||F\r";
        String order = msh("RDE^O11^RDE_O11", "it-4c", "20260105082000+0000") + pid + orc;
        send(order + rxe.formatted("350") + weight);
        send(
                msh("ORM^O01^ORM_O01", "it-4d", "20260105083000+0000") + pid
                        + "ORC|NW|ORD-IT-5||||||||||7001^TEST-PRESCRIBER^Ordina\rOBR|1|ORD-IT-5||34534-8^EKG 12 channel panel^LN\r");
        send(msh("ORU^R01^ORU_R01", "it-4e", "20260105084000+0000") + pid
                + "OBR|1|ORD-IT-6|LAB-IT-6|24323-8^Panel^LN|||20260104080000+0000\r"
                + "OBX|1|NM|3016-3^TSH^LN||2.1|mIU/L|||||F\rOBX|2|NM|3141-9^Weight^LN||154|lb|||||F\r");
        charted("it-4e");

        assertThat(story("it-4c").withheld())
                .extracting(EntryStory.WithheldValue::reason)
                .containsOnly("ORDER_CONTRADICTS_ITSELF");
        assertThat(story("it-4c").withheld())
                .extracting(EntryStory.WithheldValue::path)
                .contains("dl-order-1");
        assertThat(of(MedicationRequest.class, "EHR-4")).isEmpty();
        DetectedIssue issue = of(DetectedIssue.class, "EHR-4").get(0);
        assertThat(issue.getDetail()).contains("dl-order-1");
        assertConforms(issue, Canonicals.RECORD_ISSUE);
        assertConforms(of(Appointment.class, "EHR-4").get(0), Canonicals.APPOINTMENT);
        assertConforms(of(ServiceRequest.class, "EHR-4").get(0), Canonicals.EHR_ORDER);
        for (Observation result : of(Observation.class, "EHR-4")) {
            assertConforms(result, result.getMeta().getProfile().get(0).getValue());
        }

        // Corrected in the EHR, and sent again.
        send(order.replace("it-4c", "it-4f").replace("082000", "085000") + rxe.formatted("35") + weight);
        charted("it-4f");
        MedicationRequest stored = of(MedicationRequest.class, "EHR-4").get(0);
        assertConforms(stored, Canonicals.INFUSION_ORDER);
        assertThat(stored.getStatus())
                .as("judged when somebody makes it active")
                .isEqualTo(MedicationRequest.MedicationRequestStatus.DRAFT);
        assertThat(of(DetectedIssue.class, "EHR-4").get(0).getStatus())
                .isEqualTo(DetectedIssue.DetectedIssueStatus.CANCELLED);
    }

    @Test
    @DisplayName("A pump's message without a patient waits for the admission to its bed, and is charted once")
    void parkedUntilSomebodyIsInTheBed() throws IOException {
        send(heartRate("it-5a", "IT^CHAIR^5", "MON-IT-5", "20260105143000+0000"));
        await().atMost(SOON).until(() -> story("it-5a").state().equals("parked"));
        assertThat(story("it-5a").reason()).isEqualTo("PATIENT_NOT_STATED");

        send(adt("A01", "it-5b", "EHR-5", "V-EHR-5", "20260105140000+0000", "IT^CHAIR^5"));
        charted("it-5a");

        List<Observation> charted = of(Observation.class, "EHR-5");
        assertThat(charted).hasSize(1);
        assertThat(charted.get(0).getEncounter().getReference())
                .isEqualTo("Encounter/" + visit("V-EHR-5").getIdElement().getIdPart());
        // Sent again it is a repeat.
        send(heartRate("it-5a", "IT^CHAIR^5", "MON-IT-5", "20260105143000+0000"));
        await().atMost(SOON).until(() -> story("it-5a").state().equals("repeated"));
        assertThat(of(Observation.class, "EHR-5")).hasSize(1);
    }

    @Test
    @DisplayName(
            "Correcting an association charts again: entered in error there, stored here, what was built on it listed")
    void aCorrectedAssociation() throws IOException {
        send(adt("A04", "it-6a", "EHR-6", "V-EHR-6", "20260105140000+0000", ""));
        send(adt("A04", "it-6b", "EHR-7", "V-EHR-7", "20260105140000+0000", ""));
        charted("it-6b");
        send(heartRate("it-6c", "", "MON-IT-6", "20260105143000+0000"));
        await().atMost(SOON).until(() -> story("it-6c").state().equals("parked"));
        DeviceUseStatement use = use("use-it-6", "EHR-6", device("it-6c"));
        charted("it-6c");
        Observation wrong = of(Observation.class, "EHR-6").get(0);
        MedicationAdministration given = new MedicationAdministration();
        given.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
        given.getMedicationCodeableConcept().setText("synthetic");
        given.setSubject(wrong.getSubject());
        given.setEffective(new Period().setStart(date("2026-01-05T14:20:00Z")).setEnd(date("2026-01-05T15:00:00Z")));
        String computed = client().create()
                .resource(given)
                .execute()
                .getId()
                .toUnqualifiedVersionless()
                .getValue();

        use.setSubject(new Reference(
                "Patient/" + patients("EHR-7").get(0).getIdElement().getIdPart()));
        client().update().resource(use).execute();

        await().atMost(SOON).until(() -> !of(Observation.class, "EHR-7").isEmpty());
        Observation right = of(Observation.class, "EHR-7").get(0);
        assertThat(right.getStatus()).isEqualTo(Observation.ObservationStatus.PRELIMINARY);
        assertThat(right.getValueQuantity().getValue()).isEqualByComparingTo("77");
        Observation after = client().read()
                .resource(Observation.class)
                .withId(wrong.getIdElement().getIdPart())
                .execute();
        assertThat(after.getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(after.getSubject().getReference())
                .isEqualTo(wrong.getSubject().getReference());
        DetectedIssue issue = of(DetectedIssue.class, "EHR-6").get(0);
        assertConforms(issue, Canonicals.RECORD_ISSUE);
        assertThat(issue.getImplicated()).extracting(Reference::getReference).contains(computed);
        assertThat(of(DetectedIssue.class, "EHR-7")).hasSize(1);
        assertConforms(of(DetectedIssue.class, "EHR-7").get(0), Canonicals.RECORD_ISSUE);
    }

    @Test
    @DisplayName("Two patients for one pump: parked as a conflict, charted when one of them is taken back")
    void twoPatientsForOneDevice() throws IOException {
        send(adt("A04", "it-8a", "EHR-8", "V-EHR-8", "20260105140000+0000", ""));
        send(adt("A04", "it-8b", "EHR-9", "V-EHR-9", "20260105140000+0000", ""));
        charted("it-8b");
        send(heartRate("it-8c", "", "MON-IT-8", "20260105143000+0000"));
        await().atMost(SOON).until(() -> story("it-8c").state().equals("parked"));
        String device = device("it-8c");
        use("use-it-8", "EHR-8", device);
        charted("it-8c");
        DeviceUseStatement second = use("use-it-9", "EHR-9", device);
        await().atMost(SOON)
                .until(() -> "ASSOCIATION_CONFLICT".equals(story("it-8c").reason()));
        assertThat(of(Observation.class, "EHR-8"))
                .extracting(Observation::getStatus)
                .containsExactly(Observation.ObservationStatus.ENTEREDINERROR);

        second.setStatus(DeviceUseStatement.DeviceUseStatementStatus.ENTEREDINERROR);
        client().update().resource(second).execute();
        charted("it-8c");
        assertThat(of(Observation.class, "EHR-8"))
                .extracting(Observation::getStatus)
                .containsExactly(Observation.ObservationStatus.PRELIMINARY);
        assertThat(of(Observation.class, "EHR-9")).isEmpty();
    }

    @Test
    @DisplayName(
            "A message that names another patient than its device is on is charted for neither, until one is corrected")
    void aPatientThatContradictsTheAssociation() throws IOException {
        send(adt("A04", "it-11a", "EHR-11", "V-EHR-11", "20260105140000+0000", ""));
        send(adt("A04", "it-11b", "EHR-12", "V-EHR-12", "20260105140000+0000", ""));
        charted("it-11b");
        DeviceUseStatement use = use("use-it-11", "EHR-11", device("it-11c"));

        send(named("EHR-12", heartRate("it-11c", "IT^CHAIR^11", "MON-IT-11", "20260105143000+0000")));
        await().atMost(SOON)
                .until(() -> "ASSOCIATION_CONFLICT".equals(story("it-11c").reason()));
        assertThat(of(Observation.class, "EHR-11")).isEmpty();
        assertThat(of(Observation.class, "EHR-12")).isEmpty();

        // The device had been taken off an hour before.
        use.setStatus(DeviceUseStatement.DeviceUseStatementStatus.COMPLETED);
        use.getTimingPeriod().setEnd(date("2026-01-05T14:10:00Z"));
        client().update().resource(use).execute();
        charted("it-11c");
        assertThat(of(Observation.class, "EHR-12")).hasSize(1);
        assertThat(of(Observation.class, "EHR-11")).isEmpty();
    }

    private String named(String mrn, String message) {
        return message.replaceFirst("\rPV1", "\r" + pid(mrn) + "PV1");
    }

    @Test
    @DisplayName("What waits for a bed is charted at once when its device is put onto somebody")
    void parkedForABedAndFoundByItsDevice() throws IOException {
        send(adt("A04", "it-13a", "EHR-13", "V-EHR-13", "20260105140000+0000", ""));
        charted("it-13a");
        send(heartRate("it-13b", "IT^CHAIR^13", "MON-IT-13", "20260105143000+0000"));
        await().atMost(SOON).until(() -> story("it-13b").state().equals("parked"));
        use("use-it-13", "EHR-13", device("it-13b"));
        charted("it-13b");
        assertThat(of(Observation.class, "EHR-13")).hasSize(1);
    }

    @Test
    @DisplayName("What a device reports of itself (PCD-15) is stored about the device, and conforms")
    void whatADeviceReportsOfItself() throws IOException {
        send("MSH|^~\\&|IT_PUMP||||20260105143001+0000||ORU^R01^ORU_R01|it-14" + own
                + "|P|2.6|||AL|NE||UNICODE UTF-8|||IHE_PCD_015^IHE PCD^1.3.6.1.4.1.19376.1.6.4.15^ISO\r"
                + "OBR|1|||69135^MDC_OBS_MEM^MDC|||20260105143000+0000\r"
                + "OBX|1||70049^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC|1.0.0.0|||||||X|||||||MON-IT-14" + own
                + "^SIMPUMP^0200000000000077^EUI-64\r"
                + "OBX|2|NM|67996^MDC_ATTR_VAL_BATT_CHARGE^MDC|1.0.0.2|80|262688^MDC_DIM_PERCENT^MDC|||||R\r");
        charted("it-14");
        String device = org.dripline.fhir.DerivedId.of("dev", "MON-IT-14" + own, "0200000000000077");
        List<Observation> states = search(
                Observation.class,
                new ca.uhn.fhir.rest.gclient.ReferenceClientParam("device").hasId("Device/" + device));
        assertThat(states).hasSize(1);
        assertThat(states.get(0).getSubject().getReference()).isEqualTo("Device/" + device);
        assertThat(states.get(0).getComponent()).isNotEmpty();
        assertConforms(states.get(0), Canonicals.DEVICE_STATE);
    }

    @Test
    @DisplayName(
            "A value that its monitor corrects or takes back: the earlier one is entered in error, what holds conforms")
    void whatADeviceCorrects() throws IOException {
        send(adt("A04", "it-15a", "EHR-15", "V-EHR-15", "20260105140000+0000", "IT^CHAIR^15"));
        charted("it-15a");
        String first = heartRate("it-15b", "IT^CHAIR^15", "MON-IT-15", "20260105143000+0000");
        // The correction is there before what it corrects.
        send(first.replace("it-15b", "it-15c").replace("|77|", "|66|").replace("|||||R|||", "|||||C|||"));
        await().atMost(SOON).until(() -> story("it-15c").state().equals("quarantined"));
        assertThat(story("it-15c").withheld())
                .extracting(EntryStory.WithheldValue::reason)
                .containsExactly("NOTHING_TO_CORRECT");
        send(first);
        charted("it-15c");
        assertThat(of(Observation.class, "EHR-15"))
                .extracting(
                        it -> it.getStatus().toCode(),
                        it -> it.getValueQuantity().getValue().intValue())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("entered-in-error", 77),
                        org.assertj.core.groups.Tuple.tuple("corrected", 66));
        for (Observation each : of(Observation.class, "EHR-15")) {
            assertConforms(each, Canonicals.SESSION_HEART_RATE);
        }

        send(first.replace("it-15b", "it-15d").replace("|77|", "||").replace("|||||R|||", "|||||W|||"));
        charted("it-15d");
        assertThat(of(Observation.class, "EHR-15"))
                .extracting(Observation::getStatus)
                .containsOnly(Observation.ObservationStatus.ENTEREDINERROR);
    }

    @Test
    @DisplayName("DEV-51 says whose a device is: what waited for it is charted; a later one ends it")
    void anAssociationSaidByAMessage() throws IOException {
        send(adt("A04", "it-10a", "EHR-10", "V-EHR-10", "20260105140000+0000", ""));
        charted("it-10a");
        send(heartRate("it-10b", "", "MON-IT-10", "20260105143000+0000"));
        await().atMost(SOON).until(() -> story("it-10b").state().equals("parked"));

        send(association("it-10c", "198332^MDC_EVT_ASSOCIATION_PATIENT_DEVICE", "|20260105140000+0000"));
        charted("it-10b");

        assertThat(of(Observation.class, "EHR-10")).hasSize(1);
        DeviceUseStatement begun = of(DeviceUseStatement.class, "EHR-10").get(0);
        assertThat(begun.getStatus()).isEqualTo(DeviceUseStatement.DeviceUseStatementStatus.ACTIVE);
        assertConforms(begun, Canonicals.DEVICE_ASSOCIATION);

        send(association("it-10d", "198334^MDC_EVT_DISASSOCIATION_PATIENT_DEVICE", "||20260105150000+0000"));
        charted("it-10d");

        assertThat(of(DeviceUseStatement.class, "EHR-10")).singleElement().satisfies(ended -> {
            assertThat(ended.getStatus()).isEqualTo(DeviceUseStatement.DeviceUseStatementStatus.COMPLETED);
            assertThat(ended.getTimingPeriod().getEnd()).isEqualTo(date("2026-01-05T15:00:00Z"));
        });
        assertThat(of(Observation.class, "EHR-10"))
                .extracting(Observation::getStatus)
                .containsExactly(Observation.ObservationStatus.PRELIMINARY);
    }

    private String association(String controlId, String event, String times) {
        return "MSH|^~\\&|IT_ROOMS||DRIPLINE||20260105150500+0000||ORU^R01^ORU_R01|" + controlId + own
                + "|P|2.6|||AL|NE|||||IHE_DEV_051^IHE PCD^1.3.6.1.4.1.19376.1.6.1.51.1^ISO\r" + pid("EHR-10")
                + "OBR|1||" + controlId + "|69136^MDC_OBS_ASSOCIATION_PATIENT_DEVICE^MDC|||20260105150400+0000\r"
                + "OBX|1|CWE|68487^MDC_ATTR_EVT_COND^MDC||" + event + "^MDC||||||F\r"
                + "PRT|1|UC||EQUIP^EQUIP^HL70912||||||MON-IT-10" + own + "^SIMMONITOR^0200000000000077^EUI-64" + times
                + "\r";
    }

    /** Stores the device, as its first message with a known patient would, and puts it onto a patient. */
    private DeviceUseStatement use(String id, String mrn, String device) {
        DeviceUseStatement use = new DeviceUseStatement();
        use.setId(id + own);
        use.getMeta().addProfile(Canonicals.DEVICE_ASSOCIATION);
        use.setStatus(DeviceUseStatement.DeviceUseStatementStatus.ACTIVE);
        use.setSubject(
                new Reference("Patient/" + patients(mrn).get(0).getIdElement().getIdPart()));
        use.setDevice(new Reference("Device/" + device));
        use.setTiming(new Period().setStart(date("2026-01-05T14:00:00Z")));
        client().update().resource(use).execute();
        return use;
    }

    /** The device of a parked message, stored so that a statement can name it: its id follows from OBX-18. */
    private String device(String controlId) {
        String serial = controlId.replace("it-", "MON-IT-").replaceAll("[a-z]$", "");
        org.hl7.fhir.r4.model.Device device = new org.hl7.fhir.r4.model.Device();
        device.setId(org.dripline.fhir.DerivedId.of("dev", serial + own, "0200000000000077"));
        client().update().resource(device).execute();
        return device.getIdElement().getIdPart();
    }

    private String msh(String type, String controlId, String at) {
        return "MSH|^~\\&|IT_EHR|SIMULATION|DRIPLINE|CLINIC|" + at + "||" + type + "|" + controlId + own + "|P|2.5.1\r";
    }

    private String pid(String mrn) {
        return "PID|1||" + mrn + own + "^^^SYNHOSP^MR||TESTWELL-OMEGA^Synthia^^^^^L||19840311|F\r";
    }

    private String adt(String trigger, String controlId, String mrn, String visit, String at, String bed) {
        String stay =
                visit.isEmpty() ? "" : "PV1|1|O|" + bed(bed) + "||||||||||||||||" + visit + own + "^^^SYNVISIT^VN\r";
        return msh("ADT^" + trigger + "^ADT_A01", controlId, at) + "EVN|" + trigger + "|" + at + "\r" + pid(mrn) + stay;
    }

    private String heartRate(String controlId, String bed, String serial, String at) {
        return "MSH|^~\\&|IT_MONITOR^0200000000000077^EUI-64||||20260105143001+0000||ORU^R01^ORU_R01|" + controlId + own
                + "|P|2.6|||AL|NE||UNICODE UTF-8|||IHE_PCD_001^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO\r"
                + (bed.isEmpty() ? "" : "PV1||O|" + bed(bed) + "\r")
                + "OBR|1|||182777000^monitoring of patient^SCT|||" + at + "\r"
                + "OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X|||||||" + serial + own
                + "^SIMMONITOR^0200000000000077^EUI-64\r"
                + "OBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|77|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||" + at
                + "\r";
    }

    private String bed(String name) {
        return name.isEmpty() ? "" : name + own;
    }

    private static Date date(String instant) {
        return Date.from(java.time.Instant.parse(instant));
    }

    private static void send(String message) throws IOException {
        try (MllpClient sender = MllpClient.tireless("127.0.0.1", running().mllpPort())) {
            sender.send(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    private EntryStory story(String controlId) {
        List<EntryStory> stories = running().journal().stories(controlId + own);
        assertThat(stories).isNotEmpty();
        return stories.get(0);
    }

    private void charted(String controlId) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                story(controlId).state() + story(controlId).reason())
                        .isEqualTo("chartednull"));
    }

    private List<Patient> patients(String mrn) {
        List<Patient> found = new ArrayList<>();
        search(Patient.class, new TokenClientParam("identifier").exactly().systemAndCode(MRN, mrn + own))
                .forEach(patient -> {
                    if (patient.getLink().stream().noneMatch(it -> it.getType() == Patient.LinkType.REPLACEDBY)) {
                        found.add(patient);
                    }
                });
        return found;
    }

    private Encounter visit(String number) {
        List<Encounter> found = search(
                Encounter.class, new TokenClientParam("identifier").exactly().code(number + own));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private <T extends Resource> List<T> of(Class<T> type, String mrn) {
        return search(
                type,
                new ca.uhn.fhir.rest.gclient.ReferenceClientParam("patient")
                        .hasId("Patient/" + patients(mrn).get(0).getIdElement().getIdPart()));
    }

    private <T extends Resource> List<T> search(Class<T> type, ca.uhn.fhir.rest.gclient.ICriterion<?> by) {
        Bundle answer = client().search()
                .forResource(type)
                .where(by)
                .returnBundle(Bundle.class)
                .execute();
        return answer.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .map(type::cast)
                .toList();
    }

    private void assertConforms(Resource resource, String profile) {
        assertThat(resource.getMeta().getProfile())
                .extracting(org.hl7.fhir.r4.model.CanonicalType::getValue)
                .contains(profile);
        OperationOutcome outcome = (OperationOutcome)
                client().validate().resource(resource).execute().getOperationOutcome();
        assertThat(outcome.getIssue())
                .filteredOn(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                        || issue.getDiagnostics().contains("dl-"))
                .extracting(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                .isEmpty();
    }
}
