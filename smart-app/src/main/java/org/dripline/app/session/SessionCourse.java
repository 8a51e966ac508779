// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session over time, oldest first: what the chart draws and the table lists.
 *
 * @param started first delivery; absent before it
 * @param plannedEnd when the ordered dose would have ended without a pause; widens the time axis only
 * @param orderedMg ordered total, mg: a reference line, not a limit
 * @param weightKg for the mg/kg scale, kg
 * @param rates the pump rate as steps; a null rate means not known
 * @param doses cumulative dose at the corners of its line; a break in knowledge ends one list and starts the next
 * @param pauses the pauses, the last one open when it lasts
 * @param pressures blood pressures
 * @param traces the other vital signs, each with its readings
 * @param rows the same as lines of a table, newest first
 */
record SessionCourse(
        @Nullable Instant started,
        @Nullable Instant plannedEnd,
        @Nullable BigDecimal orderedMg,
        @Nullable BigDecimal weightKg,
        List<RateStep> rates,
        List<List<DosePoint>> doses,
        List<Pause> pauses,
        List<Pressure> pressures,
        List<Trace> traces,
        List<Row> rows) {

    SessionCourse {
        rates = List.copyOf(rates);
        doses = doses.stream().map(List::copyOf).toList();
        pauses = List.copyOf(pauses);
        pressures = List.copyOf(pressures);
        traces = List.copyOf(traces);
        rows = List.copyOf(rows);
    }

    /** A constant rate over a time, mL/h; null = not known. */
    record RateStep(Instant from, Instant to, @Nullable BigDecimal mlPerHour) {}

    /** Cumulative dose, mg and mg/kg, at an instant. */
    record DosePoint(Instant at, BigDecimal mg, @Nullable BigDecimal mgPerKg) {}

    /** A pause; {@code to} is the present while it lasts. */
    record Pause(
            Instant from,
            Instant to,
            boolean open,
            @Nullable String reason) {}

    /** Systolic, diastolic and mean pressure, mm[Hg]; what was withheld is null. */
    record Pressure(
            Instant at,
            @Nullable BigDecimal systolic,
            @Nullable BigDecimal diastolic,
            @Nullable BigDecimal mean) {

        /** {@code 136/86}, and {@code 190/–} when one half was withheld. */
        String words() {
            return half(systolic) + "/" + half(diastolic);
        }

        private static String half(@Nullable BigDecimal value) {
            return value == null ? "–" : SessionText.number(value);
        }
    }

    /** What a trace measures, with the span its scale always covers so that two sessions can be compared by eye. */
    enum Sign {
        HEART_RATE("HR", "/min", 40, 120, 40),
        SATURATION("SpO₂", "%", 90, 100, 5),
        RESPIRATION("RR", "/min", 0, 30, 15);

        final String label;
        final String unit;
        final int low;
        final int high;
        final int step;

        Sign(String label, String unit, int low, int high, int step) {
            this.label = label;
            this.unit = unit;
            this.low = low;
            this.high = high;
            this.step = step;
        }
    }

    /**
     * The readings of one sign.
     *
     * @param gapAfter readings further apart than this are not joined: what lies between was not seen
     * @param absences when the monitor said that it has no value; from then on nothing was seen until the next reading
     */
    record Trace(Sign sign, Duration gapAfter, List<Reading> readings, List<Instant> absences) {
        Trace {
            readings = List.copyOf(readings);
            absences = List.copyOf(absences);
        }

        Trace(Sign sign, Duration gapAfter, List<Reading> readings) {
            this(sign, gapAfter, readings, List.of());
        }

        /** The first word after one reading, and before the next, that there is no value. */
        Optional<Instant> absentBetween(Instant after, Instant before) {
            return absences.stream()
                    .filter(at -> at.isAfter(after) && at.isBefore(before))
                    .min(Comparator.naturalOrder());
        }
    }

    /** One reading. */
    record Reading(Instant at, BigDecimal value) {}

    /**
     * One line of the table: what was reported at one instant, as text; blank where nothing was.
     *
     * @param pump state and rate
     */
    record Row(
            Instant at,
            String pump,
            String mg,
            String mgPerKg,
            String pressure,
            String heartRate,
            String saturation,
            String respiration) {

        /** The time of day to the second. */
        public String time(ZoneId zone) {
            return SessionText.seconds(at, zone);
        }
    }
}
