// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/** Names of what charting counts. Tags come from closed lists only. */
final class ChartingMeters {

    /**
     * Entries settled; tag {@code outcome}: charted, parked or quarantined; tag {@code reason}: the closed list or
     * {@code none}.
     */
    static final String SETTLED = "dripline.routes.entries";

    /** Values withheld; tag {@code reason}. */
    static final String WITHHELD = "dripline.routes.withheld";

    /** Values charted under their sender's code only. */
    static final String UNMAPPED = "dripline.routes.unmapped";

    /** FHIR transactions, answered or not. */
    static final String TRANSACTION = "dripline.routes.fhir.transaction";

    private ChartingMeters() {}

    static void settled(MeterRegistry meters, String outcome, @Nullable RejectReason reason) {
        Counter.builder(SETTLED)
                .baseUnit("messages")
                .description("Journal entries settled, by outcome; a parked one counts each time it is tried")
                .tag("outcome", outcome)
                .tag("reason", reason == null ? "none" : reason.tag())
                .register(meters)
                .increment();
    }

    static void withheld(MeterRegistry meters, RejectReason reason) {
        Counter.builder(WITHHELD)
                .baseUnit("values")
                .description("Values of charted, parked or quarantined messages that were not charted")
                .tag("reason", reason.tag())
                .register(meters)
                .increment();
    }

    static void unmapped(MeterRegistry meters, long values) {
        Counter.builder(UNMAPPED)
                .baseUnit("values")
                .description("Values charted under a code that is not in our table, as they came")
                .register(meters)
                .increment(values);
    }

    static void timed(MeterRegistry meters, Runnable transaction) {
        Timer.builder(TRANSACTION)
                .description("Time until the FHIR server answered a transaction")
                .register(meters)
                .record(transaction);
    }
}
