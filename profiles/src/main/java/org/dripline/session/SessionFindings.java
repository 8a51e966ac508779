// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Rounding;
import org.dripline.dosing.Weight;
import org.dripline.figure.Basis;
import org.dripline.figure.Finding;
import org.dripline.figure.Finding.Grade;
import org.dripline.figure.Rule;
import org.dripline.figure.Why;
import org.dripline.session.RateSegment.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What a person should look at: the pump against the order, its counter against rate and time, given against ordered,
 * checks and clocks. Nothing here changes a figure. A figure that does not exist raises nothing.
 */
final class SessionFindings {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String SOURCE = "Rules of this project: profiles/README.md, What a session is checked for";

    private final InfusionSession session;
    private final SessionLimits limits;
    private final Delivery delivery;
    private final SessionSummary plain;
    private final List<String> fromPump;
    private final List<String> fromOrder;
    private final List<Finding> findings = new ArrayList<>();

    SessionFindings(InfusionSession session, Delivery delivery, SessionSummary plain, List<String> fromPump) {
        this.session = session;
        this.limits = session.limits();
        this.delivery = delivery;
        this.plain = plain;
        this.fromPump = fromPump;
        this.fromOrder =
                session.order() == null ? List.of() : List.of(session.order().source());
    }

    List<Finding> all() {
        counter();
        givenAgainstOrdered();
        orderArithmetic();
        weights();
        bag();
        rates();
        program();
        pumps();
        completeness();
        medicines();
        checks();
        clocks();
        return findings;
    }

    private void counter() {
        Reconciliation counter = plain.reconciliation();
        if (counter == null || !counter.differs()) {
            return;
        }
        add(
                "counter-differs",
                Grade.MODERATE,
                "The pump's counter moved " + millilitres(counter.counted().millilitres()) + "; rate × time is "
                        + millilitres(counter.workedOut().millilitres()) + ".",
                List.of(
                        SessionLimits.basis(
                                "counter-share",
                                limits.counterShare(),
                                limits.counterShare().value().toPlainString() + " %"),
                        SessionLimits.basis(
                                "counter-volume",
                                limits.counterVolume(),
                                millilitres(limits.counterVolume().value().millilitres()))),
                fromPump);
    }

    private void givenAgainstOrdered() {
        BigDecimal percent = plain.dose().percentDelivered();
        if (percent == null) {
            return;
        }
        String given = Rounding.PERCENT.print(percent) + " % of the ordered dose was given";
        if (percent.compareTo(limits.of(ClinicalLimit.DELIVERED_MOST).value()) > 0) {
            add("delivered-above-order", Grade.MODERATE, given + ".", ClinicalLimit.DELIVERED_MOST, fromPump);
        }
        boolean partial =
                percent.compareTo(limits.of(ClinicalLimit.DELIVERED_LEAST).value()) < 0;
        if (plain.time().end() == null || !partial) {
            return;
        }
        String reason = session.charted().stopReason();
        if (reason == null) {
            add(
                    "delivered-below-order",
                    Grade.MODERATE,
                    given + ", and no reason for the stop is recorded.",
                    ClinicalLimit.DELIVERED_LEAST,
                    fromPump);
        } else {
            add("partial", Grade.INFO, given + ". Stopped: " + reason + ".", ClinicalLimit.DELIVERED_LEAST, fromPump);
        }
    }

    /** The order against itself: mg/kg × kg = mg. */
    private void orderArithmetic() {
        InfusionOrder order = session.order();
        if (order == null || order.dosePerWeight() == null || order.weight() == null || order.dose() == null) {
            return;
        }
        Dose dose = order.dose();
        BigDecimal product = order.dosePerWeight().times(order.weight()).milligrams();
        BigDecimal apart = product.subtract(dose.milligrams()).abs();
        if (apart.compareTo(limits.of(ClinicalLimit.ORDER_DIFFERENCE).value()) > 0) {
            add(
                    "order-arithmetic",
                    tenfold(dose.milligrams(), product) ? Grade.HIGH : Grade.MODERATE,
                    "The order is " + Rounding.DOSE.print(dose.milligrams()) + " mg; its mg/kg × kg is "
                            + Rounding.DOSE.print(product) + " mg" + slip(dose.milligrams(), product) + ".",
                    ClinicalLimit.ORDER_DIFFERENCE,
                    fromOrder);
        }
    }

    private void weights() {
        Weight used = plain.dose().weight();
        Weight today = plain.dose().weightToday();
        if (used == null || today == null) {
            return;
        }
        BigDecimal change = apartPercent(today.kilograms(), used.kilograms());
        if (change.compareTo(limits.of(ClinicalLimit.WEIGHT_CHANGE).value()) > 0) {
            add(
                    "weight-differs",
                    Grade.MODERATE,
                    "The order was made with " + Rounding.DOSE.print(used.kilograms()) + " kg; the last weight before"
                            + " the infusion is " + Rounding.DOSE.print(today.kilograms()) + " kg.",
                    ClinicalLimit.WEIGHT_CHANGE,
                    fromOrder);
        }
    }

