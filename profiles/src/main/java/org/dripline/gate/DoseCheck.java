// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Rounding;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.protocol.Mark;
import org.dripline.protocol.NumberCodes;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolNumber;
import org.dripline.protocol.Source;
import org.dripline.session.InfusionOrder;
import org.dripline.session.SessionLimits;
import org.jspecify.annotations.Nullable;

/**
 * Compares an order with its own arithmetic, with the bag, the pump and the protocol. What is not given is not
 * compared. The anaesthetic range is judged by bolus and rate, never by the total for each kilogram: a pain infusion of
 * hours reaches a total that a bolus must not.
 */
public final class DoseCheck {

    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);
    /** Pounds in a kilogram. Source: international avoirdupois pound, 0.45359237 kg. */
    private static final BigDecimal POUNDS = BigDecimal.ONE.divide(new BigDecimal("0.45359237"), MathContext.DECIMAL64);

    /**
     * What the pump, the label of the bag and the nurse say. Null: not given.
     *
     * @param weight kg
     * @param concentration mg/mL
     * @param rate mL/h as programmed
     * @param volume mL to be infused as programmed
     * @param bolus mg
     */
    public record Pump(
            @Nullable Weight weight,
            @Nullable Concentration concentration,
            @Nullable FlowRate rate,
            @Nullable Volume volume,
            @Nullable Dose bolus) {}

    /**
     * One thing that does not agree.
     *
     * @param check what was compared
     * @param words both figures with their units
     */
    public record Difference(String check, Finding.Weight weight, String words, Source source, Mark mark) {}

    private static final Source ARITHMETIC =
            new Source("arithmetic", "Arithmetic of the order: no limit of anybody's.", "");

    private final InfusionOrder order;
    private final Pump pump;
    private final Protocol protocol;
    private final SessionLimits limits;
    private final List<Difference> differences = new ArrayList<>();

    private DoseCheck(InfusionOrder order, Pump pump, Protocol protocol, SessionLimits limits) {
        this.order = order;
        this.pump = pump;
        this.protocol = protocol;
        this.limits = limits;
    }

    /** Every difference, in the order of the comparisons; empty when everything agrees. */
    public static List<Difference> of(InfusionOrder order, Pump pump, Protocol protocol, SessionLimits limits) {
        DoseCheck check = new DoseCheck(order, pump, protocol, limits);
        check.doseByWeight();
        check.weights();
        check.bag();
        check.rate();
        check.volume();
        check.caps();
        check.duration();
        return List.copyOf(check.differences);
    }

    private void doseByWeight() {
        DosePerWeight perWeight = order.dosePerWeight();
        Weight weight = order.weight();
        Dose dose = order.dose();
        if (perWeight == null || weight == null || dose == null) {
            return;
        }
        Dose product = perWeight.times(weight);
        protocol.number("order-difference")
                .filter(allowed -> isFurther(
                        product.milligrams(),
                        dose.milligrams(),
                        allowed.amount().high()))
                .ifPresent(allowed -> stop(
                        "dose-by-weight",
                        print(perWeight.milligramsPerKilogram()) + " mg/kg × " + print(weight.kilograms()) + " kg = "
                                + print(product.milligrams()) + " mg; ordered " + print(dose.milligrams()) + " mg"
                                + tenfold(product.milligrams(), dose.milligrams()),
                        allowed));
    }

    private void weights() {
        Weight ordered = order.weight();
        Weight other = pump.weight();
        if (ordered == null || other == null) {
            return;
        }
        BigDecimal difference =
                other.kilograms().subtract(ordered.kilograms()).abs().multiply(HUNDRED);
        protocol.number("weight-change")
                .filter(allowed -> difference.compareTo(allowed.amount().high().multiply(ordered.kilograms())) > 0)
                .ifPresent(allowed -> stop(
                        "weight",
                        print(other.kilograms()) + " kg; the order was made with " + print(ordered.kilograms()) + " kg"
                                + (isPounds(ordered.kilograms(), other.kilograms())
                                        ? ": they differ as pounds do from kilograms"
                                        : tenfold(ordered.kilograms(), other.kilograms())),
                        allowed));
    }

    private boolean isPounds(BigDecimal one, BigDecimal other) {
        BigDecimal ratio = one.max(other).divide(one.min(other), MathContext.DECIMAL64);
        return ratio.subtract(POUNDS).abs().setScale(1, RoundingMode.HALF_UP).signum() == 0;
    }

    private void bag() {
        Concentration bag = bagStrength();
        if (bag != null) {
            protocol.number(NumberCodes.BAG_CONCENTRATION_MOST)
                    .filter(most -> bag.milligramsPerMillilitre()
                                    .compareTo(most.amount().high())
                            > 0)
                    .ifPresent(most -> stop(
                            "bag-too-strong",
                            "A bag of " + print(bag.milligramsPerMillilitre()) + " mg/mL; " + most.inWords()
                                    + ": the strength of a vial may have been taken for it",
                            most));
        }
        if (order.drawn() != null && order.dose() != null && order.drawn().compareTo(order.dose()) < 0) {
            differences.add(new Difference(
                    "bag-too-small",
                    Finding.Weight.HARD_STOP,
                    print(order.drawn().milligrams()) + " mg drawn; ordered "
                            + print(order.dose().milligrams()) + " mg",
                    ARITHMETIC,
                    Mark.SEEN));
        }
    }

    private void rate() {
        FlowRate ordered = order.rate();
        FlowRate programmed = pump.rate();
        if (ordered == null || programmed == null) {
            return;
        }
        BigDecimal step = limits.rateStep().value().millilitresPerHour();
        if (isFurther(ordered.millilitresPerHour(), programmed.millilitresPerHour(), step)) {
            differences.add(new Difference(
                    "rate",
                    Finding.Weight.HARD_STOP,
                    print(programmed.millilitresPerHour()) + " mL/h programmed; ordered "
                            + print(ordered.millilitresPerHour()) + " mL/h"
                            + tenfold(ordered.millilitresPerHour(), programmed.millilitresPerHour()),
                    new Source("rate-step", limits.rateStep().source(), ""),
                    Mark.GENERAL_KNOWLEDGE));
        }
    }

    private void volume() {
        Concentration bag = bagStrength();
        Dose dose = order.dose();
        Volume volume = pump.volume();
        if (bag == null || dose == null || volume == null) {
            return;
        }
        BigDecimal held = volume.millilitres().multiply(bag.milligramsPerMillilitre());
        String slip = volume.millilitres().compareTo(dose.milligrams()) == 0
                ? ": the milligrams were taken for millilitres"
                : tenfold(dose.milligrams(), held);
        protocol.number("order-difference")
                .filter(allowed ->
                        isFurther(held, dose.milligrams(), allowed.amount().high()))
                .ifPresent(allowed -> stop(
                        "volume",
                        print(volume.millilitres()) + " mL × " + print(bag.milligramsPerMillilitre()) + " mg/mL = "
                                + print(held) + " mg; ordered " + print(dose.milligrams()) + " mg" + slip,
                        allowed));
    }

    private void caps() {
        Weight weight = pump.weight() == null ? order.weight() : pump.weight();
        Dose dose = order.dose();
        if (dose != null) {
            protocol.number(NumberCodes.DOSE_FIXED)
                    .filter(range -> !range.amount().holds(dose.milligrams()))
                    .ifPresent(range -> differences.add(new Difference(
                            "fixed-dose",
                            Finding.Weight.INFO,
                            print(dose.milligrams()) + " mg; " + range.inWords(),
                            range.source(),
                            range.mark())));
        }
        if (weight == null) {
            return;
        }
        if (dose != null && protocol.number(NumberCodes.DOSE_FIXED).isEmpty()) {
            above(NumberCodes.TITRATION_MOST, "dose-cap", dose.milligrams(), weight, "mg/kg");
        }
        if (pump.bolus() != null) {
            above("dose-bolus", "anaesthetic-bolus", pump.bolus().milligrams(), weight, "mg/kg as a bolus");
        }
        doseRate().ifPresent(perHour -> {
            if (protocol.setting() == Protocol.Setting.OUTPATIENT) {
                above("rate-per-weight-most", "anaesthetic-rate", perHour, weight, "mg/kg/h");
            }
        });
    }

    private void above(String number, String check, BigDecimal amount, Weight weight, String unit) {
        BigDecimal perKilogram = amount.divide(weight.kilograms(), MathContext.DECIMAL128);
        protocol.number(number)
                .filter(most -> perKilogram.compareTo(most.amount().high()) > 0)
                .ifPresent(most -> stop(check, print(perKilogram) + " " + unit + "; " + most.inWords(), most));
    }

    private void duration() {
        Dose dose = order.dose();
        Optional<BigDecimal> perHour = doseRate();
        if (dose == null || perHour.isEmpty() || perHour.get().signum() == 0) {
            return;
        }
        BigDecimal minutes = Rounding.MINUTES.of(
                dose.milligrams().multiply(MINUTES_PER_HOUR).divide(perHour.get(), MathContext.DECIMAL128));
        protocol.number(NumberCodes.INFUSION_DURATION_USUAL)
                .filter(usual -> !usual.amount().holds(minutes))
                .ifPresent(usual -> differences.add(new Difference(
                        "duration",
                        Finding.Weight.INFO,
                        "The dose takes " + print(minutes) + " min; " + usual.inWords(),
                        usual.source(),
                        usual.mark())));
    }

    /** mg/h = mL/h × mg/mL, as programmed, else as ordered. */
    private Optional<BigDecimal> doseRate() {
        FlowRate flow = pump.rate() == null ? order.rate() : pump.rate();
        Concentration bag = bagStrength();
        return flow == null || bag == null
                ? Optional.empty()
                : Optional.of(flow.millilitresPerHour().multiply(bag.milligramsPerMillilitre()));
    }

    /** As the pump has it, else as the order or, where that says nothing, the protocol. */
    private @Nullable Concentration bagStrength() {
        if (pump.concentration() != null) {
            return pump.concentration();
        }
        return order.concentration() != null
                ? order.concentration()
                : protocol.value(NumberCodes.BAG_CONCENTRATION)
                        .map(Concentration::new)
                        .orElse(null);
    }

    private void stop(String check, String words, ProtocolNumber limit) {
        differences.add(new Difference(check, Finding.Weight.HARD_STOP, words, limit.source(), limit.mark()));
    }

    private static boolean isFurther(BigDecimal one, BigDecimal other, BigDecimal allowed) {
        return one.subtract(other).abs().compareTo(allowed) > 0;
    }

    /** A slip of the decimal point, said where it is one. */
    private static String tenfold(BigDecimal expected, BigDecimal found) {
        boolean slip = expected.signum() > 0
                && found.signum() > 0
                && (expected.multiply(TEN).compareTo(found) == 0
                        || found.multiply(TEN).compareTo(expected) == 0);
        return slip ? ": ten times apart, as by a decimal point" : "";
    }

    private static String print(BigDecimal value) {
        return Rounding.FLOW_RATE.print(value);
    }
}
