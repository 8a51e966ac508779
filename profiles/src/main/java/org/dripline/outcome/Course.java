// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one patient's treatment with ketamine, in any order, with repeats.
 *
 * @param protocols by the canonical sessions name them by
 * @param current canonical of the protocol the course is given by now; empty when none is named
 * @param plan the plan under way; null without one
 * @param zone the clinic's: a day of a window is a day there
 */
public record Course(
        List<OutcomeScore> scores,
        List<SuicideScreen> screens,
        List<CourseSession> sessions,
        List<NotHeld> notHeld,
        List<OpioidUse> opioids,
        Map<String, GivenBy> protocols,
        String current,
        @Nullable SeriesWindow plan,
        Instruments instruments,
        CourseRules rules,
        ZoneId zone) {

    public Course {
        scores = List.copyOf(scores);
        screens = List.copyOf(screens);
        sessions = List.copyOf(sessions);
        notHeld = List.copyOf(notHeld);
        opioids = List.copyOf(opioids);
        protocols = Map.copyOf(protocols);
    }

    /** What the records up to {@code now} add up to. */
    public CourseSummary summaryAt(Instant now) {
        return new CourseFigures(this, now).summary();
    }
}
