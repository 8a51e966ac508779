// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.DoseRate;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Rounding;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;

/**
 * The order of one infusion, worked out from a protocol's numbers and one patient's weight. Figures are rounded once,
 * as they will be printed on the order.
 *
 * @param dosePerWeight mg/kg the dose was multiplied from, empty when the dose does not follow the weight
 * @param weight kg it was multiplied with, empty when nobody gave one
 * @param dose mg
 * @param rate mg/h
 * @param flow mL/h
 * @param duration of the infusion
 * @param bag mg/mL
 * @param volume mL
 * @param warnings what lies outside the protocol's usual ranges, in words
 */
public record DosePlan(
        Optional<DosePerWeight> dosePerWeight,
        Optional<Weight> weight,
        Dose dose,
        DoseRate rate,
        FlowRate flow,
        Duration duration,
        Concentration bag,
        Volume volume,
        List<String> warnings) {

    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    public DosePlan {
        warnings = List.copyOf(warnings);
    }

    /**
     * What the prescriber gives besides the protocol.
     *
     * @param weight kg
     * @param dosePerWeight mg/kg chosen instead of the protocol's starting dose
     * @param dose mg chosen within a fixed-dose protocol's range
     * @param bag mg/mL instead of the protocol's
     */
    public record Choices(
            Optional<Weight> weight,
            Optional<DosePerWeight> dosePerWeight,
            Optional<Dose> dose,
            Optional<Concentration> bag) {

        public static Choices of(Weight weight) {
            return new Choices(Optional.of(weight), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** A plan, or why there is none. */
    public sealed interface Result {}

    /** The plan. */
    public record Planned(DosePlan plan) implements Result {}

    /**
     * No plan.
     *
     * @param reason one sentence for the prescriber
     */
    public record Refused(String reason) implements Result {}

    /** The order that a protocol gives for these choices. */
    public static Result of(Protocol protocol, Choices choices) {
        Optional<Duration> duration =
                protocol.value(NumberCodes.INFUSION_DURATION).map(DosePlan::minutes);
        Optional<Concentration> bag = choices.bag()
                .or(() -> protocol.value(NumberCodes.BAG_CONCENTRATION).map(Concentration::new));
        if (duration.isEmpty() || bag.isEmpty()) {
            return new Refused("The protocol has no time of infusion or no strength of the bag.");
        }
        Optional<Amount> strongest = protocol.amount(NumberCodes.BAG_CONCENTRATION_MOST);
        if (strongest.isPresent()
                && bag.get().milligramsPerMillilitre().compareTo(strongest.get().high()) > 0) {
            return new Refused("A bag of " + bag.get().milligramsPerMillilitre().toPlainString()
                    + " mg/mL is stronger than the strongest one allowed, "
                    + strongest.get().inWords() + ": the strength of a vial may have been taken for it.");
        }
        if (protocol.number(NumberCodes.DOSE_FIXED).isPresent()) {
            return fixed(protocol, choices, duration.get(), bag.get());
        }
        if (choices.weight().isEmpty()) {
            return new Refused("The protocol doses by weight, and no weight was given.");
        }
        Weight weight = choices.weight().get();
        if (protocol.number(NumberCodes.RATE_PER_WEIGHT).isPresent()) {
            return byRate(protocol, weight, duration.get(), bag.get());
        }
        if (protocol.number(NumberCodes.DOSE_PER_WEIGHT).isPresent()) {
            return byWeight(protocol, choices, weight, duration.get(), bag.get());
        }
        return new Refused("The protocol has no dose from which an outpatient order could be made.");
    }

    private static Result fixed(Protocol protocol, Choices choices, Duration duration, Concentration bag) {
        Amount range = protocol.amount(NumberCodes.DOSE_FIXED).orElseThrow();
        if (choices.dose().isEmpty()) {
            return new Refused(
                    "The protocol leaves the dose to the prescriber: choose one within " + range.inWords() + ".");
        }
        Dose dose = choices.dose().get();
        List<String> warnings = new ArrayList<>();
        if (!range.holds(dose.milligrams())) {
            warnings.add(
                    "The dose of " + dose.milligrams().toPlainString() + " mg is outside " + range.inWords() + ".");
        }
        return planned(protocol, Optional.empty(), choices.weight(), dose, duration, bag, warnings);
    }

    private static Result byRate(Protocol protocol, Weight weight, Duration duration, Concentration bag) {
        BigDecimal perHour = protocol.value(NumberCodes.RATE_PER_WEIGHT).orElseThrow();
        BigDecimal perKilogram = perHour.multiply(hours(duration));
        DosePerWeight dosePerWeight = new DosePerWeight(perKilogram);
        return planned(
                protocol,
                Optional.of(dosePerWeight),
                Optional.of(weight),
                dosePerWeight.times(weight),
                duration,
                bag,
                new ArrayList<>());
    }

    private static Result byWeight(
            Protocol protocol, Choices choices, Weight weight, Duration duration, Concentration bag) {
        DosePerWeight perKilogram = choices.dosePerWeight()
                .orElseGet(() -> new DosePerWeight(
                        protocol.value(NumberCodes.DOSE_PER_WEIGHT).orElseThrow()));
        BigDecimal chosen = perKilogram.milligramsPerKilogram();
        Optional<Amount> most = protocol.amount(NumberCodes.TITRATION_MOST);
        if (most.isPresent() && chosen.compareTo(most.get().high()) > 0) {
            return new Refused("A dose of " + chosen.toPlainString() + " mg/kg is above the protocol's largest, "
                    + most.get().inWords() + ".");
        }
        List<String> warnings = new ArrayList<>();
        protocol.amount(NumberCodes.DOSE_PER_WEIGHT_USUAL)
                .filter(usual -> !usual.holds(chosen))
                .ifPresent(usual -> warnings.add(
                        "The dose of " + chosen.toPlainString() + " mg/kg is outside " + usual.inWords() + "."));
        return planned(
                protocol,
                Optional.of(perKilogram),
                Optional.of(weight),
                perKilogram.times(weight),
                duration,
                bag,
                warnings);
    }

    private static Result planned(
            Protocol protocol,
            Optional<DosePerWeight> perKilogram,
            Optional<Weight> weight,
            Dose exact,
            Duration duration,
            Concentration bag,
            List<String> warnings) {
        Dose dose = new Dose(Rounding.DOSE.of(exact.milligrams()));
        if (dose.milligrams().signum() == 0) {
            return new Refused("The dose is zero.");
        }
        BigDecimal minutes = BigDecimal.valueOf(duration.toMinutes());
        protocol.amount(NumberCodes.INFUSION_DURATION_USUAL)
                .filter(usual -> !usual.holds(minutes))
                .ifPresent(usual -> warnings.add(
                        "The infusion of " + minutes.toPlainString() + " min is outside " + usual.inWords() + "."));
        protocol.amount(NumberCodes.INFUSION_DURATION_LEAST)
                .filter(least -> minutes.compareTo(least.low()) <= 0)
                .ifPresent(least -> warnings.add("The infusion is not longer than " + least.inWords() + "."));
        protocol.amount(NumberCodes.DOSE_TOTAL)
                .filter(least -> dose.milligrams().compareTo(least.low()) < 0)
                .ifPresent(least -> warnings.add("The dose of "
                        + dose.milligrams().toPlainString() + " mg is below the total of " + least.inWords() + "."));
        BigDecimal perHour = dose.milligrams().divide(hours(duration), MathContext.DECIMAL128);
        FlowRate flow = new FlowRate(
                Rounding.FLOW_RATE.of(perHour.divide(bag.milligramsPerMillilitre(), MathContext.DECIMAL128)));
        Volume volume = new Volume(Rounding.VOLUME.of(dose.in(bag).millilitres()));
        return new Planned(new DosePlan(
                perKilogram,
                weight,
                dose,
                new DoseRate(Rounding.DOSE_RATE.of(perHour)),
                flow,
                duration,
                bag,
                volume,
                warnings));
    }

    private static Duration minutes(BigDecimal minutes) {
        return Duration.ofSeconds(minutes.multiply(MINUTES_PER_HOUR).longValueExact());
    }

    private static BigDecimal hours(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds()).divide(BigDecimal.valueOf(3600), MathContext.DECIMAL128);
    }
}
