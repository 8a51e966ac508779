// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;

/**
 * A volume moved by the pump, or still to be moved.
 *
 * @param millilitres volume, in mL
 */
public record Volume(BigDecimal millilitres) implements Comparable<Volume> {

    public Volume {
        millilitres = Magnitude.notNegative(millilitres, "mL");
    }

    /** The quantity written as in a message or a protocol, such as {@code "20.5"}. */
    public static Volume of(String millilitres) {
        return new Volume(new BigDecimal(millilitres));
    }

    @Override
    public int compareTo(Volume other) {
        return millilitres.compareTo(other.millilitres);
    }

    public static final Volume ZERO = new Volume(BigDecimal.ZERO);

    public Volume plus(Volume other) {
        return new Volume(millilitres.add(other.millilitres));
    }

    /** The distance between two volumes, whichever is the larger. */
    public Volume difference(Volume other) {
        return new Volume(millilitres.subtract(other.millilitres).abs());
    }

    /** What is left of this volume after another; zero when nothing is. */
    public Volume minus(Volume other) {
        return new Volume(millilitres.subtract(other.millilitres).max(BigDecimal.ZERO));
    }

    /** mg = mL × mg/mL. */
    public Dose doseAt(Concentration concentration) {
        return new Dose(millilitres.multiply(concentration.milligramsPerMillilitre()));
    }
}
