// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dripline.app.session.SessionView.PumpState;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Weight;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.fhir.SessionResources.Reason;
import org.dripline.session.Channel;
import org.dripline.session.InfusionOrder;
import org.dripline.session.InfusionSession;
import org.dripline.session.PumpReport;
import org.dripline.session.PumpReport.Kind;
import org.dripline.session.Quality;
import org.dripline.session.Score;
import org.dripline.session.SessionLimits;
import org.dripline.session.VitalSign;
import org.junit.jupiter.api.Test;

/** The engine's answer arrives on the screen unchanged. The order is D04's: 41 mg, 2 mg/mL, 30.75 mL/h. */
class SessionViewsTest {

    private static final Instant START = SampleSessions.START;

    @Test
    void aRunningPumpShowsItsRateAndTheEnginesDose() {
        SessionView view = at(10, statuses(0, 10, "30.75"));

        assertThat(view.pump().state()).isEqualTo(PumpState.RUNNING);
        assertThat(view.pump().rateMlPerHour()).isEqualByComparingTo("30.75");
        assertThat(view.pump().since()).isEqualTo(START);
        assertThat(view.dose().known()).isTrue();
        assertThat(view.dose().mg()).isEqualByComparingTo("10.25");
        assertThat(Objects.requireNonNull(view.order()).concentrationMgPerMl()).isEqualByComparingTo("2");
        assertThat(view.course().plannedEnd()).isEqualTo(START.plus(Duration.ofMinutes(40)));
    }

    @Test
    void anOcclusionIsAPauseWithItsReason() {
        List<PumpReport> reports = new ArrayList<>(statuses(0, 12, "30.75"));
        reports.add(report(Kind.STOP, 12, "0").withAlarms(List.of("occlusion")).withReason("alarm"));
        SessionView view = at(12.5, reports);

        assertThat(view.pump().state()).isEqualTo(PumpState.PAUSED);
        assertThat(view.pump().since()).isEqualTo(minute(12));
        assertThat(view.pump().reason()).isEqualTo("occlusion");
        assertThat(view.course().pauses()).singleElement().matches(SessionCourse.Pause::open);
    }

    @Test
    void aSilentPumpIsUnknownAndItsDoseIsAsOfTheLastReport() {
        SessionView view = at(16, statuses(0, 10, "30.75"));

        assertThat(view.pump().state()).isEqualTo(PumpState.UNKNOWN);
        assertThat(view.pump().rateMlPerHour()).isNull();
        assertThat(view.pump().last()).isEqualTo("running at 30.75 mL/h");
        assertThat(view.dose().known()).isFalse();
        assertThat(view.dose().mg()).isEqualByComparingTo("10.25");
        assertThat(view.dose().asOf()).isEqualTo(minute(10));
        assertThat(view.course().rates()).last().matches(step -> step.mlPerHour() == null);
    }

    @Test
    void aCompletedInfusionIsTheWholeDoseAndStaysSo() {
        List<PumpReport> reports = new ArrayList<>(statuses(0, 40, "30.75"));
        reports.add(report(Kind.COMPLETE, 40, "0"));
        SessionView view = at(60, reports);

        assertThat(view.pump().state()).isEqualTo(PumpState.COMPLETED);
        assertThat(view.dose().known()).isTrue();
        assertThat(view.dose().mg()).isEqualByComparingTo("41");
        assertThat(Objects.requireNonNull(view.times()).ended()).isEqualTo(minute(40));
    }

    @Test
    void beforeAnyReportNothingIsClaimed() {
        SessionView view = at(0, List.of());

        assertThat(view.pump().state()).isEqualTo(PumpState.UNKNOWN);
        assertThat(view.times()).isNull();
        assertThat(view.vitals()).extracting(SessionView.Vital::value).containsExactly("120/74", null, null, null);
        assertThat(view.dose().mg()).isNull();
    }

