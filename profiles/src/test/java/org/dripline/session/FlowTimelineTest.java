// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Rounding;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.session.PumpReport.Kind;
import org.dripline.session.PumpReport.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sixty mL/h out of a bag of 1 mg/mL: a milligram a minute, so every figure can be read off the clock. */
class FlowTimelineTest {

    private static final Instant START = Instant.parse("2026-01-05T15:00:00Z");

    private static Instant second(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static PumpReport start(long seconds) {
        return PumpReport.of(Kind.START, second(seconds), "start-" + seconds)
                .withCurrentRate(FlowRate.of("60"))
                .withConcentration(Concentration.of("1"));
    }

    private static PumpReport stop(long seconds) {
        return PumpReport.of(Kind.STOP, second(seconds), "stop-" + seconds);
    }

    private static PumpReport complete(long seconds) {
        return PumpReport.of(Kind.COMPLETE, second(seconds), "complete-" + seconds);
    }

    private static PumpReport running(long seconds, String rate) {
        return PumpReport.of(Kind.STATUS, second(seconds), "status-" + seconds)
                .withState(State.RUNNING)
                .withCurrentRate(FlowRate.of(rate));
    }

    private static PumpReport idle(long seconds) {
        return PumpReport.of(Kind.STATUS, second(seconds), "status-" + seconds).withState(State.NOT_RUNNING);
    }

    private static InfusionSession session(PumpReport... reports) {
        return session(null, null, reports);
    }

    private static InfusionSession session(
            @Nullable InfusionOrder order, @Nullable Instant closedAt, PumpReport... reports) {
        return new InfusionSession(
                order, null, List.of(reports), List.of(), List.of(), closedAt, SessionLimits.examples());
    }

    private static InfusionOrder order(String milligrams) {
        return new InfusionOrder(Dose.of(milligrams), null, Weight.of("70"), null, null, null, "order");
    }

    private static SessionSummary at(long seconds, PumpReport... reports) {
        return session(reports).summaryAt(second(seconds));
    }

    private static BigDecimal milligrams(SessionSummary summary) {
        return Rounding.DOSE_PER_WEIGHT.of(
                Objects.requireNonNull(summary.dose().delivered()).milligrams());
    }

    @Test
    void withoutReportsNothingIsKnown() {
        SessionSummary summary = at(0);

        assertThat(summary.pumpState()).isEqualTo(PumpState.UNKNOWN);
        assertThat(summary.dose().delivered()).isNull();
        assertThat(summary.dose().asOf()).isNull();
        assertThat(summary.time().elapsed()).isZero();
        assertThat(summary.cumulative()).isEmpty();
        assertThat(summary.reconciliation()).isNull();
    }

    @Test
    void aFreshRateIsHeldUntilNow() {
        SessionSummary summary = at(60, start(0));

        assertThat(summary.pumpState()).isEqualTo(PumpState.RUNNING);
        assertThat(summary.rateNow()).isEqualTo(FlowRate.of("60"));
        assertThat(milligrams(summary)).isEqualByComparingTo("1");
        assertThat(summary.dose().asOf()).isEqualTo(second(60));
        assertThat(summary.dose().atLeast()).isFalse();
    }

    @Test
    void oneSecondPastTheSilenceLimitThePumpIsUnknownAndTheDoseAsOfItsLastReport() {
        SessionSummary summary = at(91, start(0), running(30, "60"));

        assertThat(summary.pumpState()).isEqualTo(PumpState.UNKNOWN);
        assertThat(summary.rateNow()).isNull();
        assertThat(milligrams(summary)).isEqualByComparingTo("0.5");
        assertThat(summary.dose().asOf()).isEqualTo(second(30));
        assertThat(summary.dose().atLeast()).isTrue();
        assertThat(summary.time().elapsed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(at(90, start(0), running(30, "60")).pumpState()).isEqualTo(PumpState.RUNNING);
    }

    @Test
    void aSilentStopIsUnknownTooUnlessTheSessionIsClosed() {
        assertThat(at(100, start(0), stop(60)).pumpState()).isEqualTo(PumpState.PAUSED);
        assertThat(at(121, start(0), stop(60)).pumpState()).isEqualTo(PumpState.UNKNOWN);
        SessionSummary closed = session(null, second(300), start(0), stop(60)).summaryAt(second(300));
        assertThat(closed.pumpState()).isEqualTo(PumpState.ENDED);
        assertThat(closed.time().end()).isEqualTo(second(60));
        assertThat(closed.pauses()).isEmpty();
        assertThat(closed.dose().atLeast()).isFalse();
    }

    @Test
    void aStandingStopIsAnOpenPause() {
        SessionSummary summary = at(100, start(0), stop(60).withReason("toilet"));

        assertThat(summary.pauses()).singleElement().satisfies(pause -> {
            assertThat(pause.open()).isTrue();
            assertThat(pause.length()).isEqualTo(Duration.ofSeconds(40));
            assertThat(pause.reason()).isEqualTo("toilet");
        });
        assertThat(summary.time().paused()).isEqualTo(Duration.ofSeconds(40));
        assertThat(summary.time().elapsed()).isEqualTo(Duration.ofSeconds(100));
        assertThat(summary.time().end()).isNull();
    }

    @Test
    void aCompletionEndsTheInfusionAndSilenceAfterItIsNoGap() {
        SessionSummary summary = at(4000, start(0), complete(60), idle(70));

        assertThat(summary.pumpState()).isEqualTo(PumpState.ENDED);
        assertThat(summary.time().end()).isEqualTo(second(60));
        assertThat(summary.time().paused()).isZero();
        assertThat(summary.dose().atLeast()).isFalse();
        assertThat(milligrams(summary)).isEqualByComparingTo("1");
    }

    @Test
    void runningAgainAfterACompletionIsAPauseInBetween() {
        SessionSummary summary = at(150, start(0), complete(60), start(90), complete(150));

        assertThat(summary.pauses()).hasSize(1);
        assertThat(milligrams(summary)).isEqualByComparingTo("2");
        assertThat(summary.time().end()).isEqualTo(second(150));
    }

    @Test
    void stopAndStartAtOneInstantIsAChangeOfRate() {
        SessionSummary summary =
                at(120, start(0), start(60).withCurrentRate(FlowRate.of("30")), stop(60), complete(120));

        assertThat(summary.pauses()).isEmpty();
        assertThat(summary.segments())
                .extracting(RateSegment::rate)
                .containsExactly(FlowRate.of("60"), FlowRate.of("30"));
        assertThat(milligrams(summary)).isEqualByComparingTo("1.5");
        assertThat(summary.segments().get(0).volume()).isEqualTo(Volume.of("1"));
        assertThat(summary.segments().get(0).dose()).isEqualTo(Dose.of("1"));
        assertThat(summary.segments().get(0).closedBy()).isEqualTo("start-60");
    }

    @Test
    void aStartStoppedInTheSameSecondStandsStill() {
        SessionSummary restarted = at(130, start(0), stop(60), idle(70), start(120), stop(120));
        SessionSummary first = at(60, idle(50), start(60), stop(60));

        assertThat(restarted.pumpState()).isEqualTo(PumpState.PAUSED);
        assertThat(milligrams(restarted)).isEqualByComparingTo("1");
        assertThat(restarted.pauses()).singleElement().satisfies(pause -> {
            assertThat(pause.from()).isEqualTo(second(60));
            assertThat(pause.open()).isTrue();
        });
        assertThat(first.pumpState()).isEqualTo(PumpState.PAUSED);
        assertThat(milligrams(first)).isZero();
    }

    @Test
    void theNextStatusTellsWhetherAStartOrAStopOfOneInstantCameLast() {
        SessionSummary stands = at(75, start(0), running(50, "60"), start(60), stop(60), idle(70));
        SessionSummary goesOn = at(75, start(0), running(50, "60"), start(60), stop(60), running(70, "60"));
        SessionSummary unheard = at(65, start(0), running(50, "60"), start(60), stop(60));

        assertThat(stands.pumpState()).isEqualTo(PumpState.PAUSED);
        assertThat(stands.unannounced()).isZero();
        assertThat(milligrams(stands)).isEqualByComparingTo("1");
        assertThat(goesOn.pumpState()).isEqualTo(PumpState.RUNNING);
        assertThat(milligrams(goesOn)).isEqualByComparingTo("1.25");
        assertThat(unheard.pumpState()).isEqualTo(PumpState.RUNNING);
    }

    @Test
    void anotherRateSetInOneSecondOutranksALaterStop() {
        SessionSummary summary =
                at(75, start(0), running(50, "60"), start(60).withCurrentRate(FlowRate.of("30")), stop(60), idle(70));

        assertThat(summary.segments())
                .extracting(RateSegment::rate)
                .containsExactly(FlowRate.of("60"), FlowRate.of("30"), FlowRate.ZERO);
        assertThat(summary.unannounced()).isEqualTo(1);
    }

    @Test
    void afterASilenceOnlyTheNextStatusCanTell() {
        assertThat(at(205, start(0), start(200), stop(200), idle(205)).pumpState())
                .isEqualTo(PumpState.PAUSED);
        assertThat(at(205, start(200), stop(200), running(205, "60")).pumpState())
                .isEqualTo(PumpState.RUNNING);
        assertThat(at(200, start(200), stop(200)).pumpState()).isEqualTo(PumpState.PAUSED);
    }

    @Test
    void anEventOutranksAStatusOfItsInstant() {
        SessionSummary summary = at(60, start(0), idle(0), running(60, "60"), stop(60));

        assertThat(summary.pumpState()).isEqualTo(PumpState.PAUSED);
        assertThat(summary.unannounced()).isZero();
        assertThat(milligrams(summary)).isEqualByComparingTo("1");
    }

    @Test
    void aStatusThatRepeatsTheRateRoundedForDisplayChangesNothing() {
        SessionSummary repeated = at(60, start(0), running(30, "60.05"));
        SessionSummary changed = at(60, start(0), running(30, "60.051"));

        assertThat(milligrams(repeated)).isEqualByComparingTo("1");
        assertThat(repeated.segments()).hasSize(1);
        assertThat(changed.segments()).hasSize(2);
        assertThat(changed.unannounced()).isEqualTo(1);
    }

    @Test
    void aStatusShowsAChangeWhoseEventIsLost() {
        SessionSummary summary = at(120, start(0), idle(60), running(90, "60"), running(120, "60"));

        assertThat(milligrams(summary)).isEqualByComparingTo("1.5");
        assertThat(summary.unannounced()).isEqualTo(2);
        assertThat(summary.pauses()).hasSize(1);
    }

    @Test
    void aStatusWithoutAStateSpeaksByItsRate() {
        PumpReport flowing = PumpReport.of(Kind.STATUS, second(30), "s").withCurrentRate(FlowRate.of("60"));
        PumpReport still = PumpReport.of(Kind.STATUS, second(90), "s").withCurrentRate(FlowRate.ZERO);
        PumpReport silent = PumpReport.of(Kind.STATUS, second(60), "s");
        PumpReport between = PumpReport.of(Kind.STATUS, second(70), "s").withState(State.TRANSITIONING);

        assertThat(milligrams(at(90, start(0), flowing, silent, between, still)))
                .isEqualByComparingTo("1.5");
        assertThat(at(90, start(0), running(60, "0")).pumpState()).isEqualTo(PumpState.PAUSED);
        assertThat(at(60, silent).pumpState()).isEqualTo(PumpState.UNKNOWN);
        assertThat(at(60, idle(60)).pumpState()).isEqualTo(PumpState.NOT_STARTED);
        assertThat(at(121, idle(60)).pumpState()).isEqualTo(PumpState.UNKNOWN);
    }

    @Test
    void reportsThatDoNotSayWhetherThePumpRunsDoNotKeepItRunning() {
        List<PumpReport> reports = new ArrayList<>(List.of(start(0)));
        for (int at = 10; at <= 180; at += 10) {
            State state = at % 20 == 0 ? State.TRANSITIONING : State.UNKNOWN;
            reports.add(PumpReport.of(Kind.STATUS, second(at), "s").withState(state));
        }

        assertThat(at(60, reports.toArray(PumpReport[]::new)).pumpState()).isEqualTo(PumpState.RUNNING);
        SessionSummary silent = at(61, reports.toArray(PumpReport[]::new));
        assertThat(silent.pumpState()).isEqualTo(PumpState.UNKNOWN);
        assertThat(silent.dose().atLeast()).isTrue();
        assertThat(silent.lastPumpReport()).isEqualTo(START);
        assertThat(silent.unclearPumpReport()).isEqualTo(second(60));
        assertThat(at(60, start(0), running(60, "60")).unclearPumpReport()).isNull();
        assertThat(at(180, reports.toArray(PumpReport[]::new)).pumpState()).isEqualTo(PumpState.UNKNOWN);
    }

    @Test
    void joiningARunningInfusionIsAtLeast() {
        SessionSummary joined = at(60, running(0, "60").withConcentration(Concentration.of("1")));

        assertThat(joined.dose().atLeast()).isTrue();
        assertThat(milligrams(joined)).isEqualByComparingTo("1");
    }

    @Test
    void aSilenceIsHeldAtTheLimitAndAGapOneSecondPastIt() {
        SessionSummary held = at(60, start(0), complete(60));
        SessionSummary gap = at(61, start(0), complete(61));

        assertThat(held.gaps()).isEmpty();
        assertThat(gap.gaps()).singleElement().satisfies(unseen -> {
            assertThat(unseen.unknown()).isTrue();
            assertThat(unseen.lastSource()).isEqualTo("start-0");
            assertThat(unseen.nextSource()).isEqualTo("complete-61");
        });
        assertThat(gap.dose().atLeast()).isTrue();
        assertThat(gap.time().unobserved()).isEqualTo(Duration.ofSeconds(61));
        assertThat(milligrams(gap)).isZero();
        assertThat(gap.cumulative())
                .last()
                .satisfies(point -> assertThat(point.observed()).isFalse());
    }

    @Test
    void countersThatAgreeBridgeASilenceAndOthersGiveTheVolume() {
        PumpReport begin = start(0).withDelivered(Volume.of("0"));
        SessionSummary agree = at(3000, begin, complete(3000).withDelivered(Volume.of("49.1")));
        SessionSummary twoPercent = at(3000, begin, complete(3000).withDelivered(Volume.of("49.0")));
        SessionSummary oneMillilitre = at(6000, begin, complete(6000).withDelivered(Volume.of("101.1")));

        assertThat(agree.gaps()).isEmpty();
        assertThat(milligrams(agree)).isEqualByComparingTo("50");
        assertThat(twoPercent.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.fromCounter()).isEqualTo(Volume.of("49")));
        assertThat(milligrams(twoPercent)).isEqualByComparingTo("49");
        assertThat(twoPercent.dose().atLeast()).isFalse();
        assertThat(twoPercent.time().unobserved()).isEqualTo(Duration.ofSeconds(3000));
        assertThat(oneMillilitre.gaps()).hasSize(1);
    }

    @Test
    void aCounterThatWasResetTellsNothingAboutASilence() {
        SessionSummary summary =
                at(120, start(0).withDelivered(Volume.of("20")), complete(120).withDelivered(Volume.of("2")));

        assertThat(summary.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.unknown()).isTrue());
        assertThat(Objects.requireNonNull(summary.reconciliation()).counted()).isEqualTo(Volume.of("2"));
    }

