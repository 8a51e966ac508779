// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dripline.dosing.Rounding;
import org.dripline.dosing.Volume;
import org.dripline.session.PumpReport.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure of the six sessions that have rate segments, to the printed rounding. */
public class ScenarioTest {

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void everyFigureComesOut(Scenario scenario) {
        assertFigures(scenario, scenario.session().summaryAt(scenario.lastCheck()));
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void eventsWithCountersAreEnough(Scenario scenario) {
        InfusionSession session = scenario.session(scenario.events(), scenario.vitalSigns(), scenario.scores());

        assertFigures(scenario, session.summaryAt(scenario.lastCheck()));
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void orderAndRepeatsChangeNothing(Scenario scenario) {
        SessionSummary inOrder = scenario.session().summaryAt(scenario.lastCheck());

        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            InfusionSession shaken = scenario.session(
                    shaken(scenario.reports(), random),
                    shaken(scenario.vitalSigns(), random),
                    shaken(scenario.scores(), random));
            assertThat(shaken.summaryAt(scenario.lastCheck()))
                    .as("seed %d", seed)
                    .isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void theDoseNeverFallsWhileReportsAreFresh(Scenario scenario) {
        InfusionSession session = scenario.session();
        BigDecimal before = BigDecimal.ZERO;

        for (Instant now = Scenario.START; !now.isAfter(scenario.lastCheck()); now = now.plusSeconds(307)) {
            SessionSummary summary = session.summaryAt(now);
            BigDecimal dose = milligrams(summary);
            assertThat(dose).isBetween(before, scenario.number("ordered_mg"));
            assertThat(summary.dose().atLeast()).isFalse();
            before = dose;
        }
    }

    @Test
    void theAlarmOfD04SentTwiceAndAMessageFourMinutesLateChangeNothing() {
        Scenario scenario = Scenario.named("d04");
        Instant twelve = Scenario.minute(12);
        List<PumpReport> arrived = new ArrayList<>();
        for (PumpReport report : scenario.reports()) {
            boolean alarm = report.kind() == Kind.STOP && report.at().equals(twelve);
            arrived.add(alarm ? report.withReason("alarm").withAlarms(List.of("occlusion")) : report);
            if (alarm) {
                arrived.add(report.withReason("alarm").withAlarms(List.of("occlusion")));
                arrived.add(report.withReason("alarm")
                        .withAlarms(List.of("occlusion"))
                        .withSource("Observation/sent-again"));
            }
        }
        PumpReport restart = arrived.stream()
                .filter(report -> report.kind() == Kind.START && report.at().equals(Scenario.minute(15)))
                .findFirst()
                .orElseThrow();

        List<PumpReport> atNineteen = new ArrayList<>(arrived);
        atNineteen.remove(restart);
        SessionSummary early = session(scenario, atNineteen).summaryAt(Scenario.minute(18));
        assertThat(early.pumpState()).isEqualTo(PumpState.RUNNING);
        assertThat(early.unannounced()).isEqualTo(1);

        SessionSummary late = session(scenario, arrived).summaryAt(scenario.lastCheck());
        assertFigures(scenario, late);
        assertThat(late.alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.name()).isEqualTo("occlusion");
            assertThat(alarm.from()).isEqualTo(twelve);
            assertThat(alarm.standing()).isFalse();
        });
        assertThat(late.segments().stream().filter(segment -> segment.flow() == RateSegment.Flow.RUNNING))
                .hasSize(3);
        Reconciliation reconciliation = Objects.requireNonNull(late.reconciliation());
        assertThat(reconciliation.counted()).isEqualTo(Volume.of("20.5"));
        assertThat(reconciliation.differs()).isFalse();
    }

    private static InfusionSession session(Scenario scenario, List<PumpReport> reports) {
        return scenario.session(reports, scenario.vitalSigns(), scenario.scores());
    }

    private static <T> List<T> shaken(List<T> values, Random random) {
        List<T> shaken = new ArrayList<>(values);
        for (T value : values) {
            if (random.nextInt(4) == 0) {
                shaken.add(value);
            }
        }
        Collections.shuffle(shaken, random);
        return shaken;
    }

    private static BigDecimal milligrams(SessionSummary summary) {
        return Objects.requireNonNull(summary.dose().delivered()).milligrams();
    }

    /** Every expected figure of a scenario, each to its printed rounding. */
    public static void assertFigures(Scenario scenario, SessionSummary summary) {
        DoseFigures dose = summary.dose();
        figure(
                scenario,
                "weight_kg",
                Rounding.DOSE,
                Objects.requireNonNull(dose.weight()).kilograms());
        figure(
                scenario,
                "conc_mg_mL",
                Rounding.DOSE,
                Objects.requireNonNull(dose.concentration()).milligramsPerMillilitre());
        figure(
                scenario,
                "drawn_mg",
                Rounding.DOSE,
                Objects.requireNonNull(dose.drawn()).milligrams());
        figure(
                scenario,
                "ordered_mg",
                Rounding.DOSE,
                Objects.requireNonNull(dose.ordered()).milligrams());
        figure(scenario, "delivered_mg", Rounding.DOSE, milligrams(summary));
        figure(
                scenario,
                "delivered_mg_per_kg",
                Rounding.DOSE_PER_WEIGHT,
                Objects.requireNonNull(dose.deliveredPerWeight()).milligramsPerKilogram());
        figure(scenario, "pct_delivered", Rounding.PERCENT, dose.percentDelivered());
        figure(
                scenario,
                "mean_rate_mg_per_h_running",
                Rounding.DOSE_RATE,
                Objects.requireNonNull(dose.meanRateRunning()).milligramsPerHour());
        figure(
                scenario,
                "mean_rate_mg_per_h_elapsed",
                Rounding.DOSE_RATE,
                Objects.requireNonNull(dose.meanRateElapsed()).milligramsPerHour());
        figure(
                scenario,
                "mean_rate_mg_per_kg_h_running",
                Rounding.DOSE_RATE_PER_WEIGHT,
                Objects.requireNonNull(dose.meanRatePerWeightRunning()).milligramsPerKilogramHour());

        TimeFigures time = summary.time();
        minutes(scenario, "infusing_min", time.infusing());
        minutes(scenario, "elapsed_min", time.elapsed());
        minutes(scenario, "paused_min", time.paused());
        minutes(scenario, "observed_min", time.observed());
        assertThat(time.start()).isEqualTo(Scenario.START);
        assertThat(time.end()).isEqualTo(scenario.end());

        JsonNode pauses = scenario.expected().get("pauses");
        assertThat(summary.pauses()).hasSize(pauses.size());
        for (int i = 0; i < pauses.size(); i++) {
            Pause pause = summary.pauses().get(i);
            assertThat(pause.from())
                    .isEqualTo(Scenario.minute(pauses.get(i).get("from").intValue()));
            assertThat(pause.to())
                    .isEqualTo(Scenario.minute(pauses.get(i).get("to").intValue()));
            assertThat(pause.reason()).isEqualTo(pauses.get(i).get("reason").textValue());
        }

        VitalFigures vitals = summary.vitals();
        assertThat(vitals.baselineText())
                .isEqualTo(scenario.expected().get("baseline_bp").textValue());
        figure(scenario, "baseline_MAP", Rounding.MEAN_PRESSURE, vitals.baselineMean());
        figure(scenario, "max_dSBP", Rounding.WHOLE, vitals.maxRiseSystolic());
        figure(scenario, "max_dDBP", Rounding.WHOLE, vitals.maxRiseDiastolic());
        figure(scenario, "max_dMAP", Rounding.MEAN_PRESSURE, vitals.maxRiseMean());
        minutes(scenario, "min_of_max_dMAP", vitals.timeOfMaxRiseMean());
        figure(scenario, "max_dHR", Rounding.WHOLE, vitals.maxRiseHeartRate());
        figure(scenario, "spo2_nadir", Rounding.WHOLE, vitals.oxygenNadir());
        figure(scenario, "pct_time_spo2_lt94", Rounding.PERCENT, vitals.percentTimeOxygenLow());
        figure(scenario, "pct_time_spo2_lt90", Rounding.PERCENT, vitals.percentTimeOxygenVeryLow());
        minutes(scenario, "min_to_baseline_MAP_after_end", vitals.timeToBaselineMean());
        assertThat(vitals.moaasNadir())
                .isEqualTo(scenario.expected().get("moaas_nadir").intValue());
        assertThat(vitals.cadss6Peak())
                .isEqualTo(scenario.expected().get("cadss6_peak").intValue());
        assertThat(summary.pumpState()).isEqualTo(PumpState.ENDED);
        assertThat(summary.gaps()).isEmpty();
        assertThat(dose.atLeast()).isFalse();
    }

    private static void figure(Scenario scenario, String name, Rounding rounding, @Nullable BigDecimal value) {
        assertThat(rounding.of(Objects.requireNonNull(value, name)))
                .as(name)
                .isEqualByComparingTo(scenario.number(name));
    }

    private static void minutes(Scenario scenario, String name, @Nullable Duration value) {
        Duration expected = Duration.ofMinutes(scenario.expected().get(name).longValue());
        assertThat(value).as(name).isEqualTo(expected);
    }
}
