// SPDX-License-Identifier: Apache-2.0
package org.dripline.figure;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One number and why it is what it is.
 *
 * @param code such as {@code delivered}
 * @param title a few words
 * @param value rounded once, as printed; null when it is not known, or not a number
 * @param unit UCUM; {@code 1} for a count
 * @param text what is said instead of a number, such as the class of a response; null beside a number
 * @param at the moment it speaks of, such as that of a peak; null when it speaks of a span
 */
public record Figure(
        String code,
        String title,
        @Nullable BigDecimal value,
        String unit,
        @Nullable String text,
        @Nullable Instant at,
        Why why) {

    /** Whether anything is known of it. */
    public boolean known() {
        return value != null || text != null || at != null;
    }
}
