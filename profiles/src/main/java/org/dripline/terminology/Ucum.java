// SPDX-License-Identifier: Apache-2.0
package org.dripline.terminology;

/** UCUM unit codes. They are case sensitive: {@code mL} is a millilitre, {@code ml} is too, and only the first is ours. */
public final class Ucum {
    public static final String KILOGRAM = "kg";
    public static final String MILLIGRAM = "mg";
    public static final String MILLIGRAM_PER_KILOGRAM = "mg/kg";
    public static final String MILLIGRAM_PER_MILLILITRE = "mg/mL";
    public static final String MILLIGRAM_PER_HOUR = "mg/h";
    public static final String MILLIGRAM_PER_KILOGRAM_HOUR = "mg/kg/h";
    public static final String MILLILITRE = "mL";
    public static final String MILLILITRE_PER_HOUR = "mL/h";
    public static final String MILLIMETRE_OF_MERCURY = "mm[Hg]";
    public static final String PER_MINUTE = "/min";
    public static final String PERCENT = "%";

    private Ucum() {}
}
