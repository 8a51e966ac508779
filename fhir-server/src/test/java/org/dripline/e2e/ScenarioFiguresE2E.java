// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.dripline.dosing.Rounding;
import org.dripline.fhir.SessionResources;
import org.dripline.fixtures.device.Act;
import org.dripline.fixtures.device.Player;
import org.dripline.fixtures.device.Timeline;
import org.dripline.fixtures.scenario.Expected;
import org.dripline.fixtures.scenario.FhirSeed;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.server.DriplineServer;
import org.dripline.server.storage.OperatorsPostgres;
import org.dripline.session.DoseFigures;
import org.dripline.session.SessionSummary;
import org.dripline.session.TimeFigures;
import org.dripline.session.VitalFigures;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The numbers are right from end to end, in the packaged jar: simulated devices over MLLP, journal, charting, the
 * stored resources, the engine. Long, since each run is near it: {@code ScenariosIT} plays all scenarios with the same
 * parts in one process, {@code AcceleratedRunE2E} this one in the packaged jar to the screen.
 */
@Tag("long")
class ScenarioFiguresE2E {

    /** What the wire can say of a pause's cause where the scenario knows more. */
    private static final Map<String, String> ON_THE_WIRE = Map.of();

    @TempDir
    private static @Nullable Path folder;

    private static @Nullable OperatorsPostgres postgres;

    private static @Nullable DriplineServer server;

