// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The one time axis all lanes of the chart share: instants to horizontal positions.
 *
 * @param from left edge
 * @param to right edge, after {@code from}
 * @param left position of {@code from}
 * @param right position of {@code to}
 */
record TimeAxis(Instant from, Instant to, double left, double right) {

    private static final int MOST_TICKS = 100;

    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4));

    TimeAxis {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("a time axis must end after it begins");
        }
    }

    /** Position of an instant; what lies outside is drawn at the edge. */
    double x(Instant at) {
        Instant within = at.isBefore(from) ? from : at.isAfter(to) ? to : at;
        double share = (double) Duration.between(from, within).toMillis()
                / Duration.between(from, to).toMillis();
        return left + share * (right - left);
    }

    /** Round clock times to mark, as close together as {@code spacing} allows. */
    List<Instant> ticks(ZoneId zone, double spacing) {
        double perMilli = (right - left) / Duration.between(from, to).toMillis();
        Duration step = STEPS.stream()
                .filter(candidate -> candidate.toMillis() * perMilli >= spacing)
                .findFirst()
                .orElse(Duration.ofHours(12));
        ZonedDateTime tick = from.atZone(zone).with(LocalTime.MIDNIGHT);
        tick = tick.plus(
                step.multipliedBy(Duration.between(tick.toInstant(), from).dividedBy(step)));
        List<Instant> ticks = new ArrayList<>();
        while (!tick.toInstant().isAfter(to) && ticks.size() < MOST_TICKS) {
            if (!tick.toInstant().isBefore(from)) {
                ticks.add(tick.toInstant());
            }
            tick = tick.plus(step);
        }
        return ticks;
    }
}
