// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.session.PumpReport.Kind;
import org.dripline.session.PumpReport.State;
import org.jspecify.annotations.Nullable;

/** What holds for any session, not only for those somebody thought of. */
class SessionPropertiesTest {

    private static final Instant START = Instant.parse("2026-03-07T23:30:00Z");

    /** A stretch of some minutes at some tenths of mL/h; zero is a pause. */
    record Leg(int minutes, int tenths) {
        FlowRate rate() {
            return new FlowRate(BigDecimal.valueOf(tenths, 1));
        }
    }

    @Provide
    Arbitrary<List<Leg>> legs() {
        Arbitrary<Leg> leg = Combinators.combine(
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.frequencyOf(
                                Tuple.of(1, Arbitraries.just(0)),
                                Tuple.of(4, Arbitraries.integers().between(1, 1500))))
                .as(Leg::new);
        return leg.list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 60)
    @Label("order and repeats of reports change nothing")
    void permutationAndDuplication(@ForAll("legs") List<Leg> legs, @ForAll long seed) {
        List<PumpReport> reports = reports(legs, 1);
        List<PumpReport> shaken = new ArrayList<>(reports);
        Random random = new Random(seed);
        reports.stream().filter(report -> random.nextInt(3) == 0).forEach(shaken::add);
        reports.stream()
                .filter(report -> random.nextInt(5) == 0)
                .map(report -> report.withSource("Observation/~again-" + report.source()))
                .forEach(shaken::add);
        Collections.shuffle(shaken, random);

        assertThat(summary(shaken, null)).isEqualTo(summary(reports, null));
    }

    @Property(tries = 60)
    @Label("a stretch told in more pieces gives the same dose and times")
    void splitting(@ForAll("legs") List<Leg> legs, @ForAll @IntRange(min = 2, max = 9) int pieces) {
        List<Leg> split = new ArrayList<>();
        for (Leg leg : legs) {
            int left = leg.minutes();
            while (left > 0) {
                int piece = Math.min(left, pieces);
                split.add(new Leg(piece, leg.tenths()));
                left -= piece;
            }
        }

        SessionSummary whole = summary(reports(legs, 1), null);
        SessionSummary parts = summary(reports(split, 1), null);

        assertThat(parts.dose()).isEqualTo(whole.dose());
        assertThat(parts.time()).isEqualTo(whole.time());
    }

    @Property(tries = 60)
    @Label("the dose is the sum of rate × time × strength, exactly")
    void theDoseIsTheSum(@ForAll("legs") List<Leg> legs, @ForAll @IntRange(min = 1, max = 4) int strength) {
        BigDecimal expected = BigDecimal.ZERO;
        for (Leg leg : legs) {
            expected = expected.add(leg.rate().millilitresPerHour().multiply(BigDecimal.valueOf(leg.minutes())));
        }
        expected = expected.multiply(BigDecimal.valueOf(strength));
        SessionSummary summary = summary(reports(legs, strength), null);

        if (summary.time().start() != null) {
            assertThat(Objects.requireNonNull(summary.dose().delivered())
                            .milligrams()
                            .multiply(BigDecimal.valueOf(60))
                            .subtract(expected)
                            .abs())
                    .isLessThan(new BigDecimal("1e-25"));
        }
    }

    @Property(tries = 60)
    @Label("without a further report nothing is given beyond the order or the volume to be infused")
    void neverAboveACap(
            @ForAll @IntRange(min = 1, max = 1500) int tenths,
            @ForAll @IntRange(min = 1, max = 500) int orderedTenths,
            @ForAll @IntRange(min = 1, max = 500) int volumeTenths,
            @ForAll @IntRange(min = 0, max = 60) int silentSeconds) {
        PumpReport start = PumpReport.of(Kind.START, START, "Observation/start")
                .withCurrentRate(new FlowRate(BigDecimal.valueOf(tenths, 1)))
                .withConcentration(Concentration.of("1"))
                .withToBeInfused(new Volume(BigDecimal.valueOf(volumeTenths, 3)))
                .withDelivered(Volume.ZERO);
        Dose ordered = new Dose(BigDecimal.valueOf(orderedTenths, 3));
        InfusionSession session = session(List.of(start), ordered);

        DoseFigures dose = session.summaryAt(START.plusSeconds(silentSeconds)).dose();

        assertThat(Objects.requireNonNull(dose.delivered())).isLessThanOrEqualTo(ordered);
        assertThat(dose.volume()).isLessThanOrEqualTo(new Volume(BigDecimal.valueOf(volumeTenths, 3)));
    }

