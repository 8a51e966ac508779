// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.dosing.Rounding;
import org.dripline.figure.Basis;
import org.dripline.figure.Figure;
import org.dripline.figure.Rule;
import org.dripline.figure.Why;
import org.jspecify.annotations.Nullable;

/** Puts a summary of a course together, every number with its rule, limits and records. */
final class CourseFigures {

    private static final String HERE = "Definition of this project: profiles/README.md, The course";
    private static final String RESPONSE =
            "Response as half of the baseline or less, and its kin by instrument:" + " instruments.properties";

    private final Course course;
    private final Instant now;
    private final List<CourseSession> lifetime;
    private final List<CourseSession> ofCourse;
    private final List<CourseSession> counted;
    private final List<Figure> figures = new ArrayList<>();

    CourseFigures(Course course, Instant now) {
        this.course = course;
        this.now = now;
        this.lifetime = once(course.sessions().stream()
                .filter(session -> !session.end().isAfter(now))
                .toList());
        this.ofCourse = sinceLastGap(lifetime, course.rules().whole(CourseRules.GAP));
        this.counted = ofCourse.stream().filter(this::counts).toList();
    }

    /** In order; the same session told twice is one. */
    private static List<CourseSession> once(List<CourseSession> sessions) {
        Map<String, CourseSession> bySource = new TreeMap<>();
        sessions.forEach(session -> bySource.putIfAbsent(session.source() + session.start(), session));
        return bySource.values().stream()
                .sorted(Comparator.comparing(CourseSession::start).thenComparing(CourseSession::source))
                .toList();
    }

    /** The sessions after the last time without any that is longer than the rule allows within one course. */
    private static List<CourseSession> sinceLastGap(List<CourseSession> sessions, int gapDays) {
        int from = 0;
        for (int i = 1; i < sessions.size(); i++) {
            Duration gap =
                    Duration.between(sessions.get(i - 1).end(), sessions.get(i).start());
            from = gap.compareTo(Duration.ofDays(gapDays)) > 0 ? i : from;
        }
        return sessions.subList(from, sessions.size());
    }

    /** A partial session counts from a share of its order on; one whose dose is unknown took place, and counts. */
    private boolean counts(CourseSession session) {
        Cut rule = course.rules().cut(CourseRules.COUNTS);
        return session.percentGiven().map(rule::met).orElse(true);
    }

    CourseSummary summary() {
        List<Trend> trends = trends();
        sessions();
        exposure();
        trends.forEach(this::trend);
        Optional<SuicidalityChange> suicidality = suicidality();
        opioids();
        notHeld();
        List<Due> due = new CourseDue(course, ofCourse, counted, latestScore(trends)).all();
        CourseFindings findings = new CourseFindings(course, now, ofCourse, counted, trends, suicidality);
        return new CourseSummary(now, counted, trends, suicidality, due, figures, findings.all());
    }

