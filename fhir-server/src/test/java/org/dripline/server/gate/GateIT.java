// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dripline.fhir.SessionProtocol;
import org.dripline.server.ServerContext;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gate over the product's own door: scenarios of the clinic as far as they are the gate's. */
class GateIT extends ServerContext {

    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    @Test
    @DisplayName("D01: everything on record in one transaction with its order and clearance; nothing is raised")
    void aCompleteRecordClearsAndRaisesNothing() {
        ReadyRecord record =
                new ReadyRecord("d01").takes("321988", "escitalopram 20 mg").laboratory("2106-3", "negative");
        client().transaction()
                .withBundle(record.transaction(record.order(MedicationRequestStatus.ACTIVE), record.session("cleared")))
                .execute();

        Parameters answer = gate(record, true);

        assertThat(text(answer, "result")).isEqualTo("clear");
        assertThat(parts(answer, "finding")).isEmpty();
        assertThat(issues(record)).isEmpty();
    }

    @Test
    @DisplayName(
            "D05 (R-C5, R-C6, R-C8): three issues of high severity, once however often asked; order and start refused")
    void maniaPsychosisAndPregnancyAreThreeIssues() {
        ReadyRecord record = new ReadyRecord("d05")
                .problem(ICD_10_CM, "F31.2", "Bipolar, manic, with psychotic features", true)
                .problem(Codes.Systems.SNOMED_CT, "231494001", "Mania", true)
                .laboratory("2106-3", "positive");
        store(record);

        Parameters answer = gate(record, false);
        gate(record, false);

        assertThat(text(answer, "result")).isEqualTo("needs-override");
        assertThat(issues(record)).hasSize(3).allSatisfy(issue -> {
            assertThat(issue.getSeverity()).isEqualTo(DetectedIssueSeverity.HIGH);
            assertThat(issue.getMeta().getVersionId()).isEqualTo("1");
            assertThat(issue.getEvidence()).isNotEmpty();
        });
        assertThat(rules(answer)).containsExactly("mania", "pregnancy", "psychosis");
        assertThat(reasons(record.order(MedicationRequestStatus.ACTIVE)))
                .anyMatch(reason -> reason.startsWith("mania (hard-stop, may be overridden): "))
                .anyMatch(reason -> reason.startsWith("The order waits: 3 "));
        assertThat(reasons(given(record, MedicationAdministrationStatus.INPROGRESS)))
                .anyMatch(reason -> reason.startsWith("The start waits: "));
        client().update().resource(record.order(MedicationRequestStatus.DRAFT)).execute();
    }

    @Test
    @DisplayName("D10 (R-F2, R-F5): two stops, one overridable; the escort is never overridden; next day it is done")
    void fastingMayBeOverriddenAndTheEscortNever() {
        ReadyRecord record = new ReadyRecord("d10")
                .fastedFor(Duration.ofMinutes(210))
                .answer("escort-confirmed", "N")
                .screener(true);
        store(record);

        Parameters answer = gate(record, true);
        assertThat(text(answer, "result")).isEqualTo("stopped");
        assertThat(findings(answer, "hard-stop")).containsExactlyInAnyOrder("no-escort false", "not-fasted true");
        assertThat(findings(answer, "info")).containsExactly("suicide-risk false");
        assertThat(reasons(record.session("cleared"))).anyMatch(reason -> reason.contains("3.5 h before"));

        assertThat(reasons(overridden(record, "no-escort"))).anyMatch(reason -> reason.contains("nobody override"));
        DetectedIssue fasting = overridden(record, "not-fasted");
        client().update().resource(fasting).execute();
        client().update().resource(fasting).execute();
        assertThat(search(Provenance.class, "target=" + reference(fasting)))
                .singleElement()
                .satisfies(provenance -> {
                    assertThat(provenance.getReasonFirstRep().getText()).isEqualTo("Synthetic reason");
                    assertThat(provenance.getAgentFirstRep().getWho().getReference())
                            .isEqualTo(ReadyRecord.PRESCRIBER);
                });
        assertThat(reasons(record.session("cleared")))
                .hasSize(2)
                .anyMatch(reason -> reason.startsWith("no-escort (hard-stop, never overridden)"));

        store(record.fastedFor(Duration.ofHours(12)).answer("escort-confirmed", "Y"));
        client().update().resource(record.session("cleared")).execute();
        assertThat(text(gate(record, true), "result")).isEqualTo("clear");
        assertThat(search(Encounter.class, "_id=" + record.session))
                .singleElement()
                .satisfies(session -> assertThat(SessionProtocol.of(session))
                        .as("the clearance records what it was judged by")
                        .hasValueSatisfying(protocol ->
                                assertThat(protocol.canonical()).endsWith("/PlanDefinition/common-limits|0.1.0")));
        assertThat(issues(record).stream().filter(issue -> issue.getSeverity() == DetectedIssueSeverity.HIGH))
                .allSatisfy(issue -> assertThat(issue.getMitigation()).isNotEmpty());
    }

