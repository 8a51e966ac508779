// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.FlowRate;
import org.jspecify.annotations.Nullable;

/** What was delivered and when, by one pump ({@link FlowTimeline}) or by several ({@link SeveralPumps}). */
sealed interface Delivery permits FlowTimeline, SeveralPumps {

    /** How a stretch counts in the times. */
    enum Kindred {
        INFUSING,
        PAUSED,
        UNOBSERVED
    }

    /** Of a session up to an instant, by as many pumps as gave the drug. */
    static Delivery of(InfusionSession session, Instant now) {
        List<String> pumps = session.reports().stream()
                .map(PumpReport::pump)
                .filter(pump -> !pump.isEmpty())
                .distinct()
                .toList();
        return pumps.size() < 2 ? new FlowTimeline(session, now) : SeveralPumps.of(session, now);
    }

    @Nullable Instant start();

    @Nullable Instant end();

    @Nullable Instant lastReport();

    /** The newest report when it does not say whether the pump delivers; null when it does. */
    @Nullable Instant unclearReport();

    /** Of the bag in use. */
    @Nullable Concentration concentration();

    int unannounced();

    /** Usable reports in order. */
    List<PumpReport> reports();

    PumpState state();

    @Nullable FlowRate rateNow();

    /** The instant the dose speaks for. */
    @Nullable Instant asOf();

    /** What was given: everything but the trickle of keep-vein-open. */
    DeliveredTotal delivered();

    DeliveredTotal keepVeinOpen();

    /**
     * What was given while it was seen to run: without what a counter told of a gap, as that time is not infusing time.
     */
    DeliveredTotal seenRunning();

    /**
     * Whether a part of the infusion is not in the figures: an unobserved time, a start nobody saw, or a silent pump.
     */
    boolean atLeast();

    /** Time the drug ran, stood still, or was not observed, between start and end. */
    Duration time(Kindred kindred);

    /** From start to end, or to the instant the dose speaks for. */
    Duration elapsed();

    List<Pause> pauses();

    List<PumpAlarm> alarms();

    List<Stretch> timeline();

    List<DosePoint> cumulative();

    @Nullable Reconciliation reconciliation();
}
