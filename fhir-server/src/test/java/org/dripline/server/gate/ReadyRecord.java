// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.References;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** A synthetic patient with everything a session needs on record; a test takes away or adds what it is about. */
public final class ReadyRecord {

    public static final String PRESCRIBER = "Practitioner/gate-prescriber-test";

    private static final String YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0532";

    private static final Set<String> OF_THE_DAY = Set.of(
            "last-oral-intake",
            "escort-name",
            "escort-phone",
            "escort-confirmed",
            "acute-illness",
            "alcohol-or-sedatives-today");

    public final String patient;
    public final String session;
    public final Instant now;

    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, Type> answers = new LinkedHashMap<>();

    /** @param name odd and one's own, so that a record never meets another test's */
    public ReadyRecord(String name) {
        this(name, Duration.ZERO);
    }

    /** @param ago how long ago the session was made ready */
    public ReadyRecord(String name, Duration ago) {
        this.now = Instant.now().minus(ago).truncatedTo(ChronoUnit.SECONDS);
        this.patient = "Patient/gate-" + name;
        this.session = "Encounter/gate-" + name;
        add(new Practitioner(), PRESCRIBER);
        add(new Location().setStatus(Location.LocationStatus.ACTIVE), "Location/gate-chair-test");
        Patient person = new Patient().setGender(AdministrativeGender.FEMALE);
        person.addName().setFamily("GATE-SAMPLE").addGiven(name);
        person.setBirthDateElement(new DateType("1984-03-11"));
        add(person, patient);
        add(session("precheck"), session);
        add(consent(), "Consent/gate-" + name);
        weight("70", now.minus(Duration.ofMinutes(20)));
        pressure("122", "78");
        reading(Codes.Loinc.HEART_RATE, "70", "/min");
        reading(Codes.Loinc.OXYGEN_SATURATION_PULSE_OXIMETRY, "98", "%");
        for (String link : List.of(
                "uncontrolled-hypertension",
                "unstable-cardiovascular-disease",
                "uncontrolled-thyroid-disease",
                "raised-intracranial-pressure",
                "psychosis",
                "mania",
                "uncontrolled-glaucoma",
                "pregnancy",
                "prior-reaction-to-ketamine",
                "breastfeeding",
                "nausea-or-motion-sickness",
                "substance-use",
                "ketamine-outside-treatment",
                "acute-illness",
                "alcohol-or-sedatives-today")) {
            answer(link, "N");
        }
        answers.put("prior-treatments", new StringType("Two, synthetic"));
        answers.put("concurrent-treatment", new StringType("Psychotherapy, synthetic"));
        fastedFor(Duration.ofHours(9));
        answers.put("escort-name", new StringType("Rela TIVE-TEST"));
        answers.put("escort-phone", new StringType("555-0100"));
        answer("escort-confirmed", "Y");
        add(room(), "QuestionnaireResponse/gate-room-" + name);
        screener(false);
    }

    public ReadyRecord without(String reference) {
        resources.remove(reference);
        return this;
    }

    public ReadyRecord add(Resource resource, String reference) {
        resource.setId(reference);
        resources.put(reference, resource);
        return this;
    }

    public ReadyRecord fastedFor(Duration time) {
        answers.put("last-oral-intake", new DateTimeType(Date.from(now.minus(time))));
        return this;
    }

    public ReadyRecord answer(String link, String code) {
        answers.put(link, new Coding(YES_NO, code, null));
        return this;
    }

    /** With the number that a host EHR knows the patient by. */
    public ReadyRecord numbered(String system, String number) {
        ((Patient) Objects.requireNonNull(resources.get(patient)))
                .addIdentifier()
                .setSystem(system)
                .setValue(number);
        return this;
    }

    public ReadyRecord man() {
        ((Patient) Objects.requireNonNull(resources.get(patient))).setGender(AdministrativeGender.MALE);
        return this;
    }

    public ReadyRecord weight(String kilograms, Instant at) {
        return observation(
                "weight-" + kilograms,
                Codes.Loinc.BODY_WEIGHT,
                at,
                new Quantity()
                        .setValue(new BigDecimal(kilograms))
                        .setSystem(Codes.Systems.UCUM)
                        .setCode("kg"));
    }

    public ReadyRecord pressure(String systolic, String diastolic) {
        Observation pressure = observation("bp-" + systolic, now.minus(Duration.ofMinutes(15)));
        pressure.setCode(loinc(Codes.Loinc.BLOOD_PRESSURE));
        pressure.addComponent().setCode(loinc(Codes.Loinc.SYSTOLIC)).setValue(pressureOf(systolic));
        pressure.addComponent().setCode(loinc(Codes.Loinc.DIASTOLIC)).setValue(pressureOf(diastolic));
        return this;
    }

