// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dripline.outcome.Instrument.What;
import org.jspecify.annotations.Nullable;

/**
 * One instrument over a course.
 *
 * @param baseline the last score before the first session of the course; null without one, and then nothing is judged
 * @param points every later score, in order
 * @param firstResponse the first point that is a response; null without one
 * @param late whether that came as late as the rules call late
 * @param relapse the first of the scores in a row below response, after a response; null while it holds
 * @param regained the first response after a relapse; null without one
 */
public record Trend(
        Instrument instrument,
        @Nullable OutcomeScore baseline,
        List<Point> points,
        @Nullable Point firstResponse,
        boolean late,
        @Nullable Point relapse,
        @Nullable Point regained) {

    /**
     * A score against the baseline.
     *
     * @param sessions how many sessions that count had ended before it
     * @param percent improvement, (baseline − score) ÷ baseline; negative is worse; null without a baseline above zero
     * @param points improvement in points; null without a baseline
     * @param outcome null when it cannot be told
     */
    public record Point(
            OutcomeScore score,
            int sessions,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal points,
            @Nullable ResponseClass outcome) {

        /** Whether it is a response, late or not, or remission. */
        public boolean responds() {
            return outcome == ResponseClass.RESPONSE
                    || outcome == ResponseClass.LATE_RESPONSE
                    || outcome == ResponseClass.REMISSION;
        }
    }

    public Trend {
        points = List.copyOf(points);
    }

    /** The last score of the course; empty before the first after the baseline. */
    public Optional<Point> latest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    /**
     * @param scores of this instrument, of any time
     * @param sessions of the course that count, in order
     */
    static Trend of(Instrument instrument, List<OutcomeScore> scores, List<CourseSession> sessions, CourseRules rules) {
        List<OutcomeScore> ordered = oneAtATime(scores);
        Instant start = sessions.isEmpty() ? Instant.MAX : sessions.get(0).start();
        OutcomeScore baseline = null;
        for (OutcomeScore score : ordered) {
            baseline = score.at().isAfter(start) ? baseline : score;
        }
        int lateFrom = rules.whole(CourseRules.LATE);
        List<Point> points = new ArrayList<>();
        Point first = null;
        for (OutcomeScore score : ordered) {
            if (!score.at().isAfter(start)) {
                continue;
            }
            int before = (int) sessions.stream()
                    .filter(session -> !session.end().isAfter(score.at()))
                    .count();
            int responded = first == null ? before : first.sessions();
            Point point = judge(instrument, baseline, score, before, responded >= lateFrom);
            first = first == null && point.responds() ? point : first;
            points.add(point);
        }
        boolean late = first != null && first.sessions() >= lateFrom;
        int relapse = first == null ? -1 : relapse(points, points.indexOf(first), rules.whole(CourseRules.RELAPSE));
        return new Trend(
                instrument,
                baseline,
                points,
                first,
                late,
                relapse < 0 ? null : points.get(relapse),
                relapse < 0
                        ? null
                        : points.subList(relapse, points.size()).stream()
                                .filter(Point::responds)
                                .findFirst()
                                .orElse(null));
    }

    /** In order, one a moment: of two that contradict each other the worse counts. */
    private static List<OutcomeScore> oneAtATime(List<OutcomeScore> scores) {
        Map<Instant, OutcomeScore> byTime = new TreeMap<>();
        Comparator<OutcomeScore> worse = Comparator.comparing(OutcomeScore::value)
                .thenComparing(Comparator.comparing(OutcomeScore::source).reversed());
        for (OutcomeScore score : scores) {
            byTime.merge(score.at(), score, (one, other) -> worse.compare(one, other) >= 0 ? one : other);
        }
        return List.copyOf(byTime.values());
    }

    private static Point judge(
            Instrument instrument, @Nullable OutcomeScore baseline, OutcomeScore score, int sessions, boolean late) {
        if (baseline == null) {
            return new Point(score, sessions, null, null, null);
        }
        BigDecimal points = baseline.value().subtract(score.value());
        BigDecimal percent = baseline.value().signum() == 0
                ? null
                : points.multiply(BigDecimal.valueOf(100)).divide(baseline.value(), MathContext.DECIMAL128);
        return new Point(score, sessions, percent, points, outcome(instrument, baseline, score, points, percent, late));
    }

    private static @Nullable ResponseClass outcome(
            Instrument instrument,
            OutcomeScore baseline,
            OutcomeScore score,
            BigDecimal points,
            @Nullable BigDecimal percent,
            boolean late) {
        if (met(instrument, What.MEANINGFUL, points.negate())) {
            return ResponseClass.WORSE;
        }
        if (percent == null || instrument.cut(What.RESPONSE).isEmpty()) {
            return null;
        }
        if (met(instrument, What.REMISSION, score.value()) && !met(instrument, What.REMISSION, baseline.value())) {
            return ResponseClass.REMISSION;
        }
        if (met(instrument, What.RESPONSE, percent)) {
            return late ? ResponseClass.LATE_RESPONSE : ResponseClass.RESPONSE;
        }
        return met(instrument, What.PARTIAL, percent) ? ResponseClass.PARTIAL : ResponseClass.NONE;
    }

    private static boolean met(Instrument instrument, What what, BigDecimal value) {
        return instrument.cut(what).filter(cut -> cut.met(value)).isPresent();
    }

    /** Index of the first of so many points in a row that are no response, after the first response; −1 without. */
    private static int relapse(List<Point> points, int firstResponse, int inARow) {
        int row = 0;
        for (int i = firstResponse + 1; i < points.size(); i++) {
            row = points.get(i).responds() ? 0 : row + 1;
            if (row == inARow) {
                return i - inARow + 1;
            }
        }
        return -1;
    }
}
