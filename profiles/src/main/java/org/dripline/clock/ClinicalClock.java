// SPDX-License-Identifier: Apache-2.0
package org.dripline.clock;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Clinical time: {@code origin + (real now − realOrigin) × speed}. With no origin and speed 1 it is real time. A demo sets
 * origin and speed, and gives its simulators the same three numbers, so that ages stay true. Safe to share.
 */
public final class ClinicalClock extends Clock {

    private final Instant origin;
    private final Instant realOrigin;
    private final BigDecimal speed;
    private final ZoneId zone;
    private final InstantSource real;

    private ClinicalClock(Instant origin, Instant realOrigin, BigDecimal speed, ZoneId zone, InstantSource real) {
        this.origin = origin;
        this.realOrigin = realOrigin;
        this.speed = speed;
        this.zone = zone;
        this.real = real;
    }

    /** Real time, UTC. */
    public static ClinicalClock system() {
        return of(null, null, BigDecimal.ONE, InstantSource.system());
    }

    /** See {@link #of(Instant, Instant, BigDecimal, InstantSource)}, on the machine's own time. */
    public static ClinicalClock of(@Nullable Instant origin, @Nullable Instant realOrigin, BigDecimal speed) {
        return of(origin, realOrigin, speed, InstantSource.system());
    }

    /**
     * A clinical clock.
     *
     * @param origin clinical time at {@code realOrigin}; null: the same as {@code realOrigin}
     * @param realOrigin real time at which clinical time is {@code origin}; null: now
     * @param speed clinical seconds for each real one, 1 or more
     * @throws IllegalArgumentException when the speed is below 1
     */
    public static ClinicalClock of(
            @Nullable Instant origin, @Nullable Instant realOrigin, BigDecimal speed, InstantSource real) {
        if (speed.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("the clinical clock's speed is 1 or more");
        }
        Instant from = realOrigin == null ? real.instant() : realOrigin;
        return new ClinicalClock(origin == null ? from : origin, from, speed, ZoneOffset.UTC, real);
    }

    /** Whether clinical time is another than real time: then a screen says so. */
    public boolean demo() {
        return speed.compareTo(BigDecimal.ONE) != 0 || !origin.equals(realOrigin);
    }

    public BigDecimal speed() {
        return speed;
    }

    @Override
    public Instant instant() {
        Duration passed = Duration.between(realOrigin, real.instant());
        BigDecimal nanos = BigDecimal.valueOf(passed.getSeconds())
                .movePointRight(9)
                .add(BigDecimal.valueOf(passed.getNano()))
                .multiply(speed)
                .setScale(0, RoundingMode.FLOOR);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return origin.plusSeconds(parts[0].longValueExact()).plusNanos(parts[1].longValueExact());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public ClinicalClock withZone(ZoneId other) {
        return new ClinicalClock(origin, realOrigin, speed, other, real);
    }
}
