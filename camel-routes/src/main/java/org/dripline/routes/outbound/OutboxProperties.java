// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes.outbox}: where messages are sent to.
 *
 * @param destinations by name; what is sent names one of them
 * @param lateAfter how long the oldest message of a destination may wait before health says that it is late
 * @param pollInterval how often a sender looks for what another process wrote, and for what somebody sends again
 */
public record OutboxProperties(
        @DefaultValue Map<String, DestinationProperties> destinations,
        @DefaultValue("15m") Duration lateAfter,
        @DefaultValue("1s") Duration pollInterval) {

    public OutboxProperties {
        destinations = Map.copyOf(destinations);
        if (pollInterval.toMillis() <= 0 || lateAfter.toMillis() <= 0) {
            throw new IllegalArgumentException("dripline.routes.outbox.poll-interval and .late-after must be positive");
        }
    }
}
