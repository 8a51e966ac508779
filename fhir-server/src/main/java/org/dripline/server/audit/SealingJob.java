// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the audit again and again; what happened while nobody did is sealed at the next start. */
final class SealingJob implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SealingJob.class);

    private final AuditSealing seals;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread sealing = new Thread(work, "audit-seal");
        sealing.setDaemon(true);
        return sealing;
    });

    SealingJob(AuditSealing seals, Duration every) {
        this.seals = seals;
        thread.scheduleWithFixedDelay(this::seal, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void seal() {
        try {
            seals.seal();
        } catch (RuntimeException failed) {
            log.warn(
                    "audit not sealed, tried again later: {}", failed.getClass().getSimpleName());
        }
    }

    /** Ends the job; one seal that is being made is made first. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