    @Test
    @DisplayName("D12, D08: benzodiazepine and sleep apnoea are one issue of high severity, and the override covers it")
    void causesOfShallowBreathingAreOneIssue() {
        ReadyRecord record = new ReadyRecord("d12")
                .takes("2598", "clonazepam 1 mg")
                .problem(ICD_10_CM, "G47.33", "Obstructive sleep apnoea", true);
        store(record);

        assertThat(findings(gate(record, true), "hard-stop")).containsExactly("sedative-interaction true");
        client().update().resource(overridden(record, "sedative-interaction")).execute();
        client().update().resource(record.session("cleared")).execute();

        store(record.takes("7804", "oxycodone 10 mg"));
        assertThat(text(gate(record, true), "result"))
                .as("an override covers what was known when it was given")
                .isEqualTo("needs-override");
        assertThat(issues(record)).hasSize(2);
    }

    @Test
    @DisplayName("D09, D06, D11 (R-C11, R-F1): lithium and antidepressants raise nothing, lamotrigine is a line")
    void mostMedicinesRaiseNothing() {
        ReadyRecord record = new ReadyRecord("d09")
                .man()
                .takes("6448", "lithium")
                .takes("4493", "fluoxetine")
                .takes("28439", "lamotrigine 200 mg")
                .problem(ICD_10_CM, "F31.81", "Bipolar II", true);
        store(record);

        Parameters answer = gate(record, true);

        assertThat(findings(answer, "info")).containsExactly("lamotrigine false");
        assertThat(findings(answer, "needs-override")).containsExactly("bipolar-without-mania-screen true");
        assertThat(findings(answer, "hard-stop")).isEmpty();
    }

    @Test
    @DisplayName(
            "D02, D03: a pressure event of an earlier session is reviewed before the next; motion sickness is a line")
    void anEarlierPressureEventWaitsForAReview() {
        ReadyRecord record = new ReadyRecord("d02").man().answer("nausea-or-motion-sickness", "Y");
        record.problem(ICD_10_CM, "I10", "Hypertension, controlled", true).takes("17767", "amlodipine 5 mg");
        AdverseEvent event = new AdverseEvent();
        event.setActuality(AdverseEvent.AdverseEventActuality.ACTUAL);
        event.setEvent(new CodeableConcept(new Coding(Codes.Systems.SNOMED_CT, "443482000", null))
                .setText("188/114 mm[Hg] in session two"));
        event.setSubject(new Reference(record.patient));
        event.setDate(Date.from(record.now.minus(Duration.ofDays(5))));
        store(record.add(event, "AdverseEvent/gate-d02"));

        Parameters answer = gate(record, true);

        assertThat(findings(answer, "needs-override")).containsExactly("uncontrolled-hypertension true");
        assertThat(findings(answer, "info")).containsExactly("nausea-or-motion-sickness false");
    }

    @Test
    @DisplayName("A pump that runs uncleared: the report is stored, and one issue of high severity, once")
    void aPumpThatRunsUnclearedIsChartedAndMarkedOnce() {
        ReadyRecord record = new ReadyRecord("uncleared");
        store(record.answer("escort-confirmed", "N"));
        Observation start = started(record, "start");
        client().update().resource(start).execute();
        client().update().resource(started(record, "again")).execute();
        client().update()
                .resource(given(record, MedicationAdministrationStatus.COMPLETED))
                .execute();

        assertThat(client().read()
                        .resource(Observation.class)
                        .withId(start.getIdElement().getIdPart())
                        .execute())
                .isNotNull();
        assertThat(issues(record)).singleElement().satisfies(issue -> {
            assertThat(issue.getSeverity()).isEqualTo(DetectedIssueSeverity.HIGH);
            assertThat(issue.getCode().getCodingFirstRep().getCode()).isEqualTo("running-without-clearance");
            assertThat(issue.getMeta().getVersionId()).isEqualTo("1");
        });
        assertThat(reasons(record.session("infusing"))).anyMatch(reason -> reason.contains("no-escort"));
    }

    @Test
    @DisplayName("A cleared session that runs raises nothing")
    void aClearedSessionThatRunsRaisesNothing() {
        ReadyRecord record = new ReadyRecord("cleared");
        client().transaction()
                .withBundle(record.transaction(record.session("cleared"), started(record, "start")))
                .execute();
        client().update().resource(record.session("infusing")).execute();

        assertThat(issues(record)).isEmpty();
    }

