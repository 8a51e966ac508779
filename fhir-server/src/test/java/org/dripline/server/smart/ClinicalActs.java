// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dripline.server.access.Role;
import org.dripline.server.gate.ReadyRecord;
import org.dripline.server.staff.Act;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What people do to the record of one synthetic patient, each as the requests that an app would send. */
final class ClinicalActs {

    private static final String NOTHING = "{\"resourceType\":\"Parameters\"}";

    private final SmartContext server;
    final ReadyRecord record;
    private boolean isOrdered;
    private String issue = "";

    /** @param name odd and one's own */
    ClinicalActs(SmartContext server, String name) {
        this(server, name, Duration.ZERO);
    }

    /** @param ago how long ago the session was made ready */
    ClinicalActs(SmartContext server, String name, Duration ago) {
        this.server = server;
        this.record = new ReadyRecord("roles-" + name, ago);
        HttpResponse<String> stored =
                server.call(server.clinic().backend("system/*.cruds"), "POST", "/", encoded(record.transaction()));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    /** Every way of doing it that this product knows. */
    List<HttpResponse<String>> tried(Act act, String token) {
        return tried(act, token, true);
    }

    /** @param ordered whether the order is first made active and confirmed, where the act rests on one */
    List<HttpResponse<String>> tried(Act act, String token, boolean ordered) {
        if (ordered && act == Act.CLEAR) {
            makeOrdered();
        }
        return switch (act) {
            case ORDER -> List.of(ordered(token));
            case CLEAR -> List.of(put(token, record.session("cleared")));
            case GIVE -> List.of(put(token, given()));
            case OVERRIDE -> List.of(put(token, overridden()));
            case WITNESS -> List.of(confirmed(token, administered()));
            case SIGN ->
                List.of(server.call(
                        token,
                        "POST",
                        "/Composition",
                        "{\"resourceType\":\"Composition\",\"status\":\"final\",\"type\":{\"text\":\"Synthetic letter\"},"
                                + "\"subject\":{\"reference\":\"" + record.patient
                                + "\"},\"date\":\"2026-01-05T10:00:00Z\",\"title\":\"Synthetic letter\",\"author\":[{"
                                + "\"display\":\"Synthetic\"}],\"attester\":[{\"mode\":\"professional\","
                                + "\"time\":\"2026-01-05T10:00:00Z\"}]}"));
            case ASSOCIATE ->
                List.of(server.call(
                        token,
                        "PUT",
                        "/DeviceUseStatement/" + record.id(),
                        "{\"resourceType\":\"DeviceUseStatement\",\"id\":\"" + record.id()
                                + "\",\"status\":\"active\",\"subject\":{\"reference\":\"Patient/anna\"},\"device\":{"
                                + "\"reference\":\"Device/pump-anna\"}}"));
            case EXPORT -> List.of(server.get(token, "/" + record.patient + "/$everything"));
            case OPEN_RECORD ->
                List.of(
                        server.get(token, "/Patient/bob"),
                        server.get(token, "/Observation?patient=bob"),
                        server.call(
                                token,
                                "POST",
                                "/",
                                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\","
                                        + "\"url\":\"Observation?patient=bob\"}}]}"));
            case RECORD_CONSENT -> List.of(put(token, consent("active")));
            case STAFF ->
                List.of(server.call(
                        token,
                        "PUT",
                        "/PractitionerRole/" + record.id(),
                        "{\"resourceType\":\"PractitionerRole\",\"id\":\"" + record.id()
                                + "\",\"practitioner\":{\"reference\":\"Practitioner/staff-1\"}}"));
            case BREAK_GLASS ->
                List.of(server.call(
                        token,
                        "POST",
                        "/" + record.patient + "/$break-glass",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":"
                                + "\"Synthetic emergency\"}]}"));
            case LIST_BREAK_GLASS -> List.of(server.get(token, "/Patient/$break-glass-list"));
            case REPLAY, READ_AUDIT -> throw new IllegalArgumentException(act + " is not done at /fhir");
        };
    }

    /** The order made active, in nobody's name. */
    HttpResponse<String> ordered(String token) {
        MedicationRequest order = record.order(MedicationRequestStatus.ACTIVE);
        order.setRequester(null);
        return put(token, order);
    }

    HttpResponse<String> confirmed(String token, String reference) {
        return server.call(token, "POST", "/" + reference + "/$confirm", NOTHING);
    }

    HttpResponse<String> put(String token, Resource resource) {
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        return server.call(token, "PUT", "/" + reference, encoded(resource));
    }

    /** In force by the prescriber, confirmed by the nurse. */
    void makeOrdered() {
        if (isOrdered) {
            return;
        }
        HttpResponse<String> order = ordered(server.clinic().tokenOf(Role.PRESCRIBER));
        assertThat(order.statusCode()).as(order.body()).isIn(200, 201);
        HttpResponse<String> check = confirmed(server.clinic().tokenOf(Role.NURSE), "MedicationRequest/" + record.id());
        assertThat(check.statusCode()).as(check.body()).isEqualTo(200);
        isOrdered = true;
    }

    /** How much of the session's drug somebody saw discarded. */
    HttpResponse<String> wasteConfirmed(String token, String amount, String unit) {
        return server.call(
                token,
                "POST",
                "/" + record.session + "/$confirm",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"amount\",\"valueQuantity\":{\"value\":"
                        + amount
                        + ",\"unit\":\"" + unit + "\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"" + unit
                        + "\"}}]}");
    }

    /** What a system charted: a dose that somebody of this clinic gave who is nobody of the roles. */
    String administered() {
        MedicationAdministration given = given();
        given.setId("MedicationAdministration/" + record.id() + "-charted");
        given.addPerformer().setActor(new Reference(ReadyRecord.PRESCRIBER));
        given.getDosage().setDose(ReadyRecord.quantity("35", "mg"));
        HttpResponse<String> stored = put(server.clinic().backend("system/*.cruds"), given);
        assertThat(stored.statusCode()).as(stored.body()).isBetween(200, 299);
        return "MedicationAdministration/" + record.id() + "-charted";
    }

    /** The session when the patient has left. */
    Encounter over(String state) {
        Encounter session = record.session(state);
        session.setStatus(Encounter.EncounterStatus.FINISHED);
        session.getPeriod().setEnd(Date.from(record.now.plus(Duration.ofMinutes(70))));
        return session;
    }

    /** That what is withheld may be disclosed for treatment. */
    Consent consent(String status) {
        Consent consent = new Consent().setStatus(Consent.ConsentState.fromCode(status));
        consent.setId("Consent/" + record.id());
        consent.setScope(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", null)));
        consent.addCategory(new CodeableConcept(new Coding("http://loinc.org", "59284-0", null)));
        consent.setPatient(new Reference(record.patient));
        consent.getPolicyRule().setText("Synthetic");
        return consent;
    }

    MedicationAdministration given() {
        MedicationAdministration given =
                new MedicationAdministration().setStatus(MedicationAdministrationStatus.COMPLETED);
        given.setId("MedicationAdministration/" + record.id());
        given.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE, null)));
        given.setSubject(new Reference(record.patient));
        given.setContext(new Reference(record.session));
        given.setEffective(new DateTimeType(Date.from(record.now)));
        return given;
    }

    /** An issue that the gate found, with an override in nobody's name. */
    DetectedIssue overridden() {
        if (issue.isEmpty()) {
            String backend = server.clinic().backend("system/*.cruds");
            server.call(
                    backend,
                    "POST",
                    "/",
                    encoded(record.fastedFor(Duration.ofMinutes(210)).transaction()));
            server.call(
                    backend,
                    "POST",
                    "/" + record.patient + "/$infusion-gate",
                    "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"encounter\",\"valueReference\":{"
                            + "\"reference\":\"" + record.session + "\"}}]}");
            JsonNode found = SmartContext.json(server.get(backend, "/DetectedIssue?patient=" + record.patient));
            issue = entries(found)
                    .filter(text -> text.contains("\"not-fasted\""))
                    .findFirst()
                    .orElseThrow();
        }
        DetectedIssue overridden = SmartContext.FHIR.newJsonParser().parseResource(DetectedIssue.class, issue);
        overridden.setId(overridden.getIdElement().toUnqualifiedVersionless());
        overridden
                .addMitigation()
                .setDate(Date.from(record.now))
                .setAction(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_MITIGATION, "override", null))
                        .setText("Synthetic reason"));
        return overridden;
    }

    private static Stream<String> entries(JsonNode bundle) {
        return StreamSupport.stream(bundle.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource").toString());
    }

    static String encoded(Resource resource) {
        return SmartContext.FHIR.newJsonParser().encodeResourceToString(resource);
    }
}