    private static @Nullable Instant latestScore(List<Trend> trends) {
        return trends.stream()
                .flatMap(trend -> trend.latest().stream())
                .map(point -> point.score().at())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<Trend> trends() {
        return course.instruments().all().stream()
                .map(instrument -> Trend.of(
                        instrument,
                        course.scores().stream()
                                .filter(score -> score.instrument().equals(instrument.code())
                                        && instrument.holds(score.value())
                                        && !score.at().isAfter(now))
                                .toList(),
                        counted,
                        course.rules()))
                .filter(trend -> trend.baseline() != null || !trend.points().isEmpty())
                .toList();
    }

    // Sessions and exposure

    private void sessions() {
        List<Basis> partial = List.of(course.rules().cut(CourseRules.COUNTS).basis());
        count(
                "sessions-counted",
                "Sessions of the course",
                counted.size(),
                "Sessions since the last long gap; a partial one counts from a share of its order on.",
                partial,
                sources(counted));
        count(
                "sessions-held",
                "Sessions held",
                ofCourse.size(),
                "All of them, partial ones included.",
                List.of(),
                sources(ofCourse));
        SeriesWindow plan = course.plan();
        if (plan != null) {
            List<CourseSession> series = counted.stream()
                    .filter(session -> !day(session.start()).isBefore(plan.from()))
                    .toList();
            count(
                    "series-index",
                    "Sessions of the plan under way",
                    series.size(),
                    "Counted sessions since the first day of the plan.",
                    List.of(plan.basis()),
                    join(sources(series), List.of(plan.source())));
            if (plan.planned() != null) {
                count(
                        "series-planned",
                        "Sessions planned",
                        plan.planned(),
                        "As planned.",
                        List.of(plan.basis()),
                        List.of(plan.source()));
            }
        }
        dose(
                "course-dose",
                "Dose of the course",
                ofCourse,
                "Sum of the doses given, partial sessions included.",
                List.of());
        if (ofCourse.size() > 1) {
            CourseSession last = ofCourse.get(ofCourse.size() - 1);
            CourseSession before = ofCourse.get(ofCourse.size() - 2);
            number(
                    "last-interval",
                    "Last interval",
                    BigDecimal.valueOf(ChronoUnit.DAYS.between(day(before.end()), day(last.start()))),
                    Rounding.WHOLE,
                    "d",
                    last.start(),
                    "Days from the end of the session before to the last one.",
                    List.of(),
                    List.of(before.source(), last.source()));
        }
    }

    private void exposure() {
        count(
                "lifetime-sessions",
                "Infusions ever",
                lifetime.size(),
                "All that are known, of earlier courses and elsewhere too.",
                List.of(),
                sources(lifetime));
        dose("lifetime-dose", "Dose ever", lifetime, "Sum of the doses given.", List.of());
        number(
                "lifetime-dose-per-weight",
                "Dose ever by weight",
                perWeight(lifetime),
                Rounding.DOSE_PER_WEIGHT,
                "mg/kg",
                null,
                "Sum of each dose ÷ the weight of its day; null when one has neither.",
                List.of(),
                sources(lifetime));
        for (String name : CourseRules.EXPOSURES) {
            Cut days = course.rules().cut(name);
            Instant from = now.minus(Duration.ofDays(days.value().longValueExact()));
            List<CourseSession> within = lifetime.stream()
                    .filter(session -> session.end().isAfter(from))
                    .toList();
            String code = "exposure-" + days.value().toPlainString() + "d";
            count(
                    code + "-sessions",
                    "Infusions in " + days.value().toPlainString() + " d",
                    within.size(),
                    "Those that ended within the days looked back over.",
                    List.of(days.basis()),
                    sources(within));
            dose(
                    code + "-dose",
                    "Dose in " + days.value().toPlainString() + " d",
                    within,
                    "Sum of the doses given in them.",
                    List.of(days.basis()));
        }
    }

    private static @Nullable BigDecimal perWeight(List<CourseSession> sessions) {
        BigDecimal sum = BigDecimal.ZERO;
        for (CourseSession session : sessions) {
            if (session.dose() == null || session.weight() == null) {
                return null;
            }
            sum = sum.add(session.dose().per(session.weight()).milligramsPerKilogram());
        }
        return sessions.isEmpty() ? null : sum;
    }

    private void dose(String code, String title, List<CourseSession> sessions, String words, List<Basis> basis) {
        List<CourseSession> known =
                sessions.stream().filter(session -> session.dose() != null).toList();
        BigDecimal sum = known.stream()
                .map(session -> session.dose() == null
                        ? BigDecimal.ZERO
                        : session.dose().milligrams())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        String unknown = known.size() == sessions.size()
                ? ""
                : " Of " + (sessions.size() - known.size()) + " sessions no dose is charted: it is this or more.";
        number(
                code,
                title,
                known.isEmpty() ? null : sum,
                Rounding.DOSE,
                "mg",
                null,
                words + unknown,
                basis,
                sources(known));
    }

    // Scores

    private void trend(Trend trend) {
        Instrument instrument = trend.instrument();
        String code = instrument.code();
        OutcomeScore baseline = trend.baseline();
        if (baseline != null) {
            number(
                    code + "-baseline",
                    instrument.title() + " before",
                    baseline.value(),
                    Rounding.PERCENT,
                    instrument.unit(),
                    baseline.at(),
                    "The last score before the first session of the course.",
                    List.of(),
                    List.of(baseline.source()));
        }
        trend.latest().ifPresent(latest -> latest(trend, latest));
        Trend.Point first = trend.firstResponse();
        if (first != null) {
            responded(trend, first);
        }
    }

    private void latest(Trend trend, Trend.Point latest) {
        Instrument instrument = trend.instrument();
        String code = instrument.code();
        OutcomeScore baseline = trend.baseline();
        List<String> both = baseline == null
                ? List.of(latest.score().source())
                : List.of(baseline.source(), latest.score().source());
        number(
                code + "-latest",
                instrument.title() + " now",
                latest.score().value(),
                Rounding.PERCENT,
                instrument.unit(),
                latest.score().at(),
                "The last score.",
                List.of(),
                List.of(latest.score().source()));
        number(
                code + "-change-points",
                instrument.title() + ", points better",
                latest.points(),
                Rounding.PERCENT,
                instrument.unit(),
                latest.score().at(),
                "Baseline less score; below zero is worse.",
                basis(instrument, Instrument.What.MEANINGFUL),
                both);
        number(
                code + "-change",
                instrument.title() + ", better",
                latest.percent(),
                Rounding.PERCENT,
                "%",
                latest.score().at(),
                "(Baseline − score) ÷ baseline; below zero is worse.",
                basis(instrument, Instrument.What.RESPONSE),
                both);
        ResponseClass outcome = latest.outcome();
        text(
                code + "-class",
                instrument.title() + ", response",
                outcome == null ? null : outcome.code(),
                latest.score().at(),
                "Worse by a meaningful change; remission by the score; response, partial or none by the change; late"
                        + " when the first response came late.",
                basis(instrument, Instrument.What.values()),
                both);
        Trend.Point best = trend.points().stream()
                .min(Comparator.comparing(point -> point.score().value()))
                .orElse(latest);
        number(
                code + "-best",
                instrument.title() + ", best",
                best.score().value(),
                Rounding.PERCENT,
                instrument.unit(),
                best.score().at(),
                "The lowest score after the baseline.",
                List.of(),
                List.of(best.score().source()));
    }

    private void responded(Trend trend, Trend.Point first) {
        Instrument instrument = trend.instrument();
        String code = instrument.code();
        List<Basis> rule = basis(instrument, Instrument.What.RESPONSE);
        number(
                code + "-first-response-session",
                instrument.title() + ", first response after session",
                BigDecimal.valueOf(first.sessions()),
                Rounding.WHOLE,
                "1",
                first.score().at(),
                "How many counted sessions had ended before the first response.",
                rule,
                List.of(first.score().source()));
        text(
                code + "-late",
                instrument.title() + ", late",
                trend.late() ? "late" : "not late",
                first.score().at(),
                "Late from a session on.",
                List.of(course.rules().cut(CourseRules.LATE).basis()),
                List.of(first.score().source()));
        Trend.Point lost = trend.relapse();
        Trend.Point until = lost == null ? trend.latest().orElse(first) : lost;
        number(
                code + "-days-in-response",
                instrument.title() + ", days in response",
                BigDecimal.valueOf(ChronoUnit.DAYS.between(
                        day(first.score().at()), day(until.score().at()))),
                Rounding.WHOLE,
                "d",
                until.score().at(),
                lost == null
                        ? "From the first response to the last score; it has not been lost."
                        : "From the first response to its loss.",
                List.of(course.rules().cut(CourseRules.RELAPSE).basis()),
                List.of(first.score().source(), until.score().source()));
        moment(
                code + "-relapse",
                instrument.title() + ", relapse",
                lost,
                "The first of so many scores in a row below response.",
                join(rule, List.of(course.rules().cut(CourseRules.RELAPSE).basis())));
        moment(
                code + "-regained",
                instrument.title() + ", response regained",
                trend.regained(),
                "The first response after the relapse.",
                rule);
    }

    private void moment(String code, String title, Trend.@Nullable Point point, String words, List<Basis> basis) {
        if (point != null) {
            figures.add(new Figure(
                    code,
                    title,
                    null,
                    "",
                    null,
                    point.score().at(),
                    new Why(
                            rule(code, words, RESPONSE),
                            basis,
                            List.of(point.score().source()))));
        }
    }

    private static List<Basis> basis(Instrument instrument, Instrument.What... whats) {
        return Stream.of(whats)
                .flatMap(what -> instrument.cut(what).stream())
                .map(Cut::basis)
                .toList();
    }

    // Suicidality, opioids, sessions not held

    private Optional<SuicidalityChange> suicidality() {
        Instant start = ofCourse.isEmpty() ? Instant.MAX : ofCourse.get(0).start();
        List<SuicidalityChange> changes = new ArrayList<>();
        for (SuicideScreen.Measure measure : SuicideScreen.Measure.values()) {
            List<SuicideScreen> screens = oneAtATime(measure);
            SuicideScreen before = null;
            SuicideScreen latest = null;
            for (SuicideScreen screen : screens) {
                before = screen.at().isAfter(start) ? before : screen;
                latest = screen.at().isAfter(start) ? screen : latest;
            }
            if (before == null || latest == null) {
                continue;
            }
            SuicidalityChange change = SuicidalityChange.of(before.level(), latest.level());
            changes.add(change);
            text(
                    "suicidality-" + measure.code(),
                    "Suicidal thoughts, " + measure.code(),
                    change.code(),
                    latest.at(),
                    "The last answer against the last before the course: absent, resolved, improved, same or worse.",
                    List.of(),
                    List.of(before.source(), latest.source()));
        }
        return changes.stream().max(Comparator.naturalOrder());
    }

    /** In order, one a moment: of two that contradict each other the worse counts. */
    private List<SuicideScreen> oneAtATime(SuicideScreen.Measure measure) {
        Map<Instant, SuicideScreen> byTime = new TreeMap<>();
        Comparator<SuicideScreen> worse = Comparator.comparingInt(SuicideScreen::level)
                .thenComparing(Comparator.comparing(SuicideScreen::source).reversed());
        course.screens().stream()
                .filter(screen -> screen.measure() == measure && !screen.at().isAfter(now))
                .forEach(screen -> byTime.merge(
                        screen.at(), screen, (one, other) -> worse.compare(one, other) >= 0 ? one : other));
        return List.copyOf(byTime.values());
    }

    private void opioids() {
        if (ofCourse.isEmpty() || course.opioids().isEmpty()) {
            return;
        }
        Instant start = ofCourse.get(0).start();
        BigDecimal before = perDay(start);
        BigDecimal after = perDay(now);
        List<String> sources = course.opioids().stream()
                .map(OpioidUse::source)
                .distinct()
                .sorted()
                .toList();
        number(
                "opioid-before",
                "Opioids before",
                before,
                Rounding.PERCENT,
                "mg/d",
                start,
                "Morphine equivalents a day at the first session.",
                List.of(),
                sources);
        number(
                "opioid-now",
                "Opioids now",
                after,
                Rounding.PERCENT,
                "mg/d",
                now,
                "Morphine equivalents a day now.",
                List.of(),
                sources);
        number(
                "opioid-change",
                "Opioids, change",
                before.signum() == 0
                        ? null
                        : after.subtract(before)
                                .multiply(BigDecimal.valueOf(100))
                                .divide(before, MathContext.DECIMAL128),
                Rounding.PERCENT,
                "%",
                now,
                "(Now − before) ÷ before; below zero is less.",
                List.of(),
                sources);
    }

    private BigDecimal perDay(Instant instant) {
        return course.opioids().stream()
                .filter(use -> use.at(instant))
                .collect(Collectors.toMap(OpioidUse::source, Function.identity(), (one, other) -> one))
                .values()
                .stream()
                .map(OpioidUse::perDay)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void notHeld() {
        for (NotHeld.Kind kind : NotHeld.Kind.values()) {
            List<String> sources = course.notHeld().stream()
                    .filter(session -> session.kind() == kind && !session.at().isAfter(now))
                    .map(NotHeld::source)
                    .distinct()
                    .sorted()
                    .toList();
            String code = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            count(
                    "not-held-" + code,
                    "Not held: " + code,
                    sources.size(),
                    "Counted, and no session.",
                    List.of(),
                    sources);
        }
    }

    // How a figure is put together.

    private LocalDate day(Instant instant) {
        return instant.atZone(course.zone()).toLocalDate();
    }

    private static List<String> sources(List<CourseSession> sessions) {
        return sessions.stream().map(CourseSession::source).toList();
    }

    private static <T> List<T> join(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static Rule rule(String code, String words, String source) {
        return new Rule("course." + code, words, source);
    }

    private void count(String code, String title, int value, String words, List<Basis> basis, List<String> sources) {
        number(code, title, BigDecimal.valueOf(value), Rounding.WHOLE, "1", null, words, basis, sources);
    }

    private void number(
            String code,
            String title,
            @Nullable BigDecimal value,
            Rounding rounding,
            String unit,
            @Nullable Instant at,
            String words,
            List<Basis> basis,
            List<String> sources) {
        figures.add(new Figure(
                code,
                title,
                value == null ? null : rounding.of(value),
                unit,
                null,
                value == null ? null : at,
                new Why(rule(code, words, HERE), basis, sources)));
    }

    private void text(
            String code,
            String title,
            @Nullable String text,
            Instant at,
            String words,
            List<Basis> basis,
            List<String> sources) {
        figures.add(new Figure(
                code,
                title,
                null,
                "",
                text,
                text == null ? null : at,
                new Why(rule(code, words, RESPONSE), basis, sources)));
    }
}
