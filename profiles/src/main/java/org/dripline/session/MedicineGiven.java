// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another medicine given in the session, oxygen included.
 *
 * @param name as charted, such as {@code labetalol}
 * @param against the sign it was given for; null when it was for something no monitor reads, or nobody said
 * @param onset when the adverse event began that it was given for; null when none is named
 * @param source such as {@code MedicationAdministration/…}
 */
public record MedicineGiven(
        Instant at,
        String name,
        Purpose purpose,
        Episode.@Nullable Sign against,
        @Nullable Instant onset,
        String source) {

    /** What it was given for. */
    public enum Purpose {
        PREVENTION,
        RESCUE,
        OTHER
    }
}
