// SPDX-License-Identifier: Apache-2.0
package org.dripline.figure;

/**
 * Something in the record that a person should look at. It says what the record shows, never what to do.
 *
 * @param code such as {@code counter-differs}
 * @param words with the numbers, and no name
 */
public record Finding(String code, Grade grade, String words, Why why) {

    /** How much it matters. */
    public enum Grade {
        /** Counted and listed, interrupts nobody. */
        INFO,
        MODERATE,
        HIGH
    }
}
