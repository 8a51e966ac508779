// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Names of what the outbox counts. */
final class OutboxMeters {

    /** Attempts to send by what came back; tag {@code outcome}: delivered, refused or unanswered. */
    static final String SENT = "dripline.routes.sent";

    private final MeterRegistry registry;

    OutboxMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void answered(String destination, Answer answer) {
        count(destination, answer.takes() ? "delivered" : "refused");
    }

    void unanswered(String destination) {
        count(destination, "unanswered");
    }

    private void count(String destination, String outcome) {
        Counter.builder(SENT)
                .baseUnit("messages")
                .description("Messages sent over MLLP, by answer")
                .tag("destination", destination)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
