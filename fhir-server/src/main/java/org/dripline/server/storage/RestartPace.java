// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long to wait before PostgreSQL is started again: not at all the first time, then a second, doubled with each
 * further attempt up to a minute. An hour after an attempt it no longer counts. Nothing ever ends the attempts, since a
 * full disk may be emptied and the journal must go on. Not thread-safe.
 */
final class RestartPace {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int LONGEST_SECONDS = 60;

    private final Deque<Instant> attempts = new ArrayDeque<>();

    /** The pause before an attempt that is due now; counts the attempt. */
    Duration beforeAttempt(Instant now) {
        Instant oldest = now.minus(FORGOTTEN_AFTER);
        attempts.removeIf(attempt -> attempt.isBefore(oldest));
        int earlier = attempts.size();
        attempts.add(now);
        if (earlier == 0) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(LONGEST_SECONDS, 1L << Math.min(earlier - 1, 6)));
    }

    /** How many attempts the last hour saw, the one under way included. */
    int attempts() {
        return attempts.size();
    }
}