    @Test
    void anOldReadingIsStaleAndTheTableHoldsIt() {
        SessionView view = at(40, statuses(0, 40, "30.75"));

        assertThat(view.vitals().get(0).stale()).isTrue();
        assertThat(view.course().rows()).anyMatch(row -> row.pressure().startsWith("120/74"));
        assertThat(view.course().rows())
                .isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()));
    }

    @Test
    void halfAPressureIsShownAndNeverAsAWholeOne() {
        VitalSign whole = new VitalSign.BloodPressure(
                minute(-10), new BigDecimal("120"), new BigDecimal("74"), null, Quality.ORDINARY, "Observation/bp-1");
        VitalSign half = new VitalSign.PartialPressure(
                minute(9),
                VitalSign.PartialPressure.Side.SYSTOLIC,
                new BigDecimal("190"),
                Quality.ORDINARY,
                "Observation/bp-2");
        SessionView view = SessionViews.at(
                new InfusionSession(
                        null,
                        null,
                        statuses(0, 10, "30.75"),
                        List.of(whole, half),
                        List.of(),
                        null,
                        SessionLimits.examples()),
                List.of(),
                minute(10));

        assertThat(view.vitals().get(0).value()).isEqualTo("190/–");
        assertThat(view.vitals().get(0).detail()).isEqualTo("diastolic not usable");
        assertThat(view.vitals().get(0).stale()).isFalse();
        assertThat(view.course().rows()).anyMatch(row -> row.pressure().equals("190/–"));
        String svg = SessionChart.svg(view.course(), view.now(), Screens.ZONE, SessionChart.Size.WIDE);
        assertThat(svg.split("class=\"bp-mark\"", -1))
                .as("three strokes of the whole one, one of the half")
                .hasSize(5);
    }

    @Test
    void reportsThatDoNotSayWhetherThePumpRunsAreTold() {
        List<PumpReport> reports = new ArrayList<>(statuses(0, 10, "30.75"));
        reports.add(PumpReport.of(Kind.STATUS, minute(10.5), "Observation/unclear"));
        reports.add(PumpReport.of(Kind.STATUS, minute(11.5), "Observation/unclear"));

        SessionView soon = at(10.6, reports);
        SessionView later = at(11.6, reports);

        assertThat(soon.pump().state()).isEqualTo(PumpState.RUNNING);
        assertThat(soon.notes()).anyMatch(note -> note.contains("does not say whether it delivers"));
        assertThat(later.pump().state()).isEqualTo(PumpState.UNKNOWN);
        assertThat(Objects.requireNonNull(
                                SessionPage.of(later, Screens.ZONE, null).pump())
                        .detail())
                .startsWith("its reports do not say whether it delivers since 10:10:00");
    }

    @Test
    void whatStaysOutOfTheFiguresIsSaidOnceAKind() {
        List<Issue> issues = List.of(
                new Issue(Reason.OTHER_PUMP, "Observation/ps-1", "Device/pump-2"),
                new Issue(Reason.OTHER_PUMP, "Observation/ps-2", "Device/pump-2"),
                new Issue(Reason.WRONG_UNIT, "Observation/hr-1", "8867-4"),
                new Issue(Reason.WRONG_UNIT, "Observation/hr-2", "8867-4"),
                new Issue(Reason.NO_INSTANT, "Observation/hr-3", "Observation"),
                new Issue(Reason.NO_VALUE, "Observation/hr-4", "8867-4"));

        SessionView view = at(10, statuses(0, 12, "30.75"), issues);

        assertThat(view.notes())
                .containsExactly(
                        "A second pump reports ketamine; its dose is not in this figure.",
                        "2 readings could not be used (wrong unit).",
                        "1 reading could not be used (no time to the second).",
                        "12 readings carry a time ahead of this clock; a device's clock may be wrong.");
        assertThat(view.dose().known()).isFalse();
        assertThat(Objects.requireNonNull(
                                SessionPage.of(view, Screens.ZONE, null).dose())
                        .detail())
                .isEqualTo("as of 10:10:00, without a second pump");
    }

    @Test
    void aRecordNotReadForAWhileStandsForNothing() {
        SessionView view = SessionViews.at(
                new InfusionSession(
                        null,
                        null,
                        statuses(0, 10, "30.75"),
                        List.of(
                                heartRate(9),
                                new VitalSign.NotAvailable(
                                        minute(9.5), Channel.HEART_RATE, Quality.ORDINARY, "Observation/hr-gone")),
                        List.of(new Score(minute(5), Score.Scale.MOAAS, 4, Quality.ORDINARY, "Observation/moaas-1")),
                        null,
                        SessionLimits.examples()),
                List.of(),
                false,
                minute(10));

        assertThat(view.pump().state()).isEqualTo(PumpState.UNKNOWN);
        assertThat(view.dose().known()).isFalse();
        assertThat(view.vitals()).allMatch(SessionView.Vital::stale);
        assertThat(view.scores()).containsExactly(new SessionView.Score("MOAA/S", "4", minute(5)));
        assertThat(view.course().rows().get(0).pump()).isEqualTo("not observed from here");
        assertThat(view.course().rows())
                .anyMatch(row -> row.at().equals(minute(9.5)) && row.heartRate().equals("not measured"));
    }

    private static VitalSign heartRate(double minute) {
        return new VitalSign.HeartRate(
                minute(minute), new BigDecimal("80"), Quality.ORDINARY, "Observation/hr-" + minute);
    }

    private static SessionView at(double minute, List<PumpReport> reports) {
        return at(minute, reports, List.of());
    }

    private static SessionView at(double minute, List<PumpReport> reports, List<Issue> issues) {
        InfusionOrder order = new InfusionOrder(
                Dose.of("41"),
                DosePerWeight.of("0.5"),
                new Weight(new BigDecimal("82.0")),
                Dose.of("42"),
                FlowRate.of("30.75"),
                null,
                "MedicationRequest/order-1");
        VitalSign pressure = new VitalSign.BloodPressure(
                minute(-10), new BigDecimal("120"), new BigDecimal("74"), null, Quality.ORDINARY, "Observation/bp-1");
        InfusionSession session =
                new InfusionSession(order, null, reports, List.of(pressure), List.of(), null, SessionLimits.examples());
        return SessionViews.at(session, issues, minute(minute));
    }

    private static List<PumpReport> statuses(int from, int to, String rate) {
        List<PumpReport> reports = new ArrayList<>();
        reports.add(report(Kind.START, from, rate));
        for (int tenSeconds = from * 6 + 1; tenSeconds <= to * 6; tenSeconds++) {
            reports.add(report(Kind.STATUS, tenSeconds / 6.0, rate).withState(PumpReport.State.RUNNING));
        }
        return reports;
    }

    private static PumpReport report(Kind kind, double minute, String rate) {
        return PumpReport.of(kind, minute(minute), "Observation/" + kind + "-" + minute)
                .withCurrentRate(FlowRate.of(rate))
                .withConcentration(new Concentration(new BigDecimal("2")));
    }

    private static Instant minute(double minute) {
        return SampleSessions.minute(minute);
    }
}
