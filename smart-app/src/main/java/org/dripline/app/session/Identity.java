// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who the patient is, worded for the identity line. It is shown on every state of the page, whatever the host shows.
 *
 * @param name as the host writes it, {@code Name unknown} when it writes none
 * @param born {@code 11 Mar 1984 (41 y)}, or what is known of it
 * @param sex administrative gender in a word
 * @param mrn medical record number
 */
record Identity(String name, String born, String sex, String mrn) {

    /** A birth date of less than a full day is shown as it is, without an age. */
    static Identity of(String name, @Nullable String birthDate, @Nullable String sex, String mrn, LocalDate today) {
        String word = sex == null || sex.isBlank() ? "sex unknown" : sex;
        return new Identity(
                name.isBlank() ? "Name unknown" : name,
                born(birthDate, today),
                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                mrn);
    }

    private static String born(@Nullable String birthDate, LocalDate today) {
        if (birthDate == null || birthDate.isBlank()) {
            return "unknown";
        }
        if (birthDate.length() != 10) {
            return birthDate;
        }
        try {
            LocalDate born = LocalDate.parse(birthDate);
            return SessionText.day(born) + " (" + SessionText.years(born, today) + ")";
        } catch (DateTimeException notADay) {
            return birthDate;
        }
    }
}
