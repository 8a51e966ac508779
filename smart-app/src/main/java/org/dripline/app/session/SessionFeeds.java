// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dripline.app.launch.LaunchContext;
import org.springframework.beans.factory.DisposableBean;

/**
 * The sessions being watched: one feed for each patient, however many look, read only while somebody does and let go
 * after. Where the FHIR server asks who reads, one feed for each launch: what one person may see is shown to no other,
 * and each reads in their own name. At most {@link SessionScreenProperties#sessions()} at once.
 */
final class SessionFeeds implements DisposableBean {

    private static final int THREADS = 4;

    private final SessionReader reader;
    private final SessionScreenProperties properties;
    private final Clock clock;
    private final Map<String, SessionShowing> feeds = new HashMap<>();
    private final Threads threads;

    SessionFeeds(SessionReader reader, SessionScreenProperties properties, Clock clock) {
        this.reader = reader;
        this.properties = properties;
        this.clock = clock;
        this.threads = new Threads();
    }

    /**
     * The feed of a launch's patient, from now on watched.
     *
     * @return empty when as many sessions are watched as may be
     */
    Optional<SessionShowing> watch(LaunchContext launch) {
        String key = reader.isOpen() ? launch.patientId() : launch.launchId();
        synchronized (feeds) {
            SessionShowing known = feeds.get(key);
            if (known != null) {
                known.feed().watched();
                return Optional.of(known);
            }
            if (feeds.size() >= properties.sessions()) {
                return Optional.empty();
            }
            SessionFeed feed = new SessionFeed(launch.patientId(), reader.as(launch.launchId()), properties, clock);
            SessionShowing showing = new SessionShowing(feed, properties.zoneOrSystem());
            feeds.put(key, showing);
            threads.execute(() -> readOn(key, feed));
            return Optional.of(showing);
        }
    }

    /** Reads once and comes again, until nobody has watched for a while. */
    private void readOn(String key, SessionFeed feed) {
        synchronized (feeds) {
            if (!feed.isWatched()) {
                feeds.remove(key);
                return;
            }
        }
        try {
            feed.read();
        } finally {
            threads.execute(() -> readOn(key, feed), properties.readEvery());
        }
    }

    /** Whether the server shows everybody the same and asks nobody who they are. */
    boolean isOpen() {
        return reader.isOpen();
    }

    /** How many sessions are being read. */
    int size() {
        synchronized (feeds) {
            return feeds.size();
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** A few daemon threads; what is due after shutdown is dropped. */
    private static final class Threads extends ScheduledThreadPoolExecutor {

        Threads() {
            super(
                    THREADS,
                    task -> {
                        Thread thread = new Thread(task, "session-feed");
                        thread.setDaemon(true);
                        return thread;
                    },
                    new DiscardPolicy());
        }

        /** {@link SessionFeed#read()} keeps its failures as its state, so nobody need hold the future. */
        void execute(Runnable task, Duration after) {
            ScheduledFuture<?> unused = schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
