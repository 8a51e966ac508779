// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dripline.figure.Basis;
import org.dripline.figure.Rule;
import org.dripline.figure.Why;
import org.dripline.protocol.Amount;
import org.dripline.protocol.NumberCodes;
import org.dripline.protocol.ProtocolNumber;
import org.jspecify.annotations.Nullable;

/**
 * What a course waits for next, and which number made its window: the plan under way, else the protocol. Nothing is due
 * that neither asks for.
 */
final class CourseDue {

    private static final String HERE = "Definition of this project: profiles/README.md, The course";
    private static final List<String> FOLLOW_UPS = List.of("follow-up-first", "follow-up-second", "follow-up-third");
    private static final String FOLLOW_UP_EVERY = "follow-up-every";

    private final Course course;
    private final List<CourseSession> held;
    private final List<CourseSession> counted;
    private final @Nullable Instant latestScore;
    private final Optional<GivenBy> current;

    /** @param held every session of the course, in order; {@code counted} those of them that count */
    CourseDue(Course course, List<CourseSession> held, List<CourseSession> counted, @Nullable Instant latestScore) {
        this.course = course;
        this.held = held;
        this.counted = counted;
        this.latestScore = latestScore;
        this.current = Optional.ofNullable(course.protocols().get(course.current()));
    }

    List<Due> all() {
        List<Due> due = new ArrayList<>();
        if (!held.isEmpty()) {
            session().ifPresent(due::add);
            score().ifPresent(due::add);
            evaluation("interim-evaluation", "interim-after").ifPresent(due::add);
            evaluation("full-evaluation", "evaluation-after").ifPresent(due::add);
        }
        due.sort(Comparator.comparing(Due::earliest).thenComparing(Due::code));
        return due;
    }

    private CourseSession last() {
        return held.get(held.size() - 1);
    }

    private Optional<Due> session() {
        SeriesWindow plan = course.plan();
        if (plan != null && plan.planned() != null && ofPlan(plan) >= plan.planned()) {
            return Optional.empty();
        }
        LocalDate lastDay = day(last().end());
        if (plan != null && plan.shortest() != null && plan.longest() != null) {
            return Optional.of(window(
                    lastDay.plusDays(plan.shortest()),
                    lastDay.plusDays(plan.longest()),
                    "by the plan",
                    plan.basis(),
                    plan.source()));
        }
        if (plan == null && !openEnded()) {
            return Optional.empty();
        }
        Optional<ProtocolNumber> interval = number(NumberCodes.INTERVAL);
        if (interval.isPresent()) {
            return Optional.of(window(
                    lastDay.plusDays(interval.get().amount().low().longValueExact()),
                    lastDay.plusDays(interval.get().amount().high().longValueExact()),
                    "by the protocol",
                    basis(interval.get()),
                    last().source()));
        }
        Optional<ProtocolNumber> duration = number(NumberCodes.SERIES_DURATION);
        if (plan == null || duration.isEmpty()) {
            return Optional.empty();
        }
        LocalDate first = counted.stream()
                .map(session -> day(session.start()))
                .filter(day -> !day.isBefore(plan.from()))
                .findFirst()
                .orElse(plan.from());
        return Optional.of(window(
                nextAllowed(lastDay),
                first.plusDays(duration.get().amount().high().longValueExact()),
                "to end the series in time",
                basis(duration.get()),
                plan.source()));
    }

    /** Whether the protocol says how many sessions it has: then nothing is due after them without a plan. */
    private boolean openEnded() {
        return number(NumberCodes.SERIES_COUNT).isEmpty();
    }

    private int ofPlan(SeriesWindow plan) {
        return (int) counted.stream()
                .filter(session -> !day(session.start()).isBefore(plan.from()))
                .count();
    }

    /** The first day after the last session on which the protocol's sessions a week still hold. */
    private LocalDate nextAllowed(LocalDate lastDay) {
        LocalDate day = lastDay.plusDays(1);
        Optional<BigDecimal> most = number(NumberCodes.SESSIONS_PER_WEEK)
                .map(number -> number.amount().high());
        while (most.isPresent() && inWeekBefore(day) >= most.get().intValue()) {
            day = day.plusDays(1);
        }
        return day;
    }

    private long inWeekBefore(LocalDate day) {
        return held.stream()
                .map(session -> day(session.start()))
                .filter(other -> other.isAfter(day.minusDays(7)) && other.isBefore(day))
                .count();
    }

    private Due window(LocalDate earliest, LocalDate latest, String by, Basis basis, String source) {
        String words = "The next session, " + by + ".";
        return new Due(
                "session",
                earliest,
                latest,
                words,
                why(
                        "due-session",
                        "Last session and the window of the plan, else of the protocol.",
                        basis,
                        List.of(last().source(), source)));
    }

    /** The first follow-up after the last session that no score has come for since. */
    private Optional<Due> score() {
        LocalDate lastDay = day(last().end());
        LocalDate seen = latestScore == null || latestScore.isBefore(last().end()) ? lastDay : day(latestScore);
        for (String code : FOLLOW_UPS) {
            Optional<ProtocolNumber> number = number(code);
            if (number.isPresent()) {
                LocalDate day = lastDay.plusDays(number.get().amount().low().longValueExact());
                if (day.isAfter(seen)) {
                    return Optional.of(score(day, number.get()));
                }
            }
        }
        Optional<ProtocolNumber> every = number(FOLLOW_UP_EVERY);
        Optional<ProtocolNumber> third = number(FOLLOW_UPS.get(FOLLOW_UPS.size() - 1));
        if (every.isEmpty() || third.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = lastDay.plusDays(third.get().amount().low().longValueExact());
        while (!day.isAfter(seen)) {
            day = day.plusDays(every.get().amount().low().longValueExact());
        }
        return Optional.of(score(day, every.get()));
    }

    private Due score(LocalDate day, ProtocolNumber number) {
        return new Due(
                "score",
                day,
                day,
                "Scores after the last session.",
                why(
                        "due-score",
                        "Last session and the protocol's follow-ups; the first no score has come for.",
                        basis(number),
                        List.of(last().source())));
    }

    /** Due from the end of the session the protocol names until the next one. */
    private Optional<Due> evaluation(String code, String numberCode) {
        return number(numberCode)
                .filter(number -> number.amount().low().compareTo(BigDecimal.valueOf(counted.size())) == 0)
                .map(number -> new Due(
                        code,
                        day(last().end()),
                        day(last().end()),
                        "Evaluation after session " + number.amount().low().toPlainString() + ".",
                        why(
                                "due-evaluation",
                                "As many counted sessions as the protocol names.",
                                basis(number),
                                List.of(last().source()))));
    }

    private Optional<ProtocolNumber> number(String code) {
        return current.flatMap(given -> given.protocol().number(code));
    }

    private Basis basis(ProtocolNumber number) {
        boolean draft = current.map(given -> !given.signed()).orElse(true);
        return basis(number, draft);
    }

    static Basis basis(ProtocolNumber number, boolean draft) {
        Amount amount = number.amount();
        String source = number.statedIn() + ": " + number.source().citation() + " ("
                + number.mark().words() + ")";
        return new Basis(number.code(), amount.inWords(), source, draft);
    }

    private static Why why(String code, String words, Basis basis, List<String> sources) {
        return new Why(
                new Rule("course." + code, words, HERE),
                List.of(basis),
                sources.stream().distinct().toList());
    }

    private LocalDate day(Instant instant) {
        return instant.atZone(course.zone()).toLocalDate();
    }
}
