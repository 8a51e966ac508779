// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * Drug over time for each kilogram of the weight the order was made with.
 *
 * @param milligramsPerKilogramHour drug for each kilogram and hour, in mg/kg/h
 */
public record DoseRatePerWeight(BigDecimal milligramsPerKilogramHour) implements Comparable<DoseRatePerWeight> {

    public DoseRatePerWeight {
        milligramsPerKilogramHour = Magnitude.notNegative(milligramsPerKilogramHour, "mg/kg/h");
    }

    /** The quantity written as in a message or a protocol, such as {@code "0.35"}. */
    public static DoseRatePerWeight of(String milligramsPerKilogramHour) {
        return new DoseRatePerWeight(new BigDecimal(milligramsPerKilogramHour));
    }

    @Override
    public int compareTo(DoseRatePerWeight other) {
        return milligramsPerKilogramHour.compareTo(other.milligramsPerKilogramHour);
    }

    /** mg/h = mg/kg/h × kg. */
    public DoseRate times(Weight weight) {
        return new DoseRate(milligramsPerKilogramHour.multiply(weight.kilograms()));
    }
}
