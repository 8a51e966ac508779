// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dripline.app.FhirAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which reads a feed makes: those far back may be slow and yet hold up no new value. */
class SessionFeedTest {

    private final StoreStub store = new StoreStub();
    private final StoredSession session = new StoredSession(Instant.now().minusSeconds(20 * 60));
    private final SessionScreenProperties properties = new Binder(
                    new MapConfigurationPropertySource(Map.of("dripline.session-screen.overlap", "90s")))
            .bindOrCreate("dripline.session-screen", SessionScreenProperties.class);
    private final SessionFeed feed = new SessionFeed(
            "syn-134418", new SessionReader(new FhirAddress(store::base), properties), properties, Clock.systemUTC());

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void slowReadsFarBackLeaveFourTimesTheirLengthToTheOthers() {
        storeSessionOfLongAgo();
        feed.read();
        Duration far = Duration.ofMillis(400);
        store.farTakes = far;

        List<Long> farReads = new ArrayList<>();
        int nearReads = 0;
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (farReads.size() < 3 && System.nanoTime() < end) {
            store.queries.clear();
            long began = System.nanoTime();
            feed.read();
            if (store.queries.stream().anyMatch(SessionFeedTest::isFar)) {
                farReads.add(began);
            } else {
                nearReads++;
            }
        }

        assertThat(farReads).as("reads far back").hasSize(3);
        assertThat(nearReads).isGreaterThan(farReads.size());
        for (int next = 1; next < farReads.size(); next++) {
            assertThat(Duration.ofNanos(farReads.get(next) - farReads.get(next - 1)))
                    .isGreaterThan(far.multipliedBy(5).minusMillis(50));
        }
    }

    /** The first read of a session is its longest: a value that commits late after it must not wait for minutes. */
    @Test
    void aSlowReadOfEverythingPutsOffNothing() {
        storeSessionOfLongAgo();
        store.farTakes = Duration.ofSeconds(1);
        feed.read();
        store.farTakes = Duration.ZERO;
        store.queries.clear();

        long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (System.nanoTime() < end && store.queries.stream().noneMatch(SessionFeedTest::isFar)) {
            feed.read();
        }

        assertThat(store.queries).anyMatch(SessionFeedTest::isFar);
    }

    private void storeSessionOfLongAgo() {
        store.put(session.setting());
        Instant before = Instant.now().minusSeconds(600);
        session.reportsUntil(before).forEach(report -> store.put(report, before));
    }

    private static boolean isFar(String query) {
        int since = query.indexOf("_lastUpdated=ge");
        return since >= 0
                && Instant.parse(URLDecoder.decode(query.substring(since + 15), StandardCharsets.UTF_8)
                                .replaceFirst("Z.*", "Z"))
                        .isBefore(Instant.now().minusSeconds(30));
    }
}