    /** On the operator's PostgreSQL, as a hospital runs it. */
    @BeforeAll
    static void start() throws IOException {
        Path postgresFolder =
                Files.createDirectory(Objects.requireNonNull(folder).resolve("operators-postgres"));
        postgres = OperatorsPostgres.in(postgresFolder);
        server = DriplineServer.in(folder)
                .with(
                        "--dripline.app.enabled=false",
                        "--dripline.routes.identifier-systems.SYNHOSP=" + SessionRun.MRN_SYSTEM)
                .with(postgres.settings())
                .start();
        assertThat(folder.resolve("data").resolve("postgres"))
                .as("a PostgreSQL of the product's own")
                .doesNotExist();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void everyFigureComesOut() throws Exception {
        SessionRun run =
                SessionRun.startedAt(Scenario.load("D04"), Instant.now().minus(4, ChronoUnit.HOURS));
        play(Timeline.of(run));

        assertFigures(run, summary(run));
    }

    /**
     * Delivery in any order, with repeats, leads to the same record and the same figures. The engine's own tests
     * shuffle on every run.
     */
    @Test
    void shuffledAndRepeatedDeliveryChangesNothing() throws Exception {
        SessionRun run =
                SessionRun.startedAt(Scenario.load("D04"), Instant.now().minus(8, ChronoUnit.HOURS));
        play(Timeline.of(run).rearranged(acts -> {
            Random random = new Random(20260105);
            List<Act> shaken = new ArrayList<>(acts);
            acts.stream().filter(act -> random.nextInt(5) == 0).forEach(shaken::add);
            Collections.shuffle(shaken, random);
            return shaken;
        }));

        assertFigures(run, summary(run));
        assertThat(client().observations(run.encounterId()))
                .filteredOn(
                        observation -> observation.getIdElement().getIdPart().startsWith("pe-"))
                .filteredOn(ScenarioFiguresE2E::isOcclusion)
                .hasSize(1);
    }

    private static boolean isOcclusion(Observation event) {
        return event.getComponent().stream()
                .flatMap(component -> component.getValue() instanceof org.hl7.fhir.r4.model.CodeableConcept concept
                        ? concept.getCoding().stream()
                        : java.util.stream.Stream.empty())
                .anyMatch(coding -> "196940".equals(coding.getCode()));
    }

    private static void play(Timeline timeline) throws Exception {
        FhirSeed seed = new FhirSeed(running().fhir());
        seed.seed(timeline.run());
        try (Player player = new Player("127.0.0.1", running().mllpPort(), seed::put)) {
            assertThat(player.playAll(timeline))
                    .allSatisfy(
                            delivery -> assertThat(delivery.ack().accepted()).isTrue());
        }
        List<String> controlIds = timeline.messages().stream()
                .map(Act.Message::controlId)
                .distinct()
                .toList();
        client().awaitCharted(controlIds, Duration.ofMinutes(3));
        Encounter encounter = client().fhir()
                .read()
                .resource(Encounter.class)
                .withId(timeline.run().encounterId())
                .execute();
        encounter.setStatus(Encounter.EncounterStatus.FINISHED);
        client().fhir().update().resource(encounter).execute();
    }

    private static SessionSummary summary(SessionRun run) {
        SessionResources.Reading reading = SessionResources.read(client().session(run.encounterId()));
        assertThat(reading.issues()).isEmpty();
        return reading.session().summaryAt(Instant.now());
    }

    private static DriplineServer running() {
        return Objects.requireNonNull(server);
    }

    private static ProductClient client() {
        return new ProductClient(running().fhir(), running().management());
    }

    private static void assertFigures(SessionRun run, SessionSummary summary) {
        Expected expected = run.scenario().expected();
        SoftAssertions softly = new SoftAssertions();

        DoseFigures dose = summary.dose();
        Expected.Dose mg = expected.dose();
        number(softly, "weight", dose.weight() == null ? null : dose.weight().kilograms(), mg.weightKg());
        number(
                softly,
                "concentration",
                dose.concentration() == null ? null : dose.concentration().milligramsPerMillilitre(),
                mg.concentrationMgPerMl());
        number(softly, "drawn", dose.drawn() == null ? null : dose.drawn().milligrams(), mg.drawnMg());
        number(softly, "ordered", dose.ordered() == null ? null : dose.ordered().milligrams(), mg.orderedMg());
        number(
                softly,
                "delivered",
                dose.delivered() == null
                        ? null
                        : Rounding.DOSE.of(dose.delivered().milligrams()),
                mg.deliveredMg());
        number(
                softly,
                "delivered per kg",
                dose.deliveredPerWeight() == null
                        ? null
                        : Rounding.DOSE_PER_WEIGHT.of(dose.deliveredPerWeight().milligramsPerKilogram()),
                mg.deliveredMgPerKg());
        number(
                softly,
                "percent delivered",
                dose.percentDelivered() == null ? null : Rounding.PERCENT.of(dose.percentDelivered()),
                mg.percentDelivered());
        number(
                softly,
                "mean rate running",
                dose.meanRateRunning() == null
                        ? null
                        : Rounding.DOSE_RATE.of(dose.meanRateRunning().milligramsPerHour()),
                mg.meanMgPerHourRunning());
        number(
                softly,
                "mean rate elapsed",
                dose.meanRateElapsed() == null
                        ? null
                        : Rounding.DOSE_RATE.of(dose.meanRateElapsed().milligramsPerHour()),
                mg.meanMgPerHourElapsed());
        number(
                softly,
                "mean rate per kg",
                dose.meanRatePerWeightRunning() == null
                        ? null
                        : Rounding.DOSE_RATE_PER_WEIGHT.of(
                                dose.meanRatePerWeightRunning().milligramsPerKilogramHour()),
                mg.meanMgPerKgPerHourRunning());
        softly.assertThat(dose.atLeast()).as("the dose is complete").isFalse();

        TimeFigures time = summary.time();
        Expected.Timing timing = expected.timing();
        softly.assertThat(time.start()).as("start").isEqualTo(run.infusionStart());
        softly.assertThat(time.infusing()).as("infusing").isEqualTo(Duration.ofMinutes(timing.infusingMinutes()));
        softly.assertThat(time.elapsed()).as("elapsed").isEqualTo(Duration.ofMinutes(timing.elapsedMinutes()));
        softly.assertThat(time.paused()).as("paused").isEqualTo(Duration.ofMinutes(timing.pausedMinutes()));
        softly.assertThat(time.observed()).as("observed").isEqualTo(Duration.ofMinutes(timing.observedMinutes()));
        softly.assertThat(summary.pauses().stream()
                        .map(pause -> pause.from() + " " + pause.to() + " " + pause.reason())
                        .toList())
                .as("pauses")
                .isEqualTo(timing.pauses().stream()
                        .map(pause -> run.atMinute(pause.fromMinute()) + " " + run.atMinute(pause.toMinute()) + " "
                                + ON_THE_WIRE.getOrDefault(pause.reason(), pause.reason()))
                        .toList());

        VitalFigures vitals = summary.vitals();
        Expected.Pressure pressure = expected.pressure();
        softly.assertThat(vitals.baselineText()).as("baseline").isEqualTo(pressure.baseline());
        number(softly, "baseline mean", vitals.baselineMean(), pressure.baselineMean());
        number(softly, "rise of systolic", vitals.maxRiseSystolic(), BigDecimal.valueOf(pressure.maxSystolicRise()));
        number(softly, "rise of diastolic", vitals.maxRiseDiastolic(), BigDecimal.valueOf(pressure.maxDiastolicRise()));
        number(softly, "rise of mean", vitals.maxRiseMean(), pressure.maxMeanRise());
        softly.assertThat(vitals.timeOfMaxRiseMean())
                .as("time of that")
                .isEqualTo(Duration.ofMinutes(pressure.minuteOfMaxMeanRise()));
        softly.assertThat(vitals.timeToBaselineMean())
                .as("back to baseline")
                .isEqualTo(Duration.ofMinutes(pressure.minutesToBaselineMeanAfterEnd()));

        Expected.Patient patient = expected.patient();
        number(softly, "rise of heart rate", vitals.maxRiseHeartRate(), BigDecimal.valueOf(patient.maxHeartRateRise()));
        number(softly, "SpO2 nadir", vitals.oxygenNadir(), BigDecimal.valueOf(patient.spo2Nadir()));
        number(
                softly,
                "time below 94 %",
                vitals.percentTimeOxygenLow() == null ? null : Rounding.PERCENT.of(vitals.percentTimeOxygenLow()),
                patient.percentTimeSpo2Below94());
        number(
                softly,
                "time below 90 %",
                vitals.percentTimeOxygenVeryLow() == null
                        ? null
                        : Rounding.PERCENT.of(vitals.percentTimeOxygenVeryLow()),
                patient.percentTimeSpo2Below90());
        softly.assertThat(vitals.moaasNadir()).as("MOAA/S nadir").isEqualTo(patient.moaasNadir());
        softly.assertThat(vitals.cadss6Peak()).as("CADSS-6 peak").isEqualTo(patient.cadss6Peak());
        softly.assertAll();
    }

    private static void number(SoftAssertions softly, String name, @Nullable BigDecimal actual, BigDecimal expected) {
        softly.assertThat(actual).as(name).isNotNull();
        if (actual != null) {
            softly.assertThat(actual).as(name).isEqualByComparingTo(expected);
        }
    }
}
