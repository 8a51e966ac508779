// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a patient is checked by the protocol: during the infusion, later in a long one, and in recovery. A check is
 * late, and a reading charted by hand says nothing any more, after the protocol's share of that time.
 */
final class Rhythm {

    private final SessionLimits limits;
    private final @Nullable Instant start;
    private final @Nullable Instant end;

    Rhythm(SessionLimits limits, @Nullable Instant start, @Nullable Instant end) {
        this.limits = limits;
        this.start = start;
        this.end = end;
    }

    /** From a check at that time to the next. */
    Duration cadenceAt(Instant at) {
        if (end != null && !at.isBefore(end)) {
            return minutes(ClinicalLimit.CADENCE_RECOVERY);
        }
        Optional<Limit<BigDecimal>> later = limits.stated(ClinicalLimit.CADENCE_INFUSION_LATER);
        Optional<Limit<BigDecimal>> from = limits.stated(ClinicalLimit.CADENCE_LATER_FROM);
        if (start != null
                && later.isPresent()
                && from.isPresent()
                && !at.isBefore(start.plus(SessionLimits.minutes(from.get().value())))) {
            return SessionLimits.minutes(later.get().value());
        }
        return minutes(ClinicalLimit.CADENCE_INFUSION);
    }

    /** The time after a check at which the next one is late. */
    Duration lateAfter(Instant at) {
        return SessionLimits.share(
                cadenceAt(at), limits.of(ClinicalLimit.CADENCE_LATE).value());
    }

    private Duration minutes(ClinicalLimit code) {
        return SessionLimits.minutes(limits.of(code).value());
    }

    /**
     * Checks due and made from the start to an instant. From each check the next is due one cadence later; of several
     * in that time the last counts, so that a reading repeated after two minutes is no check more. A check that came
     * late counts for every one that fell out.
     *
     * @param times of the checks, in order
     */
    Checks checks(List<Instant> times, Instant until) {
        if (start == null) {
            return new Checks(0, 0, List.of());
        }
        int due = 0;
        int onTime = 0;
        List<Instant> late = new ArrayList<>();
        Instant anchor = start;
        while (true) {
            Instant dueAt = anchor.plus(cadenceAt(anchor));
            Instant lateAt = anchor.plus(lateAfter(anchor));
            Instant next = next(times, anchor, dueAt);
            if (next == null) {
                if (until.isAfter(lateAt)) {
                    due += missed(anchor, until);
                }
                return new Checks(due, onTime, late);
            }
            if (next.isAfter(lateAt)) {
                due += missed(anchor, next);
                late.add(next);
            } else {
                due++;
                onTime++;
            }
            anchor = next;
        }
    }

    private int missed(Instant from, Instant to) {
        return Math.max(1, (int) Duration.between(from, to).dividedBy(cadenceAt(from)));
    }

    /** The last check up to the time it is due, else the first after it. */
    private static @Nullable Instant next(List<Instant> times, Instant after, Instant dueAt) {
        Instant last = null;
        for (Instant time : times) {
            if (!time.isAfter(after)) {
                continue;
            }
            if (time.isAfter(dueAt)) {
                return last == null ? time : last;
            }
            last = time;
        }
        return last;
    }
}