    @Property(tries = 60)
    @Label("infusing, paused and unobserved time are the elapsed time")
    void timesAddUp(@ForAll("legs") List<Leg> legs) {
        TimeFigures time = summary(reports(legs, 1), null).time();

        assertThat(time.infusing().plus(time.paused()).plus(time.unobserved())).isEqualTo(time.elapsed());
    }

    @Property(tries = 60)
    @Label("a pump exchanged at any pause gives the dose one pump would have given")
    void anExchangedPumpGivesTheSameDose(@ForAll("legs") List<Leg> first, @ForAll("legs") List<Leg> second) {
        List<Leg> legs = new ArrayList<>(first);
        legs.add(new Leg(5, 0));
        legs.addAll(second);
        List<PumpReport> one = reports(legs, 1);
        Instant exchange = START.plus(
                Duration.ofMinutes(first.stream().mapToInt(Leg::minutes).sum() + 3));
        List<PumpReport> two = one.stream()
                .map(report -> report.withPump(report.at().isBefore(exchange) ? "Device/a" : "Device/b"))
                .toList();

        SessionSummary apart = summary(two, null);
        SessionSummary together = summary(one, null);

        assertThat(apart.dose().delivered()).isEqualTo(together.dose().delivered());
        assertThat(apart.time().infusing()).isEqualTo(together.time().infusing());
    }

    /** A start, or a stop, at each leg that differs from the one before, and a status every half minute. */
    private static List<PumpReport> reports(List<Leg> legs, int strength) {
        List<PumpReport> reports = new ArrayList<>();
        Instant at = START;
        boolean ran = false;
        for (Leg leg : legs) {
            boolean runs = leg.tenths() > 0;
            if (runs) {
                reports.add(described(PumpReport.of(Kind.START, at, "Observation/e" + at), leg, strength));
            } else if (ran) {
                reports.add(PumpReport.of(Kind.STOP, at, "Observation/e" + at));
            }
            ran = runs;
            Instant end = at.plus(Duration.ofMinutes(leg.minutes()));
            for (Instant tick = at.plusSeconds(30); tick.isBefore(end); tick = tick.plusSeconds(30)) {
                PumpReport status = PumpReport.of(Kind.STATUS, tick, "Observation/s" + tick);
                reports.add(described(status, leg, strength).withState(runs ? State.RUNNING : State.NOT_RUNNING));
            }
            at = end;
        }
        reports.add(PumpReport.of(Kind.COMPLETE, at, "Observation/z"));
        return reports;
    }

    private static PumpReport described(PumpReport report, Leg leg, int strength) {
        return report.withCurrentRate(leg.rate()).withConcentration(new Concentration(BigDecimal.valueOf(strength)));
    }

    private static SessionSummary summary(List<PumpReport> reports, @Nullable Dose ordered) {
        return session(reports, ordered).summaryAt(START.plus(Duration.ofHours(8)));
    }

    private static InfusionSession session(List<PumpReport> reports, @Nullable Dose ordered) {
        InfusionOrder order = ordered == null
                ? null
                : new InfusionOrder(ordered, null, null, null, null, null, "MedicationRequest/o");
        return new InfusionSession(
                order, null, reports, List.of(), List.of(), START.plus(Duration.ofHours(7)), SessionLimits.examples());
    }
}
