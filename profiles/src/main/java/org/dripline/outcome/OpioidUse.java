// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An opioid taken every day.
 *
 * @param from first day of this dose
 * @param to when it was taken no more; null while it is
 * @param perDay oral morphine milligram equivalents a day
 * @param source such as {@code MedicationStatement/…}
 */
public record OpioidUse(Instant from, @Nullable Instant to, BigDecimal perDay, String source) {

    boolean at(Instant instant) {
        return !from.isAfter(instant) && (to == null || to.isAfter(instant));
    }
}