    @Test
    @DisplayName("Unknown is never fine: a missing fact waits, and is no issue")
    void whatIsMissingWaitsAndIsNoIssue() {
        ReadyRecord record = new ReadyRecord("missing");
        record.without("Consent/gate-missing").without("QuestionnaireResponse/gate-room-missing");
        store(record);

        Parameters answer = gate(record, true);

        assertThat(text(answer, "result")).isEqualTo("incomplete");
        assertThat(parts(answer, "missing"))
                .extracting(part -> part(part, "rule"))
                .contains("consent-missing", "room-not-ready", "no-acls-holder", "vial-unusable", "dose-not-compared");
        assertThat(issues(record)).isEmpty();
        assertThat(reasons(record.order(MedicationRequestStatus.ACTIVE)))
                .anyMatch(reason -> reason.startsWith("consent-missing (hard-stop): Not recorded"));
    }

    @Test
    @DisplayName("$dose-check, on the order and beside it: agrees, or says both figures")
    void aDoseIsComparedWithItsPump() {
        ReadyRecord record = new ReadyRecord("dose");
        store(record);
        client().update().resource(record.order(MedicationRequestStatus.DRAFT)).execute();
        Parameters pump = new Parameters();
        pump.addParameter("concentration", ReadyRecord.quantity("1", "mg/mL"));
        pump.addParameter("rate", ReadyRecord.quantity("52.5", "mL/h"));
        assertThat(text(dose("MedicationRequest/" + record.id(), pump), "result"))
                .isEqualTo("agrees");

        Parameters slip = new Parameters();
        slip.addParameter("order", new Reference("MedicationRequest/" + record.id()));
        slip.addParameter("concentration", ReadyRecord.quantity("10", "mg/mL"));
        slip.addParameter("rate", ReadyRecord.quantity("525", "mL/h"));
        Parameters answer = client().operation()
                .onServer()
                .named("$dose-check")
                .withParameters(slip)
                .execute();
        assertThat(text(answer, "result")).isEqualTo("refused");
        assertThat(parts(answer, "finding"))
                .extracting(part -> part(part, "check"))
                .contains("bag-too-strong", "rate", "anaesthetic-rate");
        slip.addParameter("weight", ReadyRecord.quantity("154", "[lb_av]"));
        assertThat(catchThrowableOfType(
                                BaseServerResponseException.class,
                                () -> client().operation()
                                        .onServer()
                                        .named("$dose-check")
                                        .withParameters(slip)
                                        .execute())
                        .getStatusCode())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("$closeout: lists what is missing, then writes Procedure, administration, score and Provenance, once")
    void aSessionIsClosedOnceAndOnlyWhenNothingIsMissing() {
        ReadyRecord record = new ReadyRecord("closed", Duration.ofHours(2));
        record.add(record.phq9(7), "QuestionnaireResponse/gate-closed-phq9");
        client().transaction()
                .withBundle(record.transaction(
                        record.session("cleared"),
                        record.order(MedicationRequestStatus.ACTIVE),
                        record.pump("start", Codes.PumpEvent.START, Duration.ZERO),
                        record.pump("complete", Codes.PumpEvent.COMPLETE, Duration.ofMinutes(40))))
                .execute();

        assertThat(closeoutRefused(record))
                .anyMatch(reason -> reason.contains("when the patient left"))
                .anyMatch(reason -> reason.contains("who saw the rest discarded"));
        assertThat(search(MedicationAdministration.class, "context=" + record.session))
                .isEmpty();

        Encounter discharged = record.session("discharged");
        discharged.setStatus(Encounter.EncounterStatus.FINISHED);
        discharged.getPeriod().setEnd(Date.from(record.now.plus(Duration.ofMinutes(70))));
        client().update().resource(discharged).execute();
        closeout(record);
        closeout(record);

        assertThat(search(MedicationAdministration.class, "context=" + record.session))
                .singleElement()
                .satisfies(given -> {
                    assertThat(given.getMeta().getVersionId()).isEqualTo("1");
                    assertThat(given.getDosage().getDose().getValue()).isEqualByComparingTo("35.0");
                    assertThat(given.getStatus()).isEqualTo(MedicationAdministrationStatus.COMPLETED);
                });
        assertThat(search(Procedure.class, "encounter=" + record.session)).hasSize(1);
        assertThat(search(Observation.class, "code=44261-6&encounter=" + record.session))
                .singleElement()
                .satisfies(
                        score -> assertThat(score.getValueQuantity().getValue()).isEqualByComparingTo("7"));
        assertThat(search(
                        Provenance.class,
                        "target=MedicationAdministration/"
                                + search(MedicationAdministration.class, "context=" + record.session)
                                        .get(0)
                                        .getIdElement()
                                        .getIdPart()))
                .singleElement()
                .satisfies(provenance ->
                        assertThat(provenance.getMeta().getVersionId()).isEqualTo("1"));
        assertThat(issues(record)).isEmpty();
    }

    private Parameters dose(String order, Parameters in) {
        return client().operation()
                .onInstance(order)
                .named("$dose-check")
                .withParameters(in)
                .execute();
    }

    private void closeout(ReadyRecord record) {
        Parameters in = new Parameters();
        in.addParameter("practitioner", new Reference(ReadyRecord.PRESCRIBER));
        in.addParameter("witness", new Reference(ReadyRecord.PRESCRIBER));
        client().operation()
                .onInstance(record.session)
                .named("$closeout")
                .withParameters(in)
                .execute();
    }

    private List<String> closeoutRefused(ReadyRecord record) {
        Parameters in = new Parameters();
        in.addParameter("practitioner", new Reference(ReadyRecord.PRESCRIBER));
        return refused(() -> client().operation()
                .onInstance(record.session)
                .named("$closeout")
                .withParameters(in)
                .execute());
    }

    private void store(ReadyRecord record) {
        client().transaction().withBundle(record.transaction()).execute();
    }

    private Parameters gate(ReadyRecord record, boolean ofTheSession) {
        Parameters in = new Parameters();
        if (ofTheSession) {
            in.addParameter("encounter", new Reference(record.session));
        }
        return client().operation()
                .onInstance(record.patient)
                .named("$infusion-gate")
                .withParameters(in)
                .execute();
    }

    private List<DetectedIssue> issues(ReadyRecord record) {
        return search(DetectedIssue.class, "patient=" + record.patient);
    }

    private <T extends Resource> List<T> search(Class<T> type, String query) {
        return client()
                .search()
                .byUrl(type.getSimpleName() + "?" + query)
                .returnBundle(Bundle.class)
                .execute()
                .getEntry()
                .stream()
                .map(entry -> type.cast(entry.getResource()))
                .toList();
    }

    /** The stored open issue of a rule, as a prescriber would send it back. */
    private DetectedIssue overridden(ReadyRecord record, String rule) {
        DetectedIssue issue = issues(record).stream()
                .filter(each -> each.getCode().getCodingFirstRep().getCode().equals(rule))
                .findFirst()
                .orElseThrow();
        issue.setId(issue.getIdElement().toUnqualifiedVersionless());
        issue.addMitigation()
                .setDate(Date.from(record.now))
                .setAuthor(new Reference(ReadyRecord.PRESCRIBER))
                .setAction(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_MITIGATION, "override", null))
                        .setText("Synthetic reason"));
        return issue;
    }

    private static Observation started(ReadyRecord record, String name) {
        Observation start = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        start.setId("Observation/" + record.id() + "-" + name);
        start.setCode(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_OBSERVATION, "pump-event", null)));
        start.setSubject(new Reference(record.patient));
        start.setEncounter(new Reference(record.session));
        start.setEffective(new DateTimeType(Date.from(record.now)));
        start.setValue(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.START, null)));
        return start;
    }

    private static MedicationAdministration given(ReadyRecord record, MedicationAdministrationStatus status) {
        MedicationAdministration given = new MedicationAdministration().setStatus(status);
        given.setId("MedicationAdministration/" + record.id());
        given.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE, null)));
        given.setSubject(new Reference(record.patient));
        given.setContext(new Reference(record.session));
        given.setEffective(new DateTimeType(Date.from(record.now)));
        return given;
    }

    private List<String> reasons(Resource resource) {
        return refused(() -> client().update().resource(resource).execute());
    }

    private static List<String> refused(ThrowingCallable request) {
        BaseServerResponseException refusal = catchThrowableOfType(BaseServerResponseException.class, request);
        assertThat(refusal).as("it was stored").isNotNull();
        assertThat(refusal.getStatusCode()).isEqualTo(422);
        return ((OperationOutcome) refusal.getOperationOutcome())
                .getIssue().stream()
                        .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                        .toList();
    }

    private static String reference(Resource resource) {
        return resource.getIdElement().toUnqualifiedVersionless().getValue();
    }

    private static List<String> findings(Parameters answer, String severity) {
        return parts(answer, "finding").stream()
                .filter(part -> part(part, "severity").equals(severity))
                .map(part -> part(part, "rule") + " " + part(part, "overridable"))
                .toList();
    }

    private static List<String> rules(Parameters answer) {
        return parts(answer, "finding").stream().map(part -> part(part, "rule")).toList();
    }

    private static List<ParametersParameterComponent> parts(Parameters answer, String name) {
        return answer.getParameter().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .toList();
    }

    private static String part(ParametersParameterComponent parameter, String name) {
        return parameter.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }

    private static String text(Parameters answer, String name) {
        return answer.getParameter(name).getValue().primitiveValue();
    }
}
