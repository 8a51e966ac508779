// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;
import org.dripline.session.Charted.Arrival;
import org.dripline.session.MedicineGiven.Purpose;
import org.dripline.session.PumpReport.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session is checked for, what its times cost, and whether each number says where it is from. */
class SessionReviewTest {

    private static final Instant START = Scenario.START;

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    @DisplayName("R-A10: what was drawn and not given is the waste, once the infusion is over")
    void wasteIsDrawnLessGiven(Scenario scenario) {
        assertFigure(scenario.session().summaryAt(scenario.lastCheck()), "waste", scenario.number("waste_mg"));

        SessionSummary halfWay = scenario.session().summaryAt(Scenario.minute(10));
        assertThat(halfWay.dose().waste()).isNull();
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void aScenarioRaisesNothingAboveInfo(Scenario scenario) {
        InfusionSession session = scenario.name().equals("d03")
                ? scenario.session().with(stopped("patient request"))
                : scenario.session();

        assertThat(session.under(SessionLimits.examples())
                        .summaryAt(scenario.lastCheck())
                        .findings())
                .filteredOn(finding -> finding.grade() != Finding.Grade.INFO)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void everyFigureThatIsKnownSaysItsRuleAndItsRecords(Scenario scenario) {
        SessionSummary summary = scenario.session().summaryAt(scenario.lastCheck());
        List<String> records = Stream.of(
                        scenario.reports().stream().map(PumpReport::source),
                        scenario.vitalSigns().stream().map(VitalSign::source),
                        scenario.scores().stream().map(Score::source),
                        Stream.of("MedicationRequest/" + scenario.name()))
                .flatMap(source -> source)
                .toList();

        assertThat(summary.figures()).hasSizeGreaterThan(50).allSatisfy(figure -> {
            assertThat(figure.why().rule().id()).isEqualTo("session." + figure.code());
            assertThat(figure.why().limits())
                    .allSatisfy(limit -> assertThat(limit.source()).isNotBlank());
            assertThat(records).containsAll(figure.why().sources());
        });
        assertThat(summary.figures()).extracting(Figure::code).doesNotHaveDuplicates();
        assertThat(summary.figure("delivered").orElseThrow().why().sources()).isNotEmpty();
        assertThat(summary.figure("spo2-nadir").orElseThrow().why().sources()).hasSize(1);
        assertThat(summary.figure("percent-time-spo2-low").orElseThrow().why().limits())
                .extracting(limit -> limit.code())
                .contains("attention-spo2");
    }

    @Test
    @DisplayName("D02: level two at the second reading, 2 min to labetalol, complete in spite of the lower rate")
    void aPressureEpisodeIsOneAndNamesItsTreatment() {
        Scenario d02 = Scenario.named("d02");
        MedicineGiven labetalol = new MedicineGiven(
                Scenario.minute(24),
                "labetalol",
                Purpose.RESCUE,
                Episode.Sign.PRESSURE,
                null,
                "MedicationAdministration/l");

        SessionSummary summary =
                d02.session().with(charted(List.of(), List.of(labetalol), null)).summaryAt(d02.lastCheck());

        assertThat(summary.episodes()).singleElement().satisfies(episode -> {
            assertThat(episode.level()).isEqualTo(Episode.Level.PAUSE);
            assertThat(episode.from()).isEqualTo(Scenario.minute(20));
            assertThat(episode.reachedAt()).isEqualTo(Scenario.minute(22));
            assertThat(episode.reading()).isEqualTo("188/114 mm[Hg]");
            assertThat(episode.until()).isEqualTo(Scenario.minute(34));
        });
        assertThat(summary.treatments())
                .singleElement()
                .extracting(Treatment::delay)
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(codes(summary)).doesNotContain("partial", "delivered-below-order");
        assertThat(summary.pausesByReason()).containsExactly(Map.entry("hypertension", 1L));
        // 20 to 28 at 180/110 and above: 20, 22, then 172/104 at 28.
        assertFigure(summary, "pause-systolic-time", "8");
        // 44 to 60 is a minute longer than a check may be late.
        assertThat(summary.vitals().checks().late()).containsExactly(Scenario.minute(60));
    }

    @Test
    @DisplayName("D12: a saturation of 92 is level one, once; D01 has no episode")
    void levelsFollowTheLimits() {
        Scenario d12 = Scenario.named("d12");

        assertThat(d12.session().summaryAt(d12.lastCheck()).episodes())
                .singleElement()
                .satisfies(episode -> {
                    assertThat(episode.sign()).isEqualTo(Episode.Sign.OXYGEN);
                    assertThat(episode.level()).isEqualTo(Episode.Level.ATTENTION);
                    assertThat(episode.sources()).hasSize(2);
                });
        Scenario d01 = Scenario.named("d01");
        assertThat(d01.session().summaryAt(d01.lastCheck()).episodes()).isEmpty();
    }

    @Test
    @DisplayName("D03: stopped at 70 % is a finding without a reason, and a note with one")
    void aPartialDoseNeedsAReason() {
        Scenario d03 = Scenario.named("d03");

        assertThat(codes(d03.session().summaryAt(d03.lastCheck()))).contains("delivered-below-order");
        assertThat(codes(d03.session().with(stopped("patient request")).summaryAt(d03.lastCheck())))
                .contains("partial")
                .doesNotContain("delivered-below-order");
    }

    @Test
    void theBoundsOfADeliveredDoseAreInclusive() {
        assertThat(codes(given("105", "100"))).doesNotContain("delivered-above-order");
        assertThat(codes(given("105.01", "100"))).contains("delivered-above-order");
        assertThat(codes(given("90", "100"))).doesNotContain("delivered-below-order");
        assertThat(codes(given("89.99", "100"))).contains("delivered-below-order");
    }

    @Test
    @DisplayName("A rate, a bag or an order ten times off says so and is high")
    void aSlippedDecimalPointIsHigh() {
        InfusionOrder order = order("41", "0.5", "82", "30.75", "2");

        assertThat(graded(session(order, "307.5", "2"), "rate-above-order")).isEqualTo(Finding.Grade.HIGH);
        assertThat(graded(session(order, "32", "2"), "rate-above-order")).isEqualTo(null);
        assertThat(graded(session(order, "33", "2"), "rate-above-order")).isEqualTo(Finding.Grade.MODERATE);
        assertThat(graded(session(order, "3.075", "2"), "rate-below-order")).isEqualTo(Finding.Grade.HIGH);
        assertThat(graded(session(order, "20", "2"), "rate-below-order")).isEqualTo(Finding.Grade.INFO);
        assertThat(graded(session(order, "30.75", "0.2"), "bag-differs")).isEqualTo(Finding.Grade.HIGH);
        assertThat(graded(session(order, "30.75", "1"), "bag-differs")).isEqualTo(Finding.Grade.MODERATE);
        assertThat(graded(session(order, "30.75", "2.01"), "bag-too-strong")).isEqualTo(Finding.Grade.HIGH);
        assertThat(graded(session(order, "30.75", "2"), "bag-too-strong")).isNull();
        InfusionOrder slipped = order("410", "0.5", "82", "30.75", "2");
        assertThat(graded(session(slipped, "30.75", "2"), "order-arithmetic")).isEqualTo(Finding.Grade.HIGH);
        InfusionOrder rounded = order("41.5", "0.5", "82", "30.75", "2");
        assertThat(graded(session(rounded, "30.75", "2"), "order-arithmetic")).isNull();
    }

    @Test
    void aPumpSetToAnotherRateOrToMoreThanTheOrderIsNoticed() {
        PumpReport other = running(1, "30")
                .withProgrammedRate(FlowRate.of("60"))
                .withToBeInfused(Volume.of("21.6"))
                .withConcentration(Concentration.of("2"));
        InfusionSession session = new InfusionSession(
                order("41", "0.5", "82", "30", "2"),
                null,
                List.of(other),
                List.of(),
                List.of(),
                null,
                SessionLimits.examples());

        assertThat(codes(session.summaryAt(minute(1)))).contains("programmed-differs", "volume-above-order");
    }

    @Test
    @DisplayName("A weight more than 10 % from the order's is noticed, and both mg/kg are shown")
    void anotherWeightToday() {
        InfusionSession session = orderedSession(order("41", "0.5", "82", "30.75", "2"), "30.75", "2");

        SessionSummary lighter = session.with(weighed("73.7")).summaryAt(minute(60));
        assertThat(codes(lighter)).contains("weight-differs");
        assertThat(lighter.figure("delivered-per-weight-today")).get().matches(Figure::known);
        SessionSummary near = session.with(weighed("73.8")).summaryAt(minute(60));
        assertThat(codes(near)).doesNotContain("weight-differs");
    }

    @Test
    void aBolusIsPartOfTheDoseAndNotOfTheRate() {
        Scenario d01 = Scenario.named("d01");
        SessionSummary without = d01.session().summaryAt(d01.lastCheck());

        SessionSummary with = d01.session()
                .with(charted(
                        List.of(
                                new Bolus(Scenario.minute(5), Dose.of("10"), "MedicationAdministration/a"),
                                new Bolus(Scenario.minute(5), Dose.of("10"), "MedicationAdministration/again")),
                        List.of(),
                        null))
                .summaryAt(d01.lastCheck());

        assertFigure(with, "delivered", "45");
        assertThat(with.dose().meanRateRunning()).isEqualTo(without.dose().meanRateRunning());
        assertThat(with.figure("delivered").orElseThrow().why().sources()).contains("MedicationAdministration/a");
    }

    @Test
    @DisplayName("Units 96365 and 96366 by running time: 16 min, then each hour of which more than 30 min were begun")
    void billedUnits() {
        assertThat(billed(15)).containsExactly(0, 0);
        assertThat(billed(16)).containsExactly(1, 0);
        assertThat(billed(90)).containsExactly(1, 0);
        assertThat(billed(91)).containsExactly(1, 1);
        assertThat(billed(240)).containsExactly(1, 3);
    }

    @Test
    void onePumpAfterAnotherIsOneInfusionWithAPauseBetween() {
        List<PumpReport> reports = new ArrayList<>();
        for (PumpReport report : runFor(0, 20, "60", "first")) {
            reports.add(report.withPump("Device/a"));
        }
        for (PumpReport report : runFor(25, 45, "60", "second")) {
            reports.add(report.withPump("Device/b"));
        }

        SessionSummary summary = closed(reports, 60).summaryAt(minute(60));

        assertFigure(summary, "delivered", "40");
        assertThat(summary.time().start()).isEqualTo(START);
        assertThat(summary.time().end()).isEqualTo(minute(45));
        assertThat(summary.time().infusing()).isEqualTo(Duration.ofMinutes(40));
        assertThat(summary.time().paused()).isEqualTo(Duration.ofMinutes(5));
        assertThat(summary.pauses()).singleElement().extracting(Pause::reason).isEqualTo(SeveralPumps.EXCHANGED);
        assertThat(summary.dose().atLeast()).isFalse();
        assertThat(graded(summary, "pump-exchanged")).isEqualTo(Finding.Grade.INFO);
        assertThat(summary.cumulative().get(summary.cumulative().size() - 1).total())
                .isEqualTo(Dose.of("40"));
        assertThat(summary.timeline())
                .allSatisfy(stretch -> assertThat(summary.timeline().stream()
                                .filter(other -> other != stretch
                                        && other.from().isBefore(stretch.to())
                                        && stretch.from().isBefore(other.to())))
                        .isEmpty());
    }

    @Test
    void twoPumpsAtOnceAddUpAndAreNoticed() {
        List<PumpReport> reports = new ArrayList<>();
        runFor(0, 20, "60", "first").forEach(report -> reports.add(report.withPump("Device/a")));
        runFor(10, 30, "30", "second").forEach(report -> reports.add(report.withPump("Device/b")));

        SessionSummary summary = closed(reports, 40).summaryAt(minute(40));

        assertFigure(summary, "delivered", "30");
        assertThat(summary.time().infusing()).isEqualTo(Duration.ofMinutes(30));
        assertThat(graded(summary, "pumps-together")).isEqualTo(Finding.Grade.MODERATE);
        SessionSummary meanwhile = closed(reports, 40).summaryAt(minute(15));
        assertThat(Objects.requireNonNull(meanwhile.rateNow())).isEqualTo(FlowRate.of("90"));
    }

    @Test
    void aBagOfAnotherStrengthIsCountedAtItsOwn() {
        List<PumpReport> reports = new ArrayList<>(runFor(0, 20, "60", "a"));
        runFor(25, 45, "60", "b").forEach(report -> reports.add(report.withConcentration(Concentration.of("2"))));

        SessionSummary summary = closed(reports, 60).summaryAt(minute(60));

        assertFigure(summary, "delivered", "60");
        assertThat(codes(summary)).contains("bag-changed");
    }

    @Test
    @DisplayName("R-D12: another drug by pump is told apart and is no part of the dose")
    void anotherDrugBesideKetamine() {
        List<PumpReport> lidocaine = runFor(0, 30, "20", "lido").stream()
                .map(report -> report.withDrug("Lidocaine").withPump("Device/c"))
                .toList();
        InfusionSession session = closed(runFor(0, 40, "60", "ket"), 60)
                .with(new Charted(null, null, null, List.of(), List.of(), null, lidocaine, List.of()));

        SessionSummary summary = session.summaryAt(minute(60));

        assertFigure(summary, "delivered", "40");
        assertThat(summary.coInfusions()).singleElement().satisfies(other -> {
            assertThat(other.drug()).isEqualTo("Lidocaine");
            assertThat(other.volume()).isEqualTo(Volume.of("10"));
        });
    }

    @Test
    void aClockIsEstimatedFromTheValueThatCameFastestAndMovesNothing() {
        List<Arrival> arrivals = List.of(
                new Arrival("Device/monitor", minute(1), minute(1).minusSeconds(118)),
                new Arrival("Device/monitor", minute(2), minute(2).minusSeconds(120)),
                new Arrival("Device/monitor", minute(3), minute(30)),
                new Arrival("Device/pump", minute(1), minute(1).plusSeconds(2)));
        InfusionSession session = closed(runFor(0, 40, "60", "ket"), 60);

        SessionSummary summary = session.with(
                        new Charted(null, null, null, List.of(), List.of(), null, List.of(), arrivals))
                .summaryAt(minute(60));

        assertThat(summary.clocks())
                .containsExactly(
                        new ClockOffset("Device/monitor", Duration.ofSeconds(120), 3),
                        new ClockOffset("Device/pump", Duration.ofSeconds(-2), 1));
        assertThat(codes(summary)).containsOnlyOnce("clock-differs");
        assertThat(summary.time()).isEqualTo(session.summaryAt(minute(60)).time());
    }

    @Test
    @DisplayName("D03: ondansetron again after 41 min is noted")
    void aMedicineInsideItsInterval() {
        MedicineGiven before = new MedicineGiven(
                minute(-15), "ondansetron", Purpose.PREVENTION, null, null, "MedicationAdministration/1");
        MedicineGiven again = new MedicineGiven(
                minute(26), "Ondansetron 4 mg", Purpose.RESCUE, null, minute(25), "MedicationAdministration/2");

        SessionSummary summary = closed(runFor(0, 40, "60", "ket"), 60)
                .with(charted(List.of(), List.of(again, before), null))
                .summaryAt(minute(60));

        assertThat(summary.findings())
                .filteredOn(finding -> finding.code().equals("medicine-repeated"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.words()).contains("41 min"));
        assertThat(summary.treatments().get(1).delay()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aMonitorsValueStandsForItsCarryAndNotBeyondTheMomentItSaidItHadNone() {
        List<VitalSign> readings = List.of(
                oxygen(0, 93),
                oxygen(1, 93),
                new VitalSign.NotAvailable(
                        minute(1).plusSeconds(30), Channel.OXYGEN_SATURATION, Quality.ORDINARY, "Observation/none"),
                oxygen(10, 97),
                oxygen(11, 97));
        InfusionSession session = new InfusionSession(
                null, null, runFor(0, 20, "60", "k"), readings, List.of(), null, SessionLimits.examples());

        VitalFigures vitals = session.summaryAt(minute(20)).vitals();

        // 60 s and 30 s low, 60 s not; the rest of 11 min is unknown.
        assertThat(Objects.requireNonNull(vitals.percentTimeOxygenLow())).isEqualByComparingTo("60");
        assertThat(Objects.requireNonNull(vitals.percentTimeOxygenKnown()).intValue())
                .isEqualTo(22);
    }

    private static VitalSign oxygen(int minute, int percent) {
        return new VitalSign.OxygenSaturation(
                minute(minute), BigDecimal.valueOf(percent), Quality.ORDINARY, "Observation/o" + minute);
    }

    private static Instant minute(int minute) {
        return Scenario.minute(minute);
    }

    private static Charted stopped(String reason) {
        return charted(List.of(), List.of(), reason);
    }

    private static Charted charted(List<Bolus> boluses, List<MedicineGiven> medicines, @Nullable String stopReason) {
        return new Charted(null, null, null, boluses, medicines, stopReason, List.of(), List.of());
    }

    private static Charted weighed(String kilograms) {
        return new Charted(null, null, Weight.of(kilograms), List.of(), List.of(), null, List.of(), List.of());
    }

    private static InfusionOrder order(String dose, String perWeight, String weight, String rate, String strength) {
        return new InfusionOrder(
                Dose.of(dose),
                new DosePerWeight(new BigDecimal(perWeight)),
                Weight.of(weight),
                null,
                FlowRate.of(rate),
                Concentration.of(strength),
                "MedicationRequest/o");
    }

    private static PumpReport running(int minute, String rate) {
        return PumpReport.of(Kind.STATUS, minute(minute), "Observation/s" + minute)
                .withState(PumpReport.State.RUNNING)
                .withCurrentRate(FlowRate.of(rate));
    }

    private static SessionSummary session(InfusionOrder order, String rate, String strength) {
        return orderedSession(order, rate, strength).summaryAt(minute(60));
    }

    private static InfusionSession orderedSession(InfusionOrder order, String rate, String strength) {
        List<PumpReport> reports = runFor(0, 10, rate, "r").stream()
                .map(report -> report.withConcentration(Concentration.of(strength)))
                .toList();
        return new InfusionSession(order, null, reports, List.of(), List.of(), minute(60), SessionLimits.examples());
    }

    private static SessionSummary given(String milligrams, String ordered) {
        PumpReport start = PumpReport.of(Kind.START, START, "Observation/a")
                .withCurrentRate(FlowRate.of(milligrams))
                .withConcentration(Concentration.of("1"));
        PumpReport end = PumpReport.of(Kind.STOP, minute(60), "Observation/b").withDelivered(Volume.of(milligrams));
        InfusionOrder order = new InfusionOrder(Dose.of(ordered), null, null, null, null, null, "MedicationRequest/o");
        return new InfusionSession(
                        order,
                        null,
                        List.of(start.withDelivered(Volume.ZERO), end),
                        List.of(),
                        List.of(),
                        minute(70),
                        SessionLimits.examples())
                .summaryAt(minute(80));
    }

    private static List<Integer> billed(int minutes) {
        TimeFigures time = closed(runFor(0, minutes, "60", "b"), minutes + 1)
                .summaryAt(minute(minutes + 1))
                .time();
        return List.of(time.firstHours(), time.furtherHours());
    }

    /** A start, a status every half minute, and a completion, of a bag of 1 mg/mL. */
    private static List<PumpReport> runFor(int from, int to, String rate, String name) {
        List<PumpReport> reports = new ArrayList<>();
        reports.add(PumpReport.of(Kind.START, minute(from), "Observation/" + name + "-start")
                .withCurrentRate(FlowRate.of(rate))
                .withConcentration(Concentration.of("1")));
        for (Instant at = minute(from).plusSeconds(30); at.isBefore(minute(to)); at = at.plusSeconds(30)) {
            reports.add(PumpReport.of(Kind.STATUS, at, "Observation/" + name + "-" + at.getEpochSecond())
                    .withState(PumpReport.State.RUNNING)
                    .withCurrentRate(FlowRate.of(rate)));
        }
        reports.add(PumpReport.of(Kind.STOP, minute(to), "Observation/" + name + "-stop"));
        return reports;
    }

    private static InfusionSession closed(List<PumpReport> reports, int atMinute) {
        return new InfusionSession(
                null, Weight.of("80"), reports, List.of(), List.of(), minute(atMinute), SessionLimits.examples());
    }

    private static List<String> codes(SessionSummary summary) {
        return summary.findings().stream().map(Finding::code).toList();
    }

    private static Finding.@Nullable Grade graded(SessionSummary summary, String code) {
        return summary.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::grade)
                .findFirst()
                .orElse(null);
    }

    private static void assertFigure(SessionSummary summary, String code, String value) {
        assertFigure(summary, code, new BigDecimal(value));
    }

    private static void assertFigure(SessionSummary summary, String code, BigDecimal value) {
        assertThat(Objects.requireNonNull(summary.figure(code).orElseThrow().value(), code))
                .as(code)
                .isEqualByComparingTo(value);
    }
}
