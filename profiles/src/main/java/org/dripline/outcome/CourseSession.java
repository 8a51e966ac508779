// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Optional;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Weight;
import org.jspecify.annotations.Nullable;

/**
 * One infusion that took place, here or elsewhere.
 *
 * @param dose mg given; null when nobody charted it
 * @param ordered mg; null when unknown
 * @param weight kg; null when unknown
 * @param protocol canonical of the protocol it was given by, with version; empty when none is named
 * @param source such as {@code Encounter/…} or {@code MedicationAdministration/…}
 */
public record CourseSession(
        Instant start,
        Instant end,
        @Nullable Dose dose,
        @Nullable Dose ordered,
        @Nullable Weight weight,
        String protocol,
        String source) {

    public CourseSession {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a session ends before it begins");
        }
    }

    /** % of the order; empty when either is unknown. */
    Optional<BigDecimal> percentGiven() {
        if (dose == null || ordered == null || ordered.milligrams().signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(dose.milligrams()
                .multiply(BigDecimal.valueOf(100))
                .divide(ordered.milligrams(), MathContext.DECIMAL128));
    }
}