    @Test
    void aStoppedPumpStaysStoppedOverASilence() {
        SessionSummary restarted = at(660, start(0), stop(60), start(600), complete(660));
        SessionSummary unannounced = at(660, start(0), stop(60), running(600, "60"), complete(660));
        SessionSummary moved = at(
                660,
                start(0),
                stop(60).withDelivered(Volume.of("1")),
                start(600).withDelivered(Volume.of("4")),
                complete(660));

        assertThat(restarted.gaps()).isEmpty();
        assertThat(restarted.time().paused()).isEqualTo(Duration.ofMinutes(9));
        assertThat(unannounced.gaps()).hasSize(1);
        assertThat(milligrams(moved)).isEqualByComparingTo("5");
    }

    @Test
    void aRateNobodyToldIsAGapUntilAStatusTellsIt() {
        PumpReport bare = PumpReport.of(Kind.START, second(0), "start").withConcentration(Concentration.of("1"));
        SessionSummary waiting = at(10, bare);
        SessionSummary told = at(20, bare, running(10, "60"), running(20, "60"));

        assertThat(waiting.dose().atLeast()).isTrue();
        assertThat(waiting.pumpState()).isEqualTo(PumpState.RUNNING);
        assertThat(waiting.rateNow()).isNull();
        assertThat(told.gaps()).hasSize(1);
        assertThat(told.dose().atLeast()).isTrue();
        assertThat(at(10, bare.withProgrammedRate(FlowRate.of("60"))).dose().atLeast())
                .isFalse();
    }

