// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/** Names of what intake counts. */
final class IntakeMeters {

    /**
     * Arrivals by what the sender was told; tag {@code outcome}: accepted or refused, tag {@code reason}: the closed
     * list or {@code none}.
     */
    static final String ARRIVED = "dripline.routes.arrivals";

    private IntakeMeters() {}

    static void arrived(MeterRegistry meters, @Nullable RejectReason reason) {
        Counter.builder(ARRIVED)
                .baseUnit("messages")
                .description("Frames and stray bytes received over MLLP, by answer")
                .tag("outcome", reason == null ? "accepted" : "refused")
                .tag("reason", reason == null ? "none" : reason.tag())
                .register(meters)
                .increment();
    }
}
