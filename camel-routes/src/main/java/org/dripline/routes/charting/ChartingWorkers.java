// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dripline.routes.journal.Journal;
import org.dripline.routes.journal.JournalUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The threads that work off the journal. They start last and stop first, so that the FHIR server in the same process is
 * there for all of their life.
 */
public final class ChartingWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChartingWorkers.class);

    private final Journal journal;
    private final ChartingRound round;
    private final ChartingProperties properties;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /**
     * @param journal where work is waited for
     * @param round one turn of work
     * @param properties how many, how often
     * @param clock real time
     */
    public ChartingWorkers(Journal journal, ChartingRound round, ChartingProperties properties, Clock clock) {
        this.journal = journal;
        this.round = round;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int i = 1; i <= properties.workers(); i++) {
            boolean first = i == 1;
            Thread thread = new Thread(
                    () -> {
                        if (first) {
                            retryParked();
                        }
                        work();
                    },
                    "charting-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** A start may bring configuration in which what was parked finds its patient. */
    private void retryParked() {
        try {
            int identities = journal.retryParked(Instant.now(clock));
            if (identities > 0) {
                LOG.info("parked messages are tried again identities={}", identities);
            }
        } catch (JournalUnavailable unavailable) {
            // They are due by themselves later.
            LOG.warn("parked messages wait for their turn cause={}", unavailable.cause());
        }
    }

    private void work() {
        while (running) {
            try {
                if (!round.run()) {
                    journal.awaitWork(properties.pollInterval());
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (JournalUnavailable unavailable) {
                LOG.error("journal unavailable cause={}", unavailable.cause());
                pause();
            } catch (RuntimeException | Error unexpected) {
                // Nothing of this turn is settled; it is tried again. An Error too: a worker that dies silently is a
                // ward without values.
                // The class only: a message may quote content.
                LOG.error(
                        "turn failed cause={} at={}",
                        unexpected.getClass().getName(),
                        unexpected.getStackTrace().length > 0 ? unexpected.getStackTrace()[0] : "?");
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(properties.longestPause().toMillis() / 10);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
