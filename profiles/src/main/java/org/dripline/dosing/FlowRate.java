// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What the pump moves. Refused when negative: sentinels such as -1 are not rates.
 *
 * @param millilitresPerHour flow, in mL/h
 */
public record FlowRate(BigDecimal millilitresPerHour) implements Comparable<FlowRate> {

    public FlowRate {
        millilitresPerHour = Magnitude.notNegative(millilitresPerHour, "mL/h");
    }

    /** The quantity written as in a message or a protocol, such as {@code "30.75"}. */
    public static FlowRate of(String millilitresPerHour) {
        return new FlowRate(new BigDecimal(millilitresPerHour));
    }

    @Override
    public int compareTo(FlowRate other) {
        return millilitresPerHour.compareTo(other.millilitresPerHour);
    }

    public static final FlowRate ZERO = new FlowRate(BigDecimal.ZERO);

    public boolean isZero() {
        return millilitresPerHour.signum() == 0;
    }

    /** mL = mL/h × h. */
    public Volume over(Duration time) {
        return new Volume(millilitresPerHour
                .multiply(BigDecimal.valueOf(time.toMillis()))
                .divide(DeliveredTotal.MILLIS_PER_HOUR, Magnitude.PRECISION));
    }

    /** mg/h = mL/h × mg/mL. */
    public DoseRate doseRateAt(Concentration concentration) {
        return new DoseRate(millilitresPerHour.multiply(concentration.milligramsPerMillilitre()));
    }

    /** The time this flow needs for a volume, down to the millisecond. The flow is not zero. */
    public Duration timeFor(Volume volume) {
        return Duration.ofMillis(volume.millilitres()
                .multiply(DeliveredTotal.MILLIS_PER_HOUR)
                .divide(millilitresPerHour, 0, RoundingMode.DOWN)
                .longValueExact());
    }
}
