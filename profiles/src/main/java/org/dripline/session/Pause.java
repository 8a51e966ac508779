// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time inside the infusion in which the drug did not run.
 *
 * @param to when it ran again; null while it still stands
 * @param until the end of the pause as far as it is known: {@code to}, or the instant the summary speaks for
 * @param reason in the pump's words, else as a person charted it; null when nobody said
 */
public record Pause(
        Instant from,
        @Nullable Instant to,
        Instant until,
        @Nullable String reason) {

    public Duration length() {
        return Duration.between(from, until);
    }

    /** The same, with its reason. */
    Pause because(@Nullable String said) {
        return new Pause(from, to, until, said);
    }

    public boolean open() {
        return to == null;
    }
}
