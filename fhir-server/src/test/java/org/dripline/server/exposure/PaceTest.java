// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(new LimitSettings.Address(3, 2), now::get);

    @Test
    void aBurstThenSoManyASecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(pace.take("10.1.2.3")).isZero();
        }
        assertThat(pace.take("10.1.2.3")).isEqualTo(1);
        pass(Duration.ofMillis(500));
        assertThat(pace.take("10.1.2.3")).isZero();
        assertThat(pace.take("10.1.2.3")).isEqualTo(1);
    }

    @Test
    void oneCallerDoesNotHoldAnother() {
        while (pace.take("10.1.2.3") == 0) {
            assertThat(now.get()).isZero();
        }
        assertThat(pace.take("10.1.2.4")).isZero();
    }

    @Test
    void lookingTakesNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(pace.wait("10.1.2.3")).isZero();
        }
        assertThat(pace.take("10.1.2.3")).isZero();
    }

    @Test
    void neverMoreThanTheBurstIsSaved() {
        assertThat(pace.take("10.1.2.3")).isZero();
        pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(pace.take("10.1.2.3")).isZero();
        }
        assertThat(pace.take("10.1.2.3")).isPositive();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
