// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The live screen without the rest of the product: a session 20 minutes old that goes on. For the eye; ends by Ctrl-C.
 */
final class ScreenPreview {

    private ScreenPreview() {}

    public static void main(String[] arguments) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        StoredSession session = new StoredSession(now.minus(Duration.ofMinutes(20)));
        StoreStub store = new StoreStub();
        store.put(session.setting());
        store.put(session.reportsUntil(now));
        ScreenUnderTest screen = ScreenUnderTest.over(store::base);
        System.out.println("screen " + screen.page(StoredSession.PATIENT));
        ScheduledFuture<?> unused = Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(
                        () -> store.put(session.reportAt(Instant.now().truncatedTo(ChronoUnit.SECONDS))),
                        1,
                        10,
                        TimeUnit.SECONDS);
    }
}
