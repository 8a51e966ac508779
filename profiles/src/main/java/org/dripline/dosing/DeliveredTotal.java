// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What was delivered so far, kept exact: the sums hold rate times milliseconds, and each figure divides once, so thirds
 * of a millilitre never pile up and the order of adding never shows.
 *
 * @param volumeByMillis sum of mL/h times ms, that is mL times 3,600,000
 * @param doseByMillis sum of mg/h times ms, that is mg times 3,600,000
 */
public record DeliveredTotal(BigDecimal volumeByMillis, BigDecimal doseByMillis) {

    static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000L);

    /** Nothing yet. */
    public static final DeliveredTotal NONE = new DeliveredTotal(BigDecimal.ZERO, BigDecimal.ZERO);

    public DeliveredTotal {
        volumeByMillis = Magnitude.notNegative(volumeByMillis, "mL/h ms");
        doseByMillis = Magnitude.notNegative(doseByMillis, "mg/h ms");
    }

    /** A flow held for a time, out of a bag of that strength: mg/h = mL/h times mg/mL. */
    public DeliveredTotal plus(FlowRate rate, Concentration concentration, Duration time) {
        BigDecimal volume = rate.millilitresPerHour().multiply(BigDecimal.valueOf(time.toMillis()));
        return new DeliveredTotal(
                volumeByMillis.add(volume), doseByMillis.add(volume.multiply(concentration.milligramsPerMillilitre())));
    }

    /** A flow of which only the volume is known: nobody told the strength of the bag. */
    public static DeliveredTotal ofUnknownStrength(FlowRate rate, Duration time) {
        return new DeliveredTotal(
                rate.millilitresPerHour().multiply(BigDecimal.valueOf(time.toMillis())), BigDecimal.ZERO);
    }

    /** A volume that was counted, of unknown strength. */
    public static DeliveredTotal ofUnknownStrength(Volume volume) {
        return new DeliveredTotal(volume.millilitres().multiply(MILLIS_PER_HOUR), BigDecimal.ZERO);
    }

    /** A volume that was counted instead of worked out, out of a bag of that strength. */
    public DeliveredTotal plus(Volume volume, Concentration concentration) {
        BigDecimal counted = volume.millilitres().multiply(MILLIS_PER_HOUR);
        return new DeliveredTotal(
                volumeByMillis.add(counted),
                doseByMillis.add(counted.multiply(concentration.milligramsPerMillilitre())));
    }

    /** A dose that was given at once, of which no volume is known. */
    public DeliveredTotal plus(Dose bolus) {
        return new DeliveredTotal(
                volumeByMillis, doseByMillis.add(bolus.milligrams().multiply(MILLIS_PER_HOUR)));
    }

    public DeliveredTotal plus(DeliveredTotal other) {
        return new DeliveredTotal(volumeByMillis.add(other.volumeByMillis), doseByMillis.add(other.doseByMillis));
    }

    public Volume volume() {
        return new Volume(volumeByMillis.divide(MILLIS_PER_HOUR, Magnitude.PRECISION));
    }

    public Dose dose() {
        return new Dose(doseByMillis.divide(MILLIS_PER_HOUR, Magnitude.PRECISION));
    }

    /** mg/kg = mg ÷ kg. */
    public DosePerWeight dosePer(Weight weight) {
        return new DosePerWeight(
                doseByMillis.divide(MILLIS_PER_HOUR.multiply(weight.kilograms()), Magnitude.PRECISION));
    }

    /** Share of an ordered dose, in %. */
    public BigDecimal percentOf(Dose ordered) {
        return doseByMillis
                .multiply(BigDecimal.valueOf(100))
                .divide(MILLIS_PER_HOUR.multiply(ordered.milligrams()), Magnitude.PRECISION);
    }

    /** Mean rate over a time above zero: mg ÷ h. */
    public DoseRate meanRateOver(Duration time) {
        return new DoseRate(doseByMillis.divide(BigDecimal.valueOf(time.toMillis()), Magnitude.PRECISION));
    }

    /** Mean rate over a time above zero: mg ÷ kg ÷ h. */
    public DoseRatePerWeight meanRateOver(Duration time, Weight weight) {
        return new DoseRatePerWeight(doseByMillis.divide(
                BigDecimal.valueOf(time.toMillis()).multiply(weight.kilograms()), Magnitude.PRECISION));
    }
}
