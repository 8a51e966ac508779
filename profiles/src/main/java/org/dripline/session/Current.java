// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last reading of one vital sign as of an instant.
 *
 * @param latest null when there is none
 * @param age null when there is none
 * @param freshness FRESH may be shown as the value now; anything else is "unknown"
 */
public record Current<V extends VitalSign>(
        Channel channel, @Nullable V latest, @Nullable Duration age, Freshness freshness) {

    /** The reading, whatever its age. */
    public Optional<V> reading() {
        return Optional.ofNullable(latest);
    }

    static <V extends VitalSign> Current<V> of(
            Channel channel, @Nullable V latest, Instant now, Limit<Duration> staleAfter, Limit<Duration> missingAfter) {
        if (latest == null) {
            return new Current<>(channel, null, null, Freshness.MISSING);
        }
        Duration age = Duration.between(latest.at(), now);
        return new Current<>(channel, latest, age, freshness(age, staleAfter.value(), missingAfter.value()));
    }

    private static Freshness freshness(Duration age, Duration staleAfter, Duration missingAfter) {
        if (age.compareTo(missingAfter) > 0) {
            return Freshness.MISSING;
        }
        return age.compareTo(staleAfter) > 0 ? Freshness.STALE : Freshness.FRESH;
    }
}
