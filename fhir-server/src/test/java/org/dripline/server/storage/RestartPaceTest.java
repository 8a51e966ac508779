// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPaceTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final RestartPace pace = new RestartPace();

    @Test
    void theFirstAttemptIsAtOnceAndLaterOnesWaitLonger() {
        assertThat(pace.beforeAttempt(NOON)).isEqualTo(Duration.ZERO);
        assertThat(pace.beforeAttempt(NOON)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.beforeAttempt(NOON)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.beforeAttempt(NOON)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void neverMoreThanAMinuteAndNeverTheEnd() {
        for (int attempt = 0; attempt < 200; attempt++) {
            assertThat(pace.beforeAttempt(NOON)).isLessThanOrEqualTo(Duration.ofMinutes(1));
        }
        assertThat(pace.beforeAttempt(NOON)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anHourLaterItIsForgotten() {
        pace.beforeAttempt(NOON);
        pace.beforeAttempt(NOON);

        assertThat(pace.beforeAttempt(NOON.plus(Duration.ofMinutes(61)))).isEqualTo(Duration.ZERO);
        assertThat(pace.attempts()).isEqualTo(1);
    }
}
