// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * Drug in the bag. Milligrams are volume times this, so a bag of 2 mg/mL is never read as if it held 1.
 *
 * @param milligramsPerMillilitre strength of the bag, in mg/mL
 */
public record Concentration(BigDecimal milligramsPerMillilitre) implements Comparable<Concentration> {

    public Concentration {
        milligramsPerMillilitre = Magnitude.positive(milligramsPerMillilitre, "mg/mL");
    }

    /** The quantity written as in a message or a protocol, such as {@code "2.0"}. */
    public static Concentration of(String milligramsPerMillilitre) {
        return new Concentration(new BigDecimal(milligramsPerMillilitre));
    }

    @Override
    public int compareTo(Concentration other) {
        return milligramsPerMillilitre.compareTo(other.milligramsPerMillilitre);
    }
}