    private void bag() {
        Map<Concentration, String> bags = new LinkedHashMap<>();
        for (PumpReport report : delivery.reports()) {
            if (report.concentration() != null) {
                bags.putIfAbsent(report.concentration(), report.source());
            }
        }
        BigDecimal strongest = limits.of(ClinicalLimit.BAG_MOST).value();
        InfusionOrder order = session.order();
        Concentration ordered = order == null ? null : order.concentration();
        bags.forEach((bag, source) -> {
            BigDecimal strength = bag.milligramsPerMillilitre();
            if (strength.compareTo(strongest) > 0) {
                add(
                        "bag-too-strong",
                        Grade.HIGH,
                        "The pump's bag is " + strength.toPlainString() + " mg/mL, stronger than the strongest one"
                                + " allowed.",
                        ClinicalLimit.BAG_MOST,
                        List.of(source));
            }
            if (ordered != null && differs(strength, ordered.milligramsPerMillilitre())) {
                add(
                        "bag-differs",
                        tenfold(strength, ordered.milligramsPerMillilitre()) ? Grade.HIGH : Grade.MODERATE,
                        "The pump's bag is " + strength.toPlainString() + " mg/mL; the order implies "
                                + ordered.milligramsPerMillilitre().toPlainString() + " mg/mL"
                                + slip(strength, ordered.milligramsPerMillilitre()) + ".",
                        List.of(orderShare()),
                        List.of(source));
            }
        });
        long inUse = plain.segments().stream()
                .filter(segment -> segment.flow() == Flow.RUNNING && segment.concentration() != null)
                .map(RateSegment::concentration)
                .distinct()
                .count();
        if (inUse > 1) {
            add("bag-changed", Grade.INFO, "Bags of " + inUse + " strengths were in use.", List.of(), fromPump);
        }
    }

    /** The rates it ran at, against the one ordered: the highest and the lowest count. */
    private void rates() {
        InfusionOrder order = session.order();
        FlowRate ordered = order == null ? null : order.rate();
        if (ordered == null || ordered.isZero()) {
            return;
        }
        RateSegment fastest = null;
        RateSegment slowest = null;
        for (RateSegment segment : plain.segments()) {
            if (segment.flow() == Flow.RUNNING) {
                fastest = fastest == null || segment.rate().compareTo(fastest.rate()) > 0 ? segment : fastest;
                slowest = slowest == null || segment.rate().compareTo(slowest.rate()) < 0 ? segment : slowest;
            }
        }
        rate(fastest, ordered, true);
        rate(slowest, ordered, false);
    }

    private void rate(@Nullable RateSegment segment, FlowRate ordered, boolean above) {
        if (segment == null
                || !differs(segment.rate().millilitresPerHour(), ordered.millilitresPerHour())
                || segment.rate().compareTo(ordered) > 0 != above) {
            return;
        }
        BigDecimal ran = segment.rate().millilitresPerHour();
        boolean slipped = tenfold(ran, ordered.millilitresPerHour());
        Grade other = above ? Grade.MODERATE : Grade.INFO;
        add(
                above ? "rate-above-order" : "rate-below-order",
                slipped ? Grade.HIGH : other,
                "It ran at " + ran.toPlainString() + " mL/h; ordered are "
                        + ordered.millilitresPerHour().toPlainString() + " mL/h"
                        + slip(ran, ordered.millilitresPerHour()) + ".",
                List.of(orderShare()),
                List.of(segment.openedBy()));
    }

    /** What the pump is set to, against what it does and what is ordered. */
    private void program() {
        Dose ordered = plain.dose().ordered();
        String otherRate = null;
        String tooMuch = null;
        for (PumpReport report : delivery.reports()) {
            FlowRate set = report.programmedRate();
            FlowRate flows = report.currentRate();
            if (otherRate == null
                    && report.state() == PumpReport.State.RUNNING
                    && set != null
                    && flows != null
                    && !flows.isZero()
                    && differs(flows.millilitresPerHour(), set.millilitresPerHour())) {
                otherRate = report.source();
            }
            Concentration bag = report.concentration() == null ? plain.dose().concentration() : report.concentration();
            if (tooMuch == null && ordered != null && bag != null && report.toBeInfused() != null) {
                BigDecimal planned = report.toBeInfused().doseAt(bag).milligrams();
                BigDecimal most = ordered.milligrams()
                        .multiply(limits.of(ClinicalLimit.DELIVERED_MOST).value())
                        .movePointLeft(2);
                tooMuch = planned.compareTo(most) > 0 ? report.source() : null;
            }
        }
        if (otherRate != null) {
            add(
                    "programmed-differs",
                    Grade.MODERATE,
                    "The pump ran at another rate than it was set to.",
                    List.of(orderShare()),
                    List.of(otherRate));
        }
        if (tooMuch != null) {
            add(
                    "volume-above-order",
                    Grade.MODERATE,
                    "The volume the pump was set to give holds more than the ordered dose.",
                    ClinicalLimit.DELIVERED_MOST,
                    List.of(tooMuch));
        }
    }

