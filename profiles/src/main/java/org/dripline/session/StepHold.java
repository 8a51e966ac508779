// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Time by readings: each stands until the next, though no longer than it may be carried, and not beyond the moment the
 * monitor said it had no value any more. Other time is unknown, never normal. The last reading stands for nothing: what
 * came after it was not observed.
 *
 * @param known time some reading stands for
 * @param beyond time of that in which the reading was beyond the limit
 */
record StepHold(Duration known, Duration beyond) {

    /**
     * @param readings in order
     * @param absences when the monitor said it had no value, in order
     * @param carry how long a reading may stand
     * @param beyond whether it is beyond the limit
     */
    static <V extends VitalSign> StepHold of(
            List<V> readings, List<Instant> absences, Function<V, Duration> carry, Predicate<V> beyond) {
        long known = 0;
        long over = 0;
        int absence = 0;
        for (int i = 0; i + 1 < readings.size(); i++) {
            V reading = readings.get(i);
            Instant until = readings.get(i + 1).at();
            while (absence < absences.size() && absences.get(absence).isBefore(reading.at())) {
                absence++;
            }
            if (absence < absences.size() && absences.get(absence).isBefore(until)) {
                until = absences.get(absence);
            }
            long held = Math.min(
                    until.toEpochMilli() - reading.at().toEpochMilli(),
                    carry.apply(reading).toMillis());
            known += held;
            if (beyond.test(reading)) {
                over += held;
            }
        }
        return new StepHold(Duration.ofMillis(known), Duration.ofMillis(over));
    }
}
