// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dripline.dosing.Rounding;
import org.dripline.figure.Basis;
import org.dripline.figure.Finding;
import org.dripline.figure.Finding.Grade;
import org.dripline.figure.Rule;
import org.dripline.figure.Why;
import org.dripline.outcome.Instrument.What;
import org.dripline.protocol.NumberCodes;
import org.dripline.protocol.ProtocolNumber;

/** What of a course a person should look at. */
final class CourseFindings {

    private static final String HERE = "Rules of this project: profiles/README.md, The course";

    private final Course course;
    private final Instant now;
    private final List<CourseSession> held;
    private final List<CourseSession> counted;
    private final List<Trend> trends;
    private final Optional<SuicidalityChange> suicidality;
    private final List<Finding> findings = new ArrayList<>();

    CourseFindings(
            Course course,
            Instant now,
            List<CourseSession> held,
            List<CourseSession> counted,
            List<Trend> trends,
            Optional<SuicidalityChange> suicidality) {
        this.course = course;
        this.now = now;
        this.held = held;
        this.counted = counted;
        this.trends = trends;
        this.suicidality = suicidality;
    }

    List<Finding> all() {
        trends.forEach(this::trend);
        suicidality();
        intervals();
        partial();
        return findings;
    }

    private void trend(Trend trend) {
        Instrument instrument = trend.instrument();
        attention(trend);
        OutcomeScore baseline = trend.baseline();
        if (instrument.cut(What.RESPONSE).isPresent() && !counted.isEmpty()) {
            baseline(trend);
        }
        if (baseline == null || trend.latest().isEmpty()) {
            return;
        }
        Trend.Point latest = trend.latest().get();
        List<String> both = List.of(baseline.source(), latest.score().source());
        if (latest.outcome() == ResponseClass.WORSE) {
            add(
                    "worse",
                    Grade.MODERATE,
                    instrument.title() + " is " + latest.score().value().toPlainString() + ", before the course it was "
                            + baseline.value().toPlainString() + ".",
                    basis(instrument, What.MEANINGFUL),
                    both);
        }
        Trend.Point relapse = trend.relapse();
        if (relapse != null && trend.regained() == null) {
            add(
                    "relapse",
                    Grade.MODERATE,
                    instrument.title() + ": the response was lost on "
                            + day(relapse.score().at()) + ".",
                    List.of(course.rules().cut(CourseRules.RELAPSE).basis()),
                    List.of(relapse.score().source()));
        } else if (relapse != null) {
            add(
                    "relapse-regained",
                    Grade.INFO,
                    instrument.title() + ": the response was lost on "
                            + day(relapse.score().at()) + " and regained.",
                    List.of(course.rules().cut(CourseRules.RELAPSE).basis()),
                    List.of(relapse.score().source()));
        }
        Cut futile = course.rules().cut(CourseRules.FUTILITY);
        if (trend.firstResponse() == null
                && instrument.cut(What.REMISSION).isPresent()
                && futile.met(BigDecimal.valueOf(latest.sessions()))) {
            add(
                    "no-response-yet",
                    Grade.INFO,
                    instrument.title() + ": no response after " + latest.sessions()
                            + " sessions. A hint from one study, no rule.",
                    List.of(futile.basis()),
                    both);
        }
    }

    /** A score that matters whatever it was before, such as one that suggests mania. */
    private void attention(Trend trend) {
        Optional<Cut> cut = trend.instrument().cut(What.ATTENTION);
        Optional<OutcomeScore> last =
                trend.latest().map(Trend.Point::score).or(() -> Optional.ofNullable(trend.baseline()));
        if (cut.isPresent() && last.isPresent() && cut.get().met(last.get().value())) {
            add(
                    "attention-" + trend.instrument().code(),
                    Grade.HIGH,
                    trend.instrument().title() + " is " + last.get().value().toPlainString() + ".",
                    List.of(cut.get().basis()),
                    List.of(last.get().source()));
        }
    }

    private void baseline(Trend trend) {
        OutcomeScore baseline = trend.baseline();
        if (baseline == null) {
            add(
                    "no-baseline",
                    Grade.INFO,
                    trend.instrument().title() + " was not taken before the course: nothing can be compared.",
                    List.of(),
                    trend.points().stream().map(point -> point.score().source()).toList());
            return;
        }
        Cut within = course.rules().cut(CourseRules.BASELINE);
        long days =
                ChronoUnit.DAYS.between(day(baseline.at()), day(counted.get(0).start()));
        if (days > within.value().longValueExact()) {
            add(
                    "baseline-old",
                    Grade.INFO,
                    trend.instrument().title() + " before the course is " + days + " days older than it.",
                    List.of(within.basis()),
                    List.of(baseline.source()));
        }
    }

    private void suicidality() {
        if (suicidality.filter(SuicidalityChange.WORSE::equals).isPresent()) {
            add(
                    "suicidality-worse",
                    Grade.HIGH,
                    "Suicidal thoughts are more than before the course.",
                    List.of(),
                    course.screens().stream()
                            .filter(screen -> !screen.at().isAfter(now))
                            .max(Comparator.comparing(SuicideScreen::at).thenComparing(SuicideScreen::source))
                            .map(screen -> List.of(screen.source()))
                            .orElse(List.of()));
        }
        course.screens().stream()
                .filter(screen -> screen.measure() == SuicideScreen.Measure.C_SSRS
                        && !screen.at().isAfter(now))
                .max(Comparator.comparing(SuicideScreen::at).thenComparing(SuicideScreen::level))
                .filter(screen -> screen.level() == SuicideScreen.HIGHEST)
                .ifPresent(screen -> add(
                        "suicide-risk-high",
                        Grade.HIGH,
                        "The last Columbia screener is of high risk.",
                        List.of(),
                        List.of(screen.source())));
    }

    /** Each interval against the protocol the later session was given by. */
    private void intervals() {
        for (int i = 1; i < held.size(); i++) {
            CourseSession before = held.get(i - 1);
            CourseSession session = held.get(i);
            GivenBy given = course.protocols().get(session.protocol());
            Optional<ProtocolNumber> interval =
                    given == null ? Optional.empty() : given.protocol().number(NumberCodes.INTERVAL);
            if (given == null || interval.isEmpty()) {
                continue;
            }
            long days = ChronoUnit.DAYS.between(day(before.end()), day(session.start()));
            if (!interval.get().amount().holds(BigDecimal.valueOf(days))) {
                add(
                        "interval-outside-window",
                        Grade.MODERATE,
                        days + " days before the session of " + day(session.start()) + "; the window is "
                                + interval.get().inWords() + ".",
                        List.of(CourseDue.basis(interval.get(), !given.signed())),
                        List.of(before.source(), session.source()));
            }
        }
    }

    private void partial() {
        for (CourseSession session : held) {
            if (!counted.contains(session)) {
                add(
                        "session-not-counted",
                        Grade.INFO,
                        session.percentGiven().map(Rounding.PERCENT::print).orElse("?")
                                + " % of the ordered dose was given: it counts as exposure and not as a session.",
                        List.of(course.rules().cut(CourseRules.COUNTS).basis()),
                        List.of(session.source()));
            }
        }
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(course.zone()).toLocalDate();
    }

    private static List<Basis> basis(Instrument instrument, What what) {
        return instrument.cut(what).map(Cut::basis).stream().toList();
    }

    private void add(String code, Grade grade, String words, List<Basis> basis, List<String> sources) {
        findings.add(new Finding(code, grade, words, new Why(new Rule("course." + code, words, HERE), basis, sources)));
    }
}