    @Test
    void aRunningStatusWithoutARateKeepsTheRateInForce() {
        PumpReport status = PumpReport.of(Kind.STATUS, second(30), "s").withState(State.RUNNING);

        assertThat(milligrams(at(60, start(0), status))).isEqualByComparingTo("1");
    }

    @Test
    void keepVeinOpenEndsTheInfusionAndIsCountedApart() {
        PumpReport trickle = PumpReport.of(Kind.START, second(60), "kvo")
                .withState(State.KEEP_VEIN_OPEN)
                .withCurrentRate(FlowRate.of("6"));
        PumpReport still = PumpReport.of(Kind.STATUS, second(660), "kvo")
                .withState(State.KEEP_VEIN_OPEN)
                .withCurrentRate(FlowRate.of("6"));
        PumpReport done = complete(60).withState(State.TRANSITIONING);
        SessionSummary summary = at(660, start(0), done, trickle, still);

        assertThat(summary.pumpState()).isEqualTo(PumpState.KEEP_VEIN_OPEN);
        assertThat(summary.rateNow()).isEqualTo(FlowRate.of("6"));
        assertThat(summary.time().end()).isEqualTo(second(60));
        assertThat(summary.time().infusing()).isEqualTo(Duration.ofSeconds(60));
        assertThat(milligrams(summary)).isEqualByComparingTo("1");
        assertThat(summary.dose().keepVeinOpen()).isEqualTo(Dose.of("1"));
        assertThat(at(2000, start(0), done, trickle).pumpState()).isEqualTo(PumpState.ENDED);
        assertThat(at(61, start(0), complete(60).withState(State.KEEP_VEIN_OPEN))
                        .pumpState())
                .isEqualTo(PumpState.KEEP_VEIN_OPEN);
    }

