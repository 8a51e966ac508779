// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * Drug over time.
 *
 * @param milligramsPerHour drug for each hour, in mg/h
 */
public record DoseRate(BigDecimal milligramsPerHour) implements Comparable<DoseRate> {

    public DoseRate {
        milligramsPerHour = Magnitude.notNegative(milligramsPerHour, "mg/h");
    }

    /** The quantity written as in a message or a protocol, such as {@code "61.5"}. */
    public static DoseRate of(String milligramsPerHour) {
        return new DoseRate(new BigDecimal(milligramsPerHour));
    }

    @Override
    public int compareTo(DoseRate other) {
        return milligramsPerHour.compareTo(other.milligramsPerHour);
    }

    /** mg/kg/h = mg/h ÷ kg. */
    public DoseRatePerWeight per(Weight weight) {
        return new DoseRatePerWeight(milligramsPerHour.divide(weight.kilograms(), Magnitude.PRECISION));
    }
}
