// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one infusion session looks like at one instant: the seam between the engine, which works every figure out, and
 * the page and chart, which only word and draw it.
 *
 * @param now the clinical time the figures are for
 * @param order what was ordered; absent when no order was found
 * @param pump what the pump does
 * @param dose what the patient has received
 * @param vitals the vital signs in the order they are shown: pressure, heart rate, saturation, respiration
 * @param times start and durations; absent before the first delivery
 * @param scores the last sedation and dissociation score taken, if any
 * @param notes what stayed out of the figures, one sentence a kind
 * @param course everything the chart and the table need
 */
record SessionView(
        Instant now,
        @Nullable Order order,
        Pump pump,
        Dose dose,
        List<Vital> vitals,
        @Nullable Times times,
        List<Score> scores,
        List<String> notes,
        SessionCourse course) {

    SessionView {
        vitals = List.copyOf(vitals);
        scores = List.copyOf(scores);
        notes = List.copyOf(notes);
    }

    /**
     * The order in the order's own units.
     *
     * @param drug as the order names it
     * @param mg total, mg
     * @param mgPerKg by weight, mg/kg
     * @param weightKg the weight the order was made for, kg
     * @param concentrationMgPerMl of the bag, mg/mL
     * @param rateMlPerHour ordered rate, mL/h
     */
    record Order(
            String drug,
            @Nullable BigDecimal mg,
            @Nullable BigDecimal mgPerKg,
            @Nullable BigDecimal weightKg,
            @Nullable BigDecimal concentrationMgPerMl,
            @Nullable BigDecimal rateMlPerHour) {}

    /** What a pump can be doing; {@code UNKNOWN} whenever its last report is too old to say. */
    enum PumpState {
        NOT_STARTED,
        RUNNING,
        PAUSED,
        STOPPED,
        COMPLETED,
        UNKNOWN
    }

    /**
     * The pump now.
     *
     * @param state what it does
     * @param rateMlPerHour present rate, mL/h; absent when it does not run or is not known
     * @param since when it began to do so; for {@code UNKNOWN} the last report
     * @param reason why it stands still, in words
     * @param reportedAt the last report of any kind
     * @param last the last state that was known, in words, for {@code UNKNOWN}
     */
    record Pump(
            PumpState state,
            @Nullable BigDecimal rateMlPerHour,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable Instant reportedAt,
            @Nullable String last) {}

    /**
     * The dose received so far.
     *
     * @param mg cumulative, mg; absent before the first delivery
     * @param mgPerKg cumulative by weight, mg/kg
     * @param percent of the ordered dose, %
     * @param otherPump whether another pump gives the drug too, so that the dose is at least this
     * @param known false when part of the infusion was not seen, so that the figure is no longer certain
     * @param asOf up to when it is certain
     */
    record Dose(
            @Nullable BigDecimal mg,
            @Nullable BigDecimal mgPerKg,
            @Nullable BigDecimal percent,
            boolean otherPump,
            boolean known,
            @Nullable Instant asOf) {}

    /**
     * One vital sign and its latest reading.
     *
     * @param id short and fixed: {@code bp}, {@code hr}, {@code spo2}, {@code rr}
     * @param label as shown
     * @param value the reading as shown, e.g. {@code 136/86}; absent when never read
     * @param unit as shown
     * @param detail a second line, e.g. {@code MAP 102.7}
     * @param at when it was read
     * @param stale whether it is too old to stand for the present
     */
    record Vital(
            String id,
            String label,
            @Nullable String value,
            String unit,
            @Nullable String detail,
            @Nullable Instant at,
            boolean stale) {}

    /** The last score of one kind, as shown. */
    record Score(String label, String value, Instant at) {}

    /**
     * Start and durations.
     *
     * @param ended the end of the infusion; absent while it is under way
     */
    record Times(Instant started, @Nullable Instant ended, Duration elapsed, Duration infusing, Duration paused) {}
}
