// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dripline.routes.journal.OutgoingMessages;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * Health component {@code outbox}: {@code LATE} when a destination's oldest message waits for longer than
 * {@code late-after}. The process as a whole stays up: restarting it brings nobody's answer.
 */
public final class OutboxHealth extends AbstractHealthIndicator {

    /** A status of our own, which the whole does not take over. */
    static final Status LATE = new Status("LATE", "A destination does not answer");

    private final OutgoingMessages messages;
    private final Duration lateAfter;
    private final Clock clock;

    /** @param clock real time */
    public OutboxHealth(OutgoingMessages messages, Duration lateAfter, Clock clock) {
        super("outbox not looked at");
        this.messages = messages;
        this.lateAfter = lateAfter;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        Instant early = clock.instant().minus(lateAfter);
        for (OutgoingMessages.Progress each : messages.progress()) {
            Instant oldest = each.oldest();
            if (oldest != null && oldest.isBefore(early)) {
                builder.status(LATE);
            }
            builder.withDetail(each.destination(), each.waiting() + " waiting, " + each.refused() + " refused");
        }
    }
}
