// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * A dose for each kilogram of the weight the order was made with.
 *
 * @param milligramsPerKilogram dose by weight, in mg/kg
 */
public record DosePerWeight(BigDecimal milligramsPerKilogram) implements Comparable<DosePerWeight> {

    public DosePerWeight {
        milligramsPerKilogram = Magnitude.notNegative(milligramsPerKilogram, "mg/kg");
    }

    /** The quantity written as in a message or a protocol, such as {@code "0.5"}. */
    public static DosePerWeight of(String milligramsPerKilogram) {
        return new DosePerWeight(new BigDecimal(milligramsPerKilogram));
    }

    @Override
    public int compareTo(DosePerWeight other) {
        return milligramsPerKilogram.compareTo(other.milligramsPerKilogram);
    }

    /** mg = mg/kg × kg. */
    public Dose times(Weight weight) {
        return new Dose(milligramsPerKilogram.multiply(weight.kilograms()));
    }
}