    private void pumps() {
        if (delivery instanceof SeveralPumps several && several.pumps() > 1) {
            boolean together = several.ranTogether();
            add(
                    together ? "pumps-together" : "pump-exchanged",
                    together ? Grade.MODERATE : Grade.INFO,
                    several.pumps() + " pumps gave the drug" + (together ? ", at the same time." : " in turn."),
                    List.of(),
                    fromPump);
        }
        for (CoInfusion other : plain.coInfusions()) {
            add(
                    "other-drug",
                    Grade.INFO,
                    "Another drug was given by pump: " + other.drug() + ", "
                            + millilitres(other.volume().millilitres()) + ".",
                    List.of(),
                    List.of());
        }
    }

    private void completeness() {
        if (plain.dose().atLeast()) {
            add(
                    "dose-incomplete",
                    Grade.MODERATE,
                    "A part of the infusion was not observed: the true dose is the one shown or more.",
                    List.of(SessionLimits.basis(
                            "pump-silence",
                            limits.pumpSilence(),
                            limits.pumpSilence().value().toString())),
                    fromPump);
        }
        if (plain.unannounced() > 0) {
            info("unannounced", plain.unannounced() + " changes of flow were first seen in a status.");
        }
        if (plain.questionable() > 0) {
            info("questionable", plain.questionable() + " values that their device doubts went in.");
        }
        if (plain.setAside() > 0) {
            info(
                    "set-aside",
                    plain.setAside() + " values marked as invalid, calibration, test or rejected stayed out.");
        }
        if (plain.aheadOfClock() > 0) {
            info("ahead-of-clock", plain.aheadOfClock() + " values carry a time yet to come and stayed out.");
        }
    }

    /** A medicine given again inside its interval; prevention counts as the first dose. */
    private void medicines() {
        Map<String, MedicineGiven> before = new HashMap<>();
        for (Treatment treatment : plain.treatments()) {
            MedicineGiven medicine = treatment.medicine();
            Optional<RepeatIntervals.Interval> interval = limits.repeats().of(List.of(), medicine.name());
            if (interval.isEmpty()) {
                continue;
            }
            MedicineGiven earlier = before.put(interval.get().medicine(), medicine);
            if (earlier == null) {
                continue;
            }
            Duration between = Duration.between(earlier.at(), medicine.at());
            if (between.compareTo(interval.get().time()) < 0) {
                add(
                        "medicine-repeated",
                        Grade.INFO,
                        medicine.name() + " again after " + between.toMinutes() + " min.",
                        List.of(interval.get().basis()),
                        List.of(earlier.source(), medicine.source()));
            }
        }
    }

    private void checks() {
        int late = plain.vitals().checks().late().size();
        if (late > 0) {
            add(
                    "late-checks",
                    Grade.INFO,
                    late + " of " + plain.vitals().checks().due() + " checks came late.",
                    ClinicalLimit.CADENCE_LATE,
                    List.of());
        }
    }

    private void clocks() {
        for (ClockOffset clock : plain.clocks()) {
            if (clock.ahead().abs().compareTo(limits.clockOffset().value()) > 0) {
                add(
                        "clock-differs",
                        Grade.INFO,
                        "The clock of " + clock.device() + " is "
                                + clock.ahead().abs().toSeconds() + " s "
                                + (clock.ahead().isNegative() ? "behind" : "ahead") + "; its times are shown as sent.",
                        List.of(SessionLimits.basis(
                                "clock-offset",
                                limits.clockOffset(),
                                limits.clockOffset().value().toString())),
                        List.of(clock.device()));
            }
        }
    }

    private Basis orderShare() {
        return SessionLimits.basis(
                "order-share", limits.orderShare(), limits.orderShare().value().toPlainString() + " %");
    }

    private boolean differs(BigDecimal one, BigDecimal other) {
        return other.signum() != 0
                && apartPercent(one, other).compareTo(limits.orderShare().value()) > 0;
    }

    private static BigDecimal apartPercent(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().multiply(HUNDRED).divide(other, MathContext.DECIMAL128);
    }

    /** Whether one is about ten times the other. */
    private boolean tenfold(BigDecimal one, BigDecimal other) {
        if (one.signum() == 0 || other.signum() == 0) {
            return false;
        }
        BigDecimal larger = one.max(other);
        BigDecimal tenTimes = one.min(other).movePointRight(1);
        return apartPercent(larger, tenTimes).compareTo(limits.tenfoldShare().value()) <= 0;
    }

    private String slip(BigDecimal one, BigDecimal other) {
        return tenfold(one, other) ? ": about ten times apart, as by a slipped decimal point" : "";
    }

    private static String millilitres(BigDecimal value) {
        return Rounding.VOLUME.print(value) + " mL";
    }

    private void info(String code, String words) {
        add(code, Grade.INFO, words, List.of(), List.of());
    }

    private void add(String code, Grade grade, String words, ClinicalLimit limit, List<String> sources) {
        add(code, grade, words, List.of(limits.basis(limit)), sources);
    }

    private void add(String code, Grade grade, String words, List<Basis> basis, List<String> sources) {
        Rule rule = new Rule("session." + code, words, SOURCE);
        findings.add(new Finding(code, grade, words, new Why(rule, basis, List.copyOf(sources))));
    }
}
