// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Weight;
import org.dripline.session.VitalSign.BloodPressure;
import org.dripline.session.VitalSign.HeartRate;
import org.dripline.session.VitalSign.OxygenSaturation;
import org.dripline.session.VitalSign.RespiratoryRate;
import org.junit.jupiter.api.Test;

class VitalCourseTest {

    private static final Instant START = Instant.parse("2026-01-05T15:00:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(1));

    private static Instant minute(String minutes) {
        return START.plusMillis(new BigDecimal(minutes)
                .multiply(BigDecimal.valueOf(60_000))
                .longValueExact());
    }

    private static BloodPressure pressure(String minutes, int systolic, int diastolic) {
        return new BloodPressure(
                minute(minutes),
                BigDecimal.valueOf(systolic),
                BigDecimal.valueOf(diastolic),
                null,
                Quality.ORDINARY,
                "bp");
    }

    private static BloodPressure measured(String minutes, int systolic, int diastolic, String mean) {
        return new BloodPressure(
                minute(minutes),
                BigDecimal.valueOf(systolic),
                BigDecimal.valueOf(diastolic),
                new BigDecimal(mean),
                Quality.ORDINARY,
                "bp");
    }

    private static HeartRate pulse(String minutes, int rate) {
        return new HeartRate(minute(minutes), BigDecimal.valueOf(rate), Quality.ORDINARY, "hr");
    }

    private static OxygenSaturation oxygen(String minutes, int percent) {
        return new OxygenSaturation(minute(minutes), BigDecimal.valueOf(percent), Quality.ORDINARY, "spo2");
    }

    /** One minute of infusion, then whatever was read. */
    private static InfusionSession session(VitalSign... readings) {
        PumpReport start = PumpReport.of(PumpReport.Kind.START, START, "start")
                .withCurrentRate(FlowRate.of("60"))
                .withConcentration(Concentration.of("1"));
        PumpReport end = PumpReport.of(PumpReport.Kind.COMPLETE, END, "end");
        return new InfusionSession(
                null,
                Weight.of("70"),
                List.of(start, end),
                List.of(readings),
                List.of(),
                null,
                SessionLimits.examples());
    }

    private static VitalFigures figures(VitalSign... readings) {
        return session(readings).summaryAt(minute("600")).vitals();
    }

    @Test
    void withoutReadingsNoFigureIsMadeUp() {
        VitalFigures figures = figures();

        assertThat(figures.baselineText()).isNull();
        assertThat(figures.maxRiseMean()).isNull();
        assertThat(figures.maxRiseHeartRate()).isNull();
        assertThat(figures.oxygenNadir()).isNull();
        assertThat(figures.percentTimeOxygenLow()).isNull();
        assertThat(figures.percentTimeOxygenKnown()).isNull();
        assertThat(figures.moaasNadir()).isNull();
    }

    @Test
    void withoutAnInfusionThereIsNoBaselineYet() {
        InfusionSession waiting = new InfusionSession(
                null,
                null,
                List.of(),
                List.of(pressure("-5", 120, 80), oxygen("-5", 98)),
                List.of(),
                null,
                SessionLimits.examples());

        SessionSummary summary = waiting.summaryAt(START);

        assertThat(summary.vitals().baselineText()).isNull();
        assertThat(summary.time().observed()).isZero();
    }

    @Test
    void theBaselineIsStrictlyBeforeTheStart() {
        assertThat(figures(pressure("-8", 138, 84), pressure("0", 140, 84)).baselineText())
                .isEqualTo("138/84");
    }

    @Test
    void theLastTwoAreAveragedOnlyWhenBothAreInTheWindow() {
        assertThat(figures(pressure("-15", 120, 80), pressure("-5", 131, 90)).baselineText())
                .isEqualTo("126/85");
        assertThat(figures(pressure("-15.001", 120, 80), pressure("-5", 131, 90)).baselineText())
                .isEqualTo("131/90");
        VitalFigures measured = figures(measured("-10", 120, 80, "95"), measured("-5", 130, 90, "105"));
        assertThat(measured.baselineMean()).isEqualByComparingTo("100");
    }

    @Test
    void measuredMeansCountOnlyWhenEveryPressureHasOne() {
        VitalFigures all = figures(measured("-5", 120, 78, "90"), measured("5", 130, 82, "99"));
        VitalFigures some = figures(measured("-5", 120, 78, "90"), pressure("5", 130, 82));

        assertThat(all.meanDerived()).isFalse();
        assertThat(all.maxRiseMean()).isEqualByComparingTo("9");
        assertThat(some.meanDerived()).isTrue();
        assertThat(some.baselineMean()).isEqualByComparingTo("92");
        assertThat(some.maxRiseMean()).isEqualByComparingTo("6");
    }

    @Test
    void thePulseBelongsToTheCheckOfTheBaselinePressure() {
        assertThat(figures(pressure("-10", 120, 80), pulse("-10", 70), pulse("-0.1", 71), pulse("5", 84))
                        .baselineHeartRate())
                .isEqualByComparingTo("70");
        assertThat(figures(pressure("-10", 120, 80), pulse("-9", 69), pulse("-1", 71), pulse("5", 84))
                        .maxRiseHeartRate())
                .isEqualByComparingTo("13");
        assertThat(figures(pulse("-9", 69), pulse("-1", 71)).baselineHeartRate()).isEqualByComparingTo("71");
    }

    @Test
    void backAtTheBaselineTakesTwoReadingsInARowInTheBand() {
        BloodPressure baseline = pressure("-5", 100, 100);
        assertThat(figures(baseline, pressure("11", 110, 110), pressure("21", 110, 110))
                        .timeToBaselineMean())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(figures(baseline, pressure("11", 111, 111), pressure("21", 110, 110), pressure("31", 90, 90))
                        .timeToBaselineMean())
                .isEqualTo(Duration.ofMinutes(20));
        assertThat(figures(baseline, pressure("11", 110, 110)).timeToBaselineMean()).isNull();
        assertThat(figures(baseline, pressure("11", 110, 110), pressure("21", 89, 89)).timeToBaselineMean())
                .isNull();
    }

    @Test
    void oxygenIsCarriedNoLongerThanTheLimit() {
        VitalFigures figures = figures(oxygen("0", 93), oxygen("1.5", 94), oxygen("11.5", 89), oxygen("13", 97));

        assertThat(figures.oxygenNadir()).isEqualByComparingTo("89");
        // Known: 90 s of 93, 90 s of 94 (then unknown), 90 s of 89.
        assertThat(Objects.requireNonNull(figures.percentTimeOxygenLow()).doubleValue()).isBetween(66.6, 66.7);
        assertThat(Objects.requireNonNull(figures.percentTimeOxygenVeryLow()).doubleValue()).isBetween(33.3, 33.4);
        assertThat(Objects.requireNonNull(figures.percentTimeOxygenKnown()).doubleValue()).isBetween(34.6, 34.7);
    }

    @Test
    void aReadingSetAsideOrSentTwiceChangesNothing() {
        OxygenSaturation low = new OxygenSaturation(minute("5"), BigDecimal.valueOf(50), Quality.UNUSABLE, "test");
        HeartRate doubtful = new HeartRate(minute("5"), BigDecimal.valueOf(80), Quality.QUESTIONABLE, "one");
        HeartRate again = new HeartRate(minute("5"), new BigDecimal("80.0"), Quality.QUESTIONABLE, "other");
        RespiratoryRate breathing =
                new RespiratoryRate(minute("7"), BigDecimal.valueOf(14), Quality.ORDINARY, "rr");
        List<VitalSign> readings = new ArrayList<>(List.of(oxygen("5", 97), low, doubtful, again, breathing));

        SessionSummary summary = session(readings.toArray(VitalSign[]::new)).summaryAt(minute("10"));

        assertThat(summary.vitals().oxygenNadir()).isEqualByComparingTo("97");
        assertThat(summary.setAside()).isEqualTo(1);
        assertThat(summary.questionable()).isEqualTo(1);
        assertThat(summary.time().observed()).isEqualTo(Duration.ofMinutes(7));
        assertThat(session(oxygen("11", 97)).summaryAt(minute("10")).aheadOfClock()).isEqualTo(1);
    }

    @Test
    void agesTurnStaleAndMissingOneStepPastTheirLimits() {
        InfusionSession session = session(pressure("0", 120, 80), pulse("0", 70));

        assertThat(session.currentAt(START.plusSeconds(30)).heartRate().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(session.currentAt(START.plusSeconds(31)).heartRate().freshness()).isEqualTo(Freshness.STALE);
        assertThat(session.currentAt(START.plusSeconds(120)).heartRate().freshness()).isEqualTo(Freshness.STALE);
        assertThat(session.currentAt(START.plusSeconds(121)).heartRate().freshness()).isEqualTo(Freshness.MISSING);
        Current<BloodPressure> pressure = session.currentAt(minute("15")).bloodPressure();
        assertThat(pressure.freshness()).isEqualTo(Freshness.FRESH);
        assertThat(pressure.age()).isEqualTo(Duration.ofMinutes(15));
        assertThat(pressure.reading()).isPresent();
        assertThat(session.currentAt(minute("15.001")).bloodPressure().freshness()).isEqualTo(Freshness.STALE);
        assertThat(session.currentAt(START).oxygenSaturation().freshness()).isEqualTo(Freshness.MISSING);
        assertThat(session.currentAt(START).respiratoryRate().reading()).isEmpty();
        assertThat(session.currentAt(minute("-1")).bloodPressure().latest()).isNull();
    }

    @Test
    void whatNoMonitorCanReadIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> pressure("0", 80, 120));
        assertThatIllegalArgumentException().isThrownBy(() -> pressure("0", 401, 120));
        assertThatIllegalArgumentException().isThrownBy(() -> measured("0", 120, 80, "0"));
        assertThatIllegalArgumentException().isThrownBy(() -> oxygen("0", 101));
        assertThatIllegalArgumentException().isThrownBy(() -> pulse("0", -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Score(START, Score.Scale.MOAAS, 6, Quality.ORDINARY, "moaas"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Score(START, Score.Scale.CADSS_6, -1, Quality.ORDINARY, "cadss"));
    }
}
