// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.dripline.fhir.Canonicals;
import org.dripline.fixtures.scenario.Expected;
import org.dripline.fixtures.scenario.FhirSeed;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SeedResources;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.server.ServerContext;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both summaries over the server's own store: a scenario's resources in, its figures out. */
class SummaryIT extends ServerContext {

    private static final Instant START = Instant.parse("2026-01-05T15:00:00Z");

    /** The shipped protocols are stored in the background of the first start. */
    @BeforeEach
    void protocolsAreThere() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            try {
                client().read()
                        .resource(PlanDefinition.class)
                        .withId("mood-standard")
                        .execute();
                return true;
            } catch (ResourceNotFoundException notYet) {
                return false;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"D01", "D04"})
    @DisplayName("R-D2, R-G4, R-A10: every figure of the scenario, with its unit, rule, limits and records")
    void everyFigureOfASession(String id) {
        SessionRun run = stored(id);
        Expected expected = run.scenario().expected();

        Parameters answer = sessionSummary(run.encounterId(), Optional.empty());

        assertFigure(answer, "delivered", expected.dose().deliveredMg(), "mg");
        assertFigure(answer, "delivered-per-weight", expected.dose().deliveredMgPerKg(), "mg/kg");
        assertFigure(answer, "percent-delivered", expected.dose().percentDelivered(), "%");
        assertFigure(answer, "mean-rate-running", expected.dose().meanMgPerHourRunning(), "mg/h");
        assertFigure(answer, "mean-rate-elapsed", expected.dose().meanMgPerHourElapsed(), "mg/h");
        assertFigure(answer, "infusing", BigDecimal.valueOf(expected.timing().infusingMinutes()), "min");
        assertFigure(answer, "elapsed", BigDecimal.valueOf(expected.timing().elapsedMinutes()), "min");
        assertFigure(answer, "paused", BigDecimal.valueOf(expected.timing().pausedMinutes()), "min");
        assertFigure(answer, "baseline-mean", expected.pressure().baselineMean(), "mm[Hg]");
        assertFigure(answer, "max-rise-mean", expected.pressure().maxMeanRise(), "mm[Hg]");
        assertFigure(
                answer,
                "time-to-baseline-mean",
                BigDecimal.valueOf(expected.pressure().minutesToBaselineMeanAfterEnd()),
                "min");
        assertFigure(answer, "spo2-nadir", BigDecimal.valueOf(expected.patient().spo2Nadir()), "%");
        assertFigure(answer, "percent-time-spo2-low", expected.patient().percentTimeSpo2Below94(), "%");
        assertFigure(
                answer, "moaas-nadir", BigDecimal.valueOf(expected.patient().moaasNadir()), "{score}");
        assertFigure(
                answer, "cadss6-peak", BigDecimal.valueOf(expected.patient().cadss6Peak()), "{score}");
        assertFigure(
                answer,
                "waste",
                expected.dose().drawnMg().subtract(expected.dose().deliveredMg()),
                "mg");
        assertThat(part(figure(answer, "delivered"), "rule")).isNotNull();
        assertThat(parts(answer, "pause")).hasSize(expected.timing().pauses().size());
        assertThat(parts(answer, "finding")).noneMatch(finding -> !"info".equals(text(finding, "grade")));
        assertThat(parts(answer, "left-out")).isEmpty();
        assertThat(parts(figure(answer, "percent-time-spo2-low"), "limit")).anySatisfy(limit -> {
            assertThat(text(limit, "code")).isEqualTo("attention-spo2");
            assertThat(text(limit, "source")).startsWith("Common limits");
            assertThat(text(limit, "draft")).isEqualTo("true");
        });
        assertFigure(answer, "clock-offset", BigDecimal.valueOf(-60), "s");
    }

    @Test
    void oneFigureNamesEveryRecordItWasMadeOf() {
        SessionRun run = stored("D12");

        Parameters few = sessionSummary(run.encounterId(), Optional.empty());
        Parameters all = sessionSummary(run.encounterId(), Optional.of("percent-time-spo2-low"));

        assertFigure(all, "percent-time-spo2-low", new BigDecimal("11.1"), "%");
        ParametersParameterComponent figure = figure(all, "percent-time-spo2-low");
        assertThat(parts(figure, "source")).hasSize(10);
        assertThat(part(figure, "sources")).isNull();
        assertThat(parts(figure(few, "percent-time-spo2-low"), "source")).hasSize(5);
        assertThat(text(figure(few, "percent-time-spo2-low"), "sources")).isEqualTo("10");
        assertThat(parts(few, "episode"))
                .singleElement()
                .satisfies(episode -> assertThat(text(episode, "level")).isEqualTo("attention"));
        parts(figure, "source")
                .forEach(source -> client().read()
                        .resource(Observation.class)
                        .withId(new IdType(((Reference) source.getValue()).getReference()))
                        .execute());
    }

    @Test
    void atAMomentNothingLaterWentIn() {
        SessionRun run = stored("D04");

        Parameters halfWay = client().operation()
                .onInstance("Encounter/" + run.encounterId())
                .named("$session-summary")
                .withParameter(Parameters.class, "at", new DateTimeType(Date.from(run.atMinute(13))))
                .useHttpGet()
                .execute();

        assertFigure(halfWay, "delivered", new BigDecimal("12.3"), "mg");
        assertThat(((PrimitiveType<?>) Objects.requireNonNull(halfWay.getParameter("state"))
                                .getValue())
                        .getValueAsString())
                .isEqualTo("paused");
    }

    @Test
    void whatIsNoSessionOrNotThereSaysSo() {
        assertThat(refusal(() -> sessionSummary("enc-nowhere-417", Optional.empty()), ResourceNotFoundException.class))
                .contains("enc-nowhere-417");
        SessionRun run = stored("D01");
        Encounter consult = new Encounter();
        consult.setId("enc-consult-417");
        consult.setStatus(Encounter.EncounterStatus.FINISHED);
        consult.getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode("AMB");
        consult.setSubject(new Reference("Patient/" + run.scenario().patient().id()));
        client().update().resource(consult).execute();

        assertThat(refusal(
                        () -> sessionSummary("enc-consult-417", Optional.empty()), UnprocessableEntityException.class))
                .contains("Encounter/enc-consult-417 is no infusion session");
        assertThat(refusal(
                        () -> sessionSummary(run.encounterId(), Optional.of("milligrams")),
                        UnprocessableEntityException.class))
                .contains("no figure of this name", "delivered-per-weight");
        assertThat(refusal(() -> courseSummary("syn-nobody-417", null), ResourceNotFoundException.class))
                .contains("syn-nobody-417");
        assertThat(refusal(
                        () -> courseSummary(run.scenario().patient().id(), "Mars/Olympus"),
                        UnprocessableEntityException.class))
                .contains("America/Chicago");
    }

    @Test
    @DisplayName("R-I6, R-A9: what a course adds up to, with what is due and why")
    void aCourse() {
        SessionRun run = stored("D02");
        String patient = run.scenario().patient().id();
        score(patient, "before", START.minus(Duration.ofHours(1)), 20);
        score(patient, "after", START.plus(Duration.ofDays(2)), 10);

        Parameters answer = courseSummary(patient, "America/Chicago");

        assertFigure(answer, "phq-9-change", new BigDecimal("50.0"), "%");
        assertThat(text(figure(answer, "phq-9-class"), "value")).isEqualTo("response");
        assertFigure(answer, "phq-9-first-response-session", BigDecimal.ONE, "1");
        assertFigure(answer, "lifetime-dose", new BigDecimal("47.5"), "mg");
        assertThat(parts(figure(answer, "phq-9-class"), "limit"))
                .extracting(limit -> text(limit, "code"))
                .contains("response-improvement", "remission-phq9");
        assertThat(parts(answer, "due")).anySatisfy(due -> {
            assertThat(text(due, "code")).isEqualTo("score");
            assertThat(text(due, "earliest")).isEqualTo("2026-01-08");
            assertThat(text(parts(due, "limit").get(0), "code")).isEqualTo("follow-up-second");
        });
    }

    @Test
    void bothAreInTheCapabilityStatementAndTheOpenApiPage() {
        CapabilityStatement statement =
                client().capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(statement.getRestFirstRep().getResource().stream()
                        .flatMap(resource -> resource.getOperation().stream())
                        .map(CapabilityStatement.CapabilityStatementRestResourceOperationComponent::getDefinition))
                .contains(
                        "https://dripline.health/fhir/OperationDefinition/session-summary",
                        "https://dripline.health/fhir/OperationDefinition/course-summary");
        assertThat(get("/api-docs?page=Encounter").body()).contains("$session-summary");
        assertThat(get("/api-docs?page=Patient").body()).contains("$course-summary");
    }

    /** The scenario with a patient of this test's own: other classes use the same server. */
    private static Scenario ofOurOwn(Scenario shipped) {
        Scenario.Patient patient = shipped.patient();
        return new Scenario(
                shipped.id(),
                shipped.title(),
                new Scenario.Patient(
                        "summary-" + patient.id(),
                        "SUMMARY-" + patient.mrn(),
                        patient.given(),
                        patient.family(),
                        patient.gender(),
                        patient.birthDate()),
                shipped.visitNumber(),
                shipped.order(),
                shipped.segments(),
                shipped.vitals(),
                shipped.transmissionFaults(),
                shipped.expected());
    }

    private SessionRun stored(String id) {
        SessionRun run = SessionRun.startedAt(ofOurOwn(Scenario.load(id)), START);
        client().transaction()
                .withBundle(asHistory(SeedResources.transaction(run)))
                .execute();
        new FhirSeed(URI.create(base())).storeScores(run);
        client().transaction().withBundle(SessionTrace.of(run)).execute();
        return run;
    }

    /** A session of long ago is told as over: the gate judges what somebody is about to do, by today's record. */
    private static Bundle asHistory(ObjectNode transaction) {
        Bundle bundle = FHIR.newJsonParser().parseResource(Bundle.class, transaction.toString());
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            if (entry.getResource() instanceof Encounter encounter) {
                encounter.getExtensionByUrl(Canonicals.SESSION_STATE).setValue(new CodeType("discharged"));
            } else if (entry.getResource() instanceof MedicationRequest order) {
                order.setStatus(MedicationRequest.MedicationRequestStatus.COMPLETED);
            }
        }
        return bundle;
    }

    private void score(String patient, String name, Instant at, int value) {
        Observation score = new Observation();
        score.setId("phq9-" + patient + "-" + name);
        score.setStatus(Observation.ObservationStatus.FINAL);
        score.setCode(new CodeableConcept().addCoding(new Coding(Codes.Systems.LOINC, "44261-6", null)));
        score.setSubject(new Reference("Patient/" + patient));
        score.setEffective(new DateTimeType(Date.from(at)));
        score.setValue(SessionTrace.quantity(BigDecimal.valueOf(value), "{score}"));
        client().update().resource(score).execute();
    }

    private Parameters sessionSummary(String encounter, Optional<String> figure) {
        Parameters in = new Parameters();
        figure.ifPresent(code -> in.addParameter("figure", new CodeType(code)));
        return client().operation()
                .onInstance(new IdType("Encounter", encounter))
                .named("$session-summary")
                .withParameters(in)
                .useHttpGet()
                .execute();
    }

    private Parameters courseSummary(String patient, @Nullable String timezone) {
        Parameters in = new Parameters();
        in.addParameter(
                "at", new DateTimeType(Date.from(START.plus(Duration.ofDays(2).plusHours(1)))));
        if (timezone != null) {
            in.addParameter("timezone", new StringType(timezone));
        }
        return client().operation()
                .onInstance(new IdType(Patient.class.getSimpleName(), patient))
                .named("$course-summary")
                .withParameters(in)
                .useHttpGet()
                .execute();
    }

    private static <E extends BaseServerResponseException> String refusal(Runnable call, Class<E> kind) {
        E refused = catchThrowableOfType(kind, call::run);
        OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
        return outcome.getIssueFirstRep().getDiagnostics();
    }

    private static void assertFigure(Parameters answer, String code, BigDecimal value, String unit) {
        Type said = Objects.requireNonNull(part(figure(answer, code), "value"), code)
                .getValue();
        assertThat(((Quantity) said).getValue()).as(code).isEqualByComparingTo(value);
        assertThat(((Quantity) said).getCode()).as(code).isEqualTo(unit);
    }

    private static ParametersParameterComponent figure(Parameters answer, String code) {
        return parts(answer, "figure").stream()
                .filter(figure -> code.equals(text(figure, "code")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no figure " + code));
    }

    private static List<ParametersParameterComponent> parts(Parameters answer, String name) {
        return named(answer.getParameter(), name);
    }

    private static List<ParametersParameterComponent> parts(ParametersParameterComponent part, String name) {
        return named(part.getPart(), name);
    }

    private static List<ParametersParameterComponent> named(List<ParametersParameterComponent> all, String name) {
        return new ArrayList<>(
                all.stream().filter(part -> name.equals(part.getName())).toList());
    }

    private static @Nullable ParametersParameterComponent part(ParametersParameterComponent part, String name) {
        return parts(part, name).stream().findFirst().orElse(null);
    }

    private static String text(ParametersParameterComponent part, String name) {
        ParametersParameterComponent found = Objects.requireNonNull(part(part, name), name);
        return ((PrimitiveType<?>) found.getValue()).getValueAsString();
    }
}