    public ReadyRecord problem(String system, String code, String text, boolean active) {
        Condition condition = new Condition();
        condition.setCode(new CodeableConcept(new Coding(system, code, null)).setText(text));
        condition.setSubject(new Reference(patient));
        condition.setClinicalStatus(new CodeableConcept(new Coding(
                "http://terminology.hl7.org/CodeSystem/condition-clinical", active ? "active" : "resolved", null)));
        return add(condition, "Condition/" + id() + "-" + code.replace('.', '-'));
    }

    public ReadyRecord takes(String rxNorm, String name) {
        MedicationStatement statement = new MedicationStatement();
        statement.setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE);
        statement.setSubject(new Reference(patient));
        statement.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, rxNorm, null)).setText(name));
        return add(statement, "MedicationStatement/" + id() + "-" + rxNorm);
    }

    public ReadyRecord laboratory(String loinc, String interpretation) {
        observation(
                "lab-" + loinc, loinc, now.minus(Duration.ofHours(2)), new CodeableConcept().setText(interpretation));
        return this;
    }

    /** A Columbia screener of this visit; high when the fourth question was answered with yes. */
    public ReadyRecord screener(boolean high) {
        QuestionnaireResponse response = response("dripline-c-ssrs-screener");
        for (String link : List.of("93246-7", "93247-5", "93249-1", "93267-3")) {
            boolean yes = high && link.equals("93249-1");
            response.addItem()
                    .setLinkId(link)
                    .addAnswer()
                    .setValue(new Coding(Codes.Systems.LOINC, yes ? "LA33-6" : "LA32-8", null));
        }
        return add(response, "QuestionnaireResponse/" + id() + "-screener");
    }

    /** A PHQ-9 of this visit with its total and its ninth answer; the other answers are left out. */
    public QuestionnaireResponse phq9(int total) {
        QuestionnaireResponse response = response("dripline-phq-9");
        response.addItem().setLinkId("44260-8").addAnswer().setValue(new Coding(Codes.Systems.LOINC, "LA6568-5", null));
        response.addItem().setLinkId("44261-6").addAnswer().setValue(new IntegerType(total));
        return response;
    }

    /** What the pump reports at an event: 52.5 mL/h from a bag of 1 mg/mL. */
    public Observation pump(String name, String event, Duration fromNow) {
        Observation report = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        report.setId("Observation/" + id() + "-" + name);
        report.setCode(
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT, null)));
        report.setSubject(new Reference(patient));
        report.setEncounter(new Reference(session));
        report.setEffective(new DateTimeType(Date.from(now.plus(fromNow))));
        report.setValue(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_PUMP_EVENT, event, null)));
        boolean runs = event.equals(Codes.PumpEvent.START);
        component(report, Codes.Mdc.FLOW_CURRENT, quantity(runs ? "52.5" : "0", "mL/h"));
        component(report, Codes.Mdc.CONCENTRATION, quantity("1", "mg/mL"));
        component(report, Codes.Mdc.VOLUME_DELIVERED_TOTAL, quantity(runs ? "0" : "35", "mL"));
        return report;
    }

    private static void component(Observation report, String mdc, Quantity value) {
        report.addComponent()
                .setCode(new CodeableConcept(new Coding(Codes.Systems.MDC, mdc, null)))
                .setValue(value);
    }

    public Encounter session(String state) {
        Encounter encounter = new Encounter();
        encounter.setId(session);
        encounter.addExtension(Canonicals.SESSION_STATE, new CodeType(state));
        encounter.setStatus(Encounter.EncounterStatus.INPROGRESS);
        encounter.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", null));
        encounter.addType(
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_ENCOUNTER_TYPE, "infusion-session", null)));
        encounter.setSubject(new Reference(patient));
        encounter.getPeriod().setStart(Date.from(now.minus(Duration.ofMinutes(30))));
        encounter.addLocation().setLocation(new Reference("Location/gate-chair-test"));
        return encounter;
    }

    /** An order of 0.5 mg/kg for 70 kg. */
    public MedicationRequest order(MedicationRequest.MedicationRequestStatus status) {
        MedicationRequest order = new MedicationRequest();
        order.setId("MedicationRequest/" + id());
        order.getMeta().addProfile(Canonicals.INFUSION_ORDER);
        order.setStatus(status).setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        order.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE, null)));
        order.setSubject(new Reference(patient));
        order.setEncounter(new Reference(session));
        order.setAuthoredOn(Date.from(now));
        order.setRequester(new Reference(PRESCRIBER));
        var byWeight = order.addExtension();
        byWeight.setUrl(Canonicals.WEIGHT_BASED_DOSE);
        byWeight.addExtension("dosePerKg", quantity("0.5", "mg/kg"));
        byWeight.addExtension("dosingWeight", quantity("70", "kg"));
        var rate = order.addDosageInstruction().addDoseAndRate();
        rate.setDose(quantity("35", "mg"));
        rate.setRate(quantity("52.5", "mL/h"));
        order.getDispenseRequest().setQuantity(quantity("50", "mg"));
        return order;
    }

    /** Everything as one transaction of PUTs; a further resource takes the place of the one with its id. */
    public Bundle transaction(Resource... further) {
        QuestionnaireResponse eligibility = response("dripline-eligibility");
        QuestionnaireResponseItemComponent course = eligibility.addItem().setLinkId("exclusions");
        QuestionnaireResponseItemComponent day = eligibility.addItem().setLinkId("day-of-infusion");
        answers.forEach((link, value) -> (OF_THE_DAY.contains(link) ? day : course)
                .addItem()
                .setLinkId(link)
                .addAnswer()
                .setValue(value));
        add(eligibility, "QuestionnaireResponse/" + id() + "-eligibility");
        Map<String, Resource> all = new LinkedHashMap<>(resources);
        List.of(further).forEach(resource -> all.put(References.of(resource), resource));
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        all.values().forEach(resource -> put(bundle, resource));
        return bundle;
    }

    public static Quantity quantity(String value, String unit) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }

    public String id() {
        return patient.substring("Patient/".length());
    }

    private static void put(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }

    private Consent consent() {
        Consent consent = new Consent().setStatus(Consent.ConsentState.ACTIVE);
        consent.addCategory(
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_CONSENT_ELEMENT, "consent-to-infusion", null)));
        consent.setPatient(new Reference(patient));
        consent.addExtension(
                Canonicals.CONSENT_DISCLOSURE,
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_CONSENT_ELEMENT, "off-label-use", null)));
        consent.getProvision()
                .getPeriod()
                .setStart(Date.from(now.minus(Duration.ofDays(10))))
                .setEnd(Date.from(now.plus(Duration.ofDays(300))));
        return consent;
    }

    private QuestionnaireResponse room() {
        QuestionnaireResponse room = response("dripline-room-readiness");
        List.of(
                        "airway",
                        "oxygen",
                        "suction",
                        "rescue-medicines",
                        "trained-staff",
                        "acls-holder-present",
                        "vial-lot-recorded",
                        "dose-compared-by-two")
                .forEach(link -> room.addItem().setLinkId(link).addAnswer().setValue(new Coding(YES_NO, "Y", null)));
        room.addItem().setLinkId("vial-lot").addAnswer().setValue(new StringType("LOT-SAMPLE-1"));
        List.of("acls-valid-until", "vial-expiry")
                .forEach(link -> room.addItem()
                        .setLinkId(link)
                        .addAnswer()
                        .setValue(new DateType(Date.from(now.plus(Duration.ofDays(200))))));
        return room;
    }

    private QuestionnaireResponse response(String form) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setQuestionnaire(Canonicals.BASE + "/Questionnaire/" + form + "|0.1.0");
        response.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
        response.setSubject(new Reference(patient));
        response.setEncounter(new Reference(session));
        response.setAuthored(Date.from(now.minus(Duration.ofMinutes(25))));
        return response;
    }

    private void reading(String loinc, String value, String unit) {
        observation("vital-" + loinc, loinc, now.minus(Duration.ofMinutes(15)), quantity(value, unit));
    }

    private ReadyRecord observation(String name, String loinc, Instant at, Type value) {
        observation(name, at).setCode(loinc(loinc)).setValue(value);
        return this;
    }

    private Observation observation(String name, Instant at) {
        Observation observation = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        observation.setSubject(new Reference(patient));
        observation.setEncounter(new Reference(session));
        observation.setEffective(new DateTimeType(Date.from(at)));
        add(observation, "Observation/" + id() + "-" + name);
        return observation;
    }

    private static CodeableConcept loinc(String code) {
        return new CodeableConcept(new Coding(Codes.Systems.LOINC, code, null));
    }

    private static Quantity pressureOf(String value) {
        return quantity(value, "mm[Hg]");
    }
}
