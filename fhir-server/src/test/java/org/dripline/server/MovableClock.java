// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The clinical clock of the ITs' server: real time, until a test stands it still at another moment. */
public final class MovableClock extends Clock {

    /** Takes the place of the server's own. */
    @TestConfiguration(proxyBeanMethods = false)
    static class InPlaceOfTheServers {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    private final AtomicReference<@Nullable Instant> stands = new AtomicReference<>();

    /** From now on it is this moment. */
    public void standAt(Instant moment) {
        stands.set(moment);
    }

    /** From now on it is real time. */
    public void runAgain() {
        stands.set(null);
    }

    @Override
    public Instant instant() {
        Instant moment = stands.get();
        return moment == null ? Instant.now() : moment;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : Clock.fixed(instant(), zone);
    }
}
