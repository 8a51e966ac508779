// SPDX-License-Identifier: Apache-2.0
package org.dripline.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClinicalClockTest {

    private static final Instant REAL = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant ORIGIN = Instant.parse("2026-01-05T15:00:00Z");

    private static ClinicalClock after(String seconds, String speed) {
        Instant now = REAL.plusNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
        return ClinicalClock.of(ORIGIN, REAL, new BigDecimal(speed), InstantSource.fixed(now));
    }

    @Test
    void clinicalTimeRunsFromItsOriginAtItsSpeed() {
        assertThat(after("0", "10").instant()).isEqualTo(ORIGIN);
        assertThat(after("6", "10").instant()).isEqualTo(ORIGIN.plusSeconds(60));
        assertThat(after("0.001", "1.5").instant()).isEqualTo(ORIGIN.plusNanos(1_500_000));
        assertThat(after("-2", "10").instant()).isEqualTo(ORIGIN.minusSeconds(20));
        assertThat(after("0.000000001", "1.5").instant()).isEqualTo(ORIGIN.plusNanos(1));
    }

    @Test
    void withoutAnOriginItIsRealTime() {
        ClinicalClock clock = ClinicalClock.of(null, null, BigDecimal.ONE, InstantSource.fixed(REAL));

        assertThat(clock.instant()).isEqualTo(REAL);
        assertThat(clock.demo()).isFalse();
        assertThat(ClinicalClock.system().demo()).isFalse();
        assertThat(ClinicalClock.of(ORIGIN, REAL, BigDecimal.ONE).demo()).isTrue();
        assertThat(after("0", "2").demo()).isTrue();
        assertThat(after("0", "2").speed()).isEqualByComparingTo("2");
    }

    @Test
    void timeNeverStandsStillOrRunsSlow() {
        assertThat(after("0", "1").instant()).isEqualTo(ORIGIN);
        assertThatIllegalArgumentException().isThrownBy(() -> after("0", "0.999"));
    }

    @Test
    void aZoneChangesNoInstant() {
        ClinicalClock clock = after("6", "10");

        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.withZone(ZoneId.of("Europe/Vienna")).getZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        assertThat(clock.withZone(ZoneId.of("Europe/Vienna")).instant()).isEqualTo(clock.instant());
    }
}
