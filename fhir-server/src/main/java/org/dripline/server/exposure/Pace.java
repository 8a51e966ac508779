// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast each of many callers may go: a bucket of tokens each, filled at a steady rate. Knows the callers of the last
 * minutes, a bounded number of them. Of this node alone. Safe for use by many threads.
 */
final class Pace {

    private static final int CALLERS = 100_000;
    private static final double NANOS = 1e9;

    private final int burst;
    private final double perNano;
    private final LongSupplier clock;
    private final Cache<String, Bucket> buckets;

    /** @param clock nanoseconds, from any origin */
    Pace(LimitSettings.Rate rate, LongSupplier clock) {
        this.burst = rate.burst();
        this.perNano = rate.perSecond() / NANOS;
        this.clock = clock;
        // Whoever was not heard of for so long has a full bucket anyway.
        Duration refilled = Duration.ofSeconds(1 + rate.burst() / rate.perSecond());
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(refilled)
                .build();
    }

    /** Takes a token. Returns 0, or after how many seconds there is one. */
    long take(String caller) {
        return bucket(caller).take();
    }

    /** After how many seconds there is a token; 0: now. Takes none. */
    long wait(String caller) {
        return bucket(caller).seconds();
    }

    private Bucket bucket(String caller) {
        return buckets.get(caller, key -> new Bucket());
    }

    private final class Bucket {

        private double tokens = burst;
        private long filledAt = clock.getAsLong();

        synchronized long take() {
            long seconds = seconds();
            if (seconds == 0) {
                tokens -= 1;
            }
            return seconds;
        }

        synchronized long seconds() {
            long now = clock.getAsLong();
            tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
            filledAt = now;
            return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano / NANOS);
        }
    }
}