    @Test
    void nothingIsGivenBeyondTheOrderOrTheVolumeWithoutAReport() {
        InfusionOrder half = order("0.5");
        PumpReport limited = start(0).withToBeInfused(Volume.of("0.25")).withDelivered(Volume.of("0"));

        assertThat(milligrams(session(half, null, start(0)).summaryAt(second(60))))
                .isEqualByComparingTo("0.5");
        assertThat(milligrams(session(half, null, limited).summaryAt(second(60))))
                .isEqualByComparingTo("0.25");
        assertThat(milligrams(at(60, start(0).withRemaining(Volume.of("0.75")))))
                .isEqualByComparingTo("0.75");
        assertThat(milligrams(session(half, null, start(0), running(60, "60")).summaryAt(second(60))))
                .isEqualByComparingTo("1");
    }

    @Test
    void withoutTheStrengthOfTheBagOnlyTheVolumeIsKnown() {
        PumpReport bare = PumpReport.of(Kind.START, second(0), "start").withCurrentRate(FlowRate.of("60"));
        InfusionOrder strength = new InfusionOrder(null, null, null, null, null, Concentration.of("2"), "order");

        SessionSummary unknown = at(60, bare);
        assertThat(unknown.dose().delivered()).isNull();
        assertThat(unknown.dose().deliveredPerWeight()).isNull();
        assertThat(unknown.dose().volume()).isEqualTo(Volume.of("1"));
        assertThat(unknown.segments().get(0).dose()).isEqualTo(Dose.of("0"));
        assertThat(milligrams(session(strength, null, bare).summaryAt(second(60))))
                .isEqualByComparingTo("2");
        PumpReport end = complete(120).withDelivered(Volume.of("1"));
        assertThat(at(120, bare.withDelivered(Volume.ZERO), end).dose().volume())
                .isEqualTo(Volume.of("1"));
    }

