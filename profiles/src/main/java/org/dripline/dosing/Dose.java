// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * An amount of ketamine, counted as base.
 *
 * @param milligrams amount of drug, in mg
 */
public record Dose(BigDecimal milligrams) implements Comparable<Dose> {

    public Dose {
        milligrams = Magnitude.notNegative(milligrams, "mg");
    }

    /** The quantity written as in a message or a protocol, such as {@code "41"}. */
    public static Dose of(String milligrams) {
        return new Dose(new BigDecimal(milligrams));
    }

    @Override
    public int compareTo(Dose other) {
        return milligrams.compareTo(other.milligrams);
    }

    /** mg/kg = mg ÷ kg. */
    public DosePerWeight per(Weight weight) {
        return new DosePerWeight(milligrams.divide(weight.kilograms(), Magnitude.PRECISION));
    }

    /** mL = mg ÷ mg/mL. */
    public Volume in(Concentration concentration) {
        return new Volume(milligrams.divide(concentration.milligramsPerMillilitre(), Magnitude.PRECISION));
    }

    /** What is left of this dose after another; zero when nothing is. */
    public Dose minus(Dose other) {
        return new Dose(milligrams.subtract(other.milligrams).max(BigDecimal.ZERO));
    }
}
