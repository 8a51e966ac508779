// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * Body weight for dosing. Refused when zero, negative or above 700 kg: no patient, so a wrong unit.
 *
 * @param kilograms body weight, in kg
 */
public record Weight(BigDecimal kilograms) implements Comparable<Weight> {

    private static final BigDecimal HEAVIEST = BigDecimal.valueOf(700);

    public Weight {
        kilograms = Magnitude.positive(kilograms, "kg");
        if (kilograms.compareTo(HEAVIEST) > 0) {
            throw new IllegalArgumentException("no body weight in kg");
        }
    }

    /** The quantity written as in a message or a protocol, such as {@code "82.0"}. */
    public static Weight of(String kilograms) {
        return new Weight(new BigDecimal(kilograms));
    }

    @Override
    public int compareTo(Weight other) {
        return kilograms.compareTo(other.kilograms);
    }
}
