// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.jspecify.annotations.Nullable;

/**
 * A time over which the pump held one flow. The dose of a session is the sum of these.
 *
 * @param rate mL/h; zero while stopped
 * @param concentration mg/mL; null when neither pump nor order told it, and then no dose can be known
 * @param reason why it was stopped; null while running or when nobody said
 * @param openedBy the report that began it, such as {@code Observation/pe-…}
 * @param closedBy the last report that showed it still held, or ended it
 */
public record RateSegment(
        Instant from,
        Instant to,
        Flow flow,
        FlowRate rate,
        @Nullable Concentration concentration,
        @Nullable String reason,
        String openedBy,
        String closedBy)
        implements Stretch {

    /** What the pump did. */
    public enum Flow {
        RUNNING,
        STOPPED,
        KEEP_VEIN_OPEN
    }

    public RateSegment {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("segment ends before it begins");
        }
        if (flow == Flow.STOPPED && !rate.isZero()) {
            throw new IllegalArgumentException("stopped with a flow");
        }
    }

    /** The same, with why it was stopped. */
    RateSegment because(@Nullable String said) {
        return new RateSegment(from, to, flow, rate, concentration, said, openedBy, closedBy);
    }

    /** What the pump moved, mL: rate times time. The line every dose comes from. */
    public Volume volume() {
        return rate.over(length());
    }

    /**
     * What that volume held of the drug, mg: volume times the strength of the bag. Zero while the strength is unknown.
     */
    public Dose dose() {
        return total().dose();
    }

    /** The same, kept exact for adding up. */
    DeliveredTotal total() {
        return totalOver(length());
    }

    /** What it gives over a part of its time. */
    DeliveredTotal totalOver(Duration time) {
        return concentration == null
                ? DeliveredTotal.ofUnknownStrength(rate, time)
                : DeliveredTotal.NONE.plus(rate, concentration, time);
    }
}