    @Test
    void aCounterFurtherOffThanTheLimitsIsFlagged() {
        PumpReport begin = start(0).withDelivered(Volume.of("0"));

        assertThat(differs(begin, running(60, "60").withDelivered(Volume.of("1.1"))))
                .isFalse();
        assertThat(differs(begin, running(60, "60").withDelivered(Volume.of("1.11"))))
                .isTrue();
        assertThat(at(60, begin).reconciliation()).isNull();
    }

    private static boolean differs(PumpReport... reports) {
        return Objects.requireNonNull(at(60, reports).reconciliation()).differs();
    }

    @Test
    void anAlarmIsOneHoweverOftenReportedAndAnotherAfterTheNextStart() {
        PumpReport alarming = stop(60).withAlarms(List.of("occlusion"));
        SessionSummary standing = at(80, start(0), alarming, idle(70).withAlarms(List.of("occlusion")), idle(75));
        SessionSummary again =
                at(200, start(0), alarming, start(90), stop(120).withAlarms(List.of("occlusion")), running(150, "60"));

        assertThat(standing.alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.standing()).isTrue());
        assertThat(standing.pauses().get(0).reason()).isEqualTo("occlusion");
        assertThat(again.alarms()).hasSize(2).noneMatch(PumpAlarm::standing);
    }

    @Test
    void alarmsOfOneStopAreNamedTogetherAndCountedApart() {
        SessionSummary summary = at(
                80,
                start(0),
                running(50, "60").withAlarms(List.of("battery low")),
                stop(60).withAlarms(List.of("battery low")),
                idle(70).withAlarms(List.of("occlusion", "battery low")));

        assertThat(summary.pauses().get(0).reason()).isEqualTo("battery low, occlusion");
        assertThat(summary.alarms()).extracting(PumpAlarm::name).containsExactly("battery low", "occlusion");
        assertThat(summary.alarms().get(0).from()).isEqualTo(second(50));
    }

    @Test
    void countersOfReportsThatDoNotSayMoreAreNotHeldAgainstTheDose() {
        PumpReport unclear = PumpReport.of(Kind.STATUS, second(600), "unclear").withDelivered(Volume.of("10"));

        SessionSummary summary =
                at(600, start(0).withDelivered(Volume.ZERO), running(60, "60").withDelivered(Volume.of("1")), unclear);

        assertThat(Objects.requireNonNull(summary.reconciliation()).differs()).isFalse();
    }

    @Test
    void unusableAndLaterReportsStayOutAndAreCounted() {
        SessionSummary summary = at(
                60,
                start(0),
                stop(30).withQuality(Quality.UNUSABLE),
                running(40, "60").withQuality(Quality.QUESTIONABLE),
                stop(61));

        assertThat(milligrams(summary)).isEqualByComparingTo("1");
        assertThat(summary.setAside()).isEqualTo(1);
        assertThat(summary.questionable()).isEqualTo(1);
        assertThat(summary.aheadOfClock()).isEqualTo(1);
    }

    @Test
    void theCurveHasACornerAtEachChange() {
        SessionSummary summary = at(180, start(0), stop(60), start(120), complete(180));

        assertThat(summary.cumulative())
                .extracting(point -> point.total().milligrams().intValue())
                .containsExactly(0, 1, 1, 2);
    }

    @Test
    void theMeanRateIsOfTheTimeItWasSeenToRun() {
        SessionSummary summary = at(
                660,
                start(0).withDelivered(Volume.of("0")),
                running(60, "60").withDelivered(Volume.of("1")),
                complete(660).withDelivered(Volume.of("5")));

        assertThat(milligrams(summary)).isEqualByComparingTo("5");
        assertThat(summary.time().infusing()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Objects.requireNonNull(summary.dose().meanRateRunning()).milligramsPerHour())
                .isEqualByComparingTo("60");
    }

    /**
     * Any reports at all, several at one instant: neither their order nor repeats show, and no figure is impossible.
     */
    @Test
    void anyReportsInAnyOrderGiveOneAnswer() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<PumpReport> reports = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                reports.add(anyReport(random, i));
            }
            SessionSummary inOrder = session(reports.toArray(PumpReport[]::new)).summaryAt(second(600));
            reports.addAll(List.copyOf(reports.subList(0, 5)));
            reports.add(reports.get(0).withSource("sent-again"));
            Collections.shuffle(reports, random);

            SessionSummary shaken = session(reports.toArray(PumpReport[]::new)).summaryAt(second(600));

            assertThat(shaken).as("seed %d", seed).isEqualTo(inOrder);
            TimeFigures time = inOrder.time();
            assertThat(time.infusing().plus(time.paused()).plus(time.unobserved()))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(time.elapsed());
            assertThat(inOrder.timeline()).isSortedAccordingTo(Comparator.comparing(Stretch::from));
        }
    }

    private static PumpReport anyReport(Random random, int number) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        State state = State.values()[random.nextInt(State.values().length)];
        PumpReport report = PumpReport.of(kind, second(30L * random.nextInt(12)), "any-" + number)
                .withConcentration(Concentration.of("1"))
                .withCurrentRate(new FlowRate(BigDecimal.valueOf(random.nextInt(4) * 30L)));
        report = random.nextBoolean() ? report.withState(state) : report;
        return random.nextInt(3) == 0
                ? report
                : report.withDelivered(new Volume(BigDecimal.valueOf(random.nextInt(5))));
    }
}
