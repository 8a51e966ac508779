// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes sleeping workers when an entry was written. Losing a wake-up costs one polling interval, never an entry. */
public final class JournalSignal {

    private static final int ENOUGH = 16;

    private final Semaphore raised = new Semaphore(0);

    void raise() {
        if (raised.availablePermits() < ENOUGH) {
            raised.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        boolean woken = raised.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (woken) {
            return;
        }
        raised.drainPermits();
    }
}
