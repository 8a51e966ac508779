// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.awaitility.Awaitility;
import org.dripline.fhir.Canonicals;
import org.dripline.server.ServerContext;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Esketamine by nose over the product's own door: gated, recorded, watched for two hours, closed, its form's days told.
 */
class EsketamineIT extends ServerContext {

    /** The shipped protocols are stored in the background of the first start. */
    @BeforeEach
    void theProtocolIsThere() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> get("/PlanDefinition/esketamine-nasal").statusCode() == 200);
    }

    @Test
    @DisplayName("R-A3: the order is judged by the protocol of esketamine, and compared with its devices")
    void anOrderIsGatedByTheProtocolOfEsketamine() {
        ReadyRecord record = new ReadyRecord("nose-order")
                .without("Consent/gate-nose-order")
                .problem("http://hl7.org/fhir/sid/icd-10-cm", "I67.1", "Aneurysm, synthetic", false);
        record.add(visit(record, "precheck", null), record.session);
        client().transaction().withBundle(record.transaction()).execute();

        assertThat(refused(order(record, MedicationRequestStatus.ACTIVE, "56", 2)))
                .anyMatch(reason -> reason.startsWith("vascular-malformation (hard-stop, never overridden)"))
                .noneMatch(reason -> reason.startsWith("consent-missing"))
                .noneMatch(reason -> reason.startsWith("weight-unusable"));
        assertThat(refused(order(record, MedicationRequestStatus.DRAFT, "56", 3)))
                .anyMatch(reason -> reason.contains("dl-nasal-order-1"));

        client().update()
                .resource(order(record, MedicationRequestStatus.DRAFT, "60", 0))
                .execute();
        Parameters answer = client().operation()
                .onInstance("MedicationRequest/" + record.id())
                .named("$dose-check")
                .withNoParameters(Parameters.class)
                .execute();
        assertThat(text(answer, "result")).isEqualTo("refused");
        assertThat(refusedApply()).anyMatch(reason -> reason.contains("gives no infusion"));
    }

    @Test
    @DisplayName("R-A3, R-J2: the session needs the programme confirmed; it is closed once nothing is missing")
    void aSessionIsRecordedWatchedAndClosed() {
        ReadyRecord record = new ReadyRecord("nose", Duration.ofHours(3));
        record.add(visit(record, "precheck", null), record.session);
        Instant first = record.now;
        client().transaction()
                .withBundle(record.transaction(order(record, MedicationRequestStatus.ACTIVE, "56", 2)))
                .execute();
        assertThat(refused(visit(record, "cleared", null)))
                .anyMatch(reason -> reason.startsWith("programme-not-confirmed"))
                .noneMatch(reason -> reason.startsWith("dose-not-compared"));

        client().update().resource(programme(record)).execute();
        client().update().resource(visit(record, "cleared", null)).execute();
        client().update().resource(taken(record, first)).execute();
        client().update()
                .resource(pressure(record, "peak", first.plus(Duration.ofMinutes(42))))
                .execute();
        client().update()
                .resource(visit(record, "discharged", first.plus(Duration.ofMinutes(100))))
                .execute();
        assertThat(closeoutRefused(record))
                .anyMatch(
                        reason -> reason.contains("an observation as long as the protocol says: 98 min are on record"))
                .anyMatch(reason -> reason.contains("a blood pressure before leaving"))
                .anyMatch(reason -> reason.contains("the programme's form, complete"));

        client().update()
                .resource(pressure(record, "leaving", first.plus(Duration.ofMinutes(121))))
                .execute();
        client().update()
                .resource(visit(record, "discharged", first.plus(Duration.ofMinutes(126))))
                .execute();
        client().update().resource(form(record, first)).execute();
        Parameters summary = client().operation()
                .onInstance(record.session)
                .named("$session-summary")
                .withNoParameters(Parameters.class)
                .useHttpGet()
                .execute();
        assertThat(figure(summary, "dose")).isEqualTo("56");
        assertThat(figure(summary, "observed")).isEqualTo("124");
        assertThat(figure(summary, "form-days-left")).isIn("7", "6");
        assertThat(figure(summary, "form-state")).isEqualTo("prepared, no record of sending");
        assertThat(summary.getParameter()).noneMatch(each -> each.getName().equals("missing"));

        closeout(record);
        closeout(record);
        Encounter closed = client().read()
                .resource(Encounter.class)
                .withId(record.session.substring("Encounter/".length()))
                .execute();
        assertThat(closed.getExtensionByUrl(Canonicals.SESSION_STATE).getValue().primitiveValue())
                .isEqualTo("closed");
        assertThat(search("Provenance?target=MedicationAdministration/" + record.id()))
                .hasSize(1);
        assertThat(search("DetectedIssue?patient=" + record.patient)).isEmpty();
    }

    private static Encounter visit(ReadyRecord record, String state, @Nullable Instant left) {
        Encounter visit = record.session(state);
        visit.setType(List.of(new CodeableConcept(
                new Coding(Codes.Systems.DRIPLINE_ENCOUNTER_TYPE, Codes.ESKETAMINE_SESSION, null))));
        if (left != null) {
            visit.setStatus(Encounter.EncounterStatus.FINISHED);
            visit.getPeriod().setEnd(Date.from(left));
        }
        return visit;
    }

    private static MedicationRequest order(
            ReadyRecord record, MedicationRequestStatus status, String milligrams, int devices) {
        MedicationRequest order = new MedicationRequest();
        order.setId("MedicationRequest/" + record.id());
        if (devices > 0) {
            order.getMeta().addProfile(Canonicals.ESKETAMINE_ORDER);
            order.addExtension(devices(devices));
        }
        order.setStatus(status).setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        order.setMedication(esketamine());
        order.setSubject(new Reference(record.patient)).setEncounter(new Reference(record.session));
        order.setAuthoredOn(Date.from(record.now));
        order.setRequester(new Reference(ReadyRecord.PRESCRIBER));
        order.addDosageInstruction()
                .setRoute(new CodeableConcept(new Coding(Codes.Systems.SNOMED_CT, "46713006", null)))
                .addDoseAndRate()
                .setDose(ReadyRecord.quantity(milligrams, "mg"));
        return order;
    }

    private static CodeableConcept esketamine() {
        return new CodeableConcept(new Coding(Codes.Systems.RXNORM, Codes.RxNorm.ESKETAMINE, null));
    }

    private static Extension devices(int count) {
        Extension devices = new Extension(Canonicals.NASAL_DEVICES);
        devices.addExtension("count", new IntegerType(count));
        devices.addExtension("each", ReadyRecord.quantity("28", "mg"));
        return devices;
    }

    private static MedicationAdministration taken(ReadyRecord record, Instant first) {
        MedicationAdministration taken = new MedicationAdministration();
        taken.setId("MedicationAdministration/" + record.id());
        taken.getMeta().addProfile(Canonicals.ESKETAMINE_ADMINISTRATION);
        Extension devices = devices(2);
        devices.addExtension("lot", new StringType("TEST-LOT-417"));
        devices.addExtension("expiry", new DateType("2099-12-31"));
        taken.addExtension(devices);
        taken.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
        taken.setMedication(esketamine());
        taken.setSubject(new Reference(record.patient)).setContext(new Reference(record.session));
        taken.setEffective(
                new Period().setStart(Date.from(first)).setEnd(Date.from(first.plus(Duration.ofMinutes(2)))));
        taken.getDosage().setDose(ReadyRecord.quantity("56", "mg"));
        return taken;
    }

    private static Observation pressure(ReadyRecord record, String name, Instant at) {
        Observation pressure = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        pressure.setId("Observation/" + record.id() + "-" + name);
        pressure.setCode(loinc(Codes.Loinc.BLOOD_PRESSURE));
        pressure.setSubject(new Reference(record.patient)).setEncounter(new Reference(record.session));
        pressure.setEffective(new DateTimeType(Date.from(at)));
        pressure.addComponent().setCode(loinc(Codes.Loinc.SYSTOLIC)).setValue(ReadyRecord.quantity("132", "mm[Hg]"));
        pressure.addComponent().setCode(loinc(Codes.Loinc.DIASTOLIC)).setValue(ReadyRecord.quantity("84", "mm[Hg]"));
        return pressure;
    }

    private static CodeableConcept loinc(String code) {
        return new CodeableConcept(new Coding(Codes.Systems.LOINC, code, null));
    }

    private static QuestionnaireResponse programme(ReadyRecord record) {
        QuestionnaireResponse response = response(record, "dripline-room-readiness", "programme");
        item(response.addItem().setLinkId("programme"), "programme-confirmed")
                .addAnswer()
                .setValue(new Coding("http://terminology.hl7.org/CodeSystem/v2-0532", "Y", null));
        return response;
    }

    private static QuestionnaireResponse form(ReadyRecord record, Instant first) {
        QuestionnaireResponse response = response(record, "dripline-esketamine-monitoring", "form");
        item(response.addItem().setLinkId("dose"), "taken-at")
                .addAnswer()
                .setValue(new DateTimeType(
                        Date.from(first),
                        ca.uhn.fhir.model.api.TemporalPrecisionEnum.SECOND,
                        TimeZone.getTimeZone("UTC")));
        item(response.addItem().setLinkId("handing-in"), "prepared-by")
                .addAnswer()
                .setValue(new StringType("TEST-NURSE"));
        return response;
    }

    private static QuestionnaireResponseItemComponent item(QuestionnaireResponseItemComponent group, String link) {
        return group.addItem().setLinkId(link);
    }

    private static QuestionnaireResponse response(ReadyRecord record, String form, String name) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setId("QuestionnaireResponse/" + record.id() + "-" + name);
        response.setQuestionnaire(Canonicals.BASE + "/Questionnaire/" + form);
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setSubject(new Reference(record.patient)).setEncounter(new Reference(record.session));
        response.setAuthored(Date.from(record.now));
        return response;
    }

    private void closeout(ReadyRecord record) {
        Parameters in = new Parameters();
        in.addParameter("practitioner", new Reference(ReadyRecord.PRESCRIBER));
        client().operation()
                .onInstance(record.session)
                .named("$closeout")
                .withParameters(in)
                .execute();
    }

    private List<String> closeoutRefused(ReadyRecord record) {
        return reasons(catchThrowableOfType(BaseServerResponseException.class, () -> closeout(record)));
    }

    private List<String> refused(Resource resource) {
        return reasons(catchThrowableOfType(
                BaseServerResponseException.class,
                () -> client().update().resource(resource).execute()));
    }

    private List<String> refusedApply() {
        Parameters in = new Parameters();
        in.addParameter("subject", new StringType("Patient/gate-nose-order"));
        in.addParameter("practitioner", new StringType(ReadyRecord.PRESCRIBER));
        return reasons(catchThrowableOfType(
                BaseServerResponseException.class,
                () -> client().operation()
                        .onInstance("PlanDefinition/esketamine-nasal")
                        .named("$apply")
                        .withParameters(in)
                        .execute()));
    }

    private static List<String> reasons(BaseServerResponseException refusal) {
        assertThat(refusal).as("it was stored").isNotNull();
        assertThat(refusal.getStatusCode()).isEqualTo(422);
        return ((OperationOutcome) refusal.getOperationOutcome())
                .getIssue().stream()
                        .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                        .toList();
    }

    private List<Resource> search(String url) {
        return client().search().byUrl(url).returnBundle(Bundle.class).execute().getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    private static String figure(Parameters summary, String code) {
        return summary.getParameter().stream()
                .filter(each -> each.getName().equals("figure"))
                .filter(each -> part(each, "code").equals(code))
                .map(each -> part(each, "value"))
                .findFirst()
                .orElse("");
    }

    private static String part(ParametersParameterComponent parameter, String name) {
        return parameter.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getValue() instanceof org.hl7.fhir.r4.model.Quantity quantity
                        ? quantity.getValue().toPlainString()
                        : part.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }

    private static String text(Parameters answer, String name) {
        return ((CodeType) answer.getParameter(name).getValue()).getValue();
    }
}
