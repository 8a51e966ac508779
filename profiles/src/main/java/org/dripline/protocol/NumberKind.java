// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

/**
 * What a number is, whatever its value.
 *
 * @param code its name, such as {@code dose-per-weight}
 * @param title a few words for a sheet
 * @param meaning one sentence for whoever signs
 * @param section the part of the sheet it stands in
 * @param unit the UCUM unit it must have
 * @param sense how it is meant: exactly, between, at-least, at-most, above, below, within
 */
public record NumberKind(String code, String title, String meaning, Section section, String unit, String sense) {

    /** The value as it is meant: {@code at least 6 h}, {@code 40–60 min}. */
    public String inWords(Amount amount) {
        return switch (sense) {
            case "exactly", "between" -> amount.inWords();
            default -> sense.replace('-', ' ') + " " + amount.inWords();
        };
    }
}
