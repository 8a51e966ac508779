// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import static java.time.temporal.ChronoUnit.DAYS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The days of a series, worked out from a protocol's numbers.
 *
 * @param sessions in order, one at least
 * @param warnings what could not be kept on the days the clinic is open, in words
 */
public record SeriesPlan(List<PlannedSession> sessions, List<String> warnings) {

    /** This session and the next one, which shows its window. */
    private static final int OF_AN_OPEN_SERIES = 2;

    private static final int WEEK = 7;

    public SeriesPlan {
        sessions = List.copyOf(sessions);
        warnings = List.copyOf(warnings);
    }

    /**
     * A series that starts on the first open day from a date on.
     *
     * @param wanted how many sessions to plan; the protocol's own number when empty
     * @param openDays days of the week on which the clinic gives infusions; every day when empty
     */
    public static SeriesPlan of(Protocol protocol, LocalDate from, Optional<Integer> wanted, Set<DayOfWeek> openDays) {
        Set<DayOfWeek> open = openDays.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(openDays);
        int first = whole(protocol, NumberCodes.SERIES_COUNT).orElse(OF_AN_OPEN_SERIES);
        int all = first + whole(protocol, NumberCodes.SERIES_FURTHER).orElse(0);
        if (protocol.number(NumberCodes.SERIES_COUNT).isEmpty()) {
            first = wanted.orElse(first);
        }
        Builder builder = new Builder(protocol, open, first, wanted.orElse(all));
        return builder.from(nextOpen(from, open));
    }

    private static Optional<Integer> whole(Protocol protocol, String code) {
        return protocol.value(code).map(BigDecimal::intValueExact);
    }

    private static LocalDate nextOpen(LocalDate from, Set<DayOfWeek> open) {
        LocalDate day = from;
        while (!open.contains(day.getDayOfWeek())) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** The three ways in which sessions follow one another. */
    private static final class Builder {
        private final Protocol protocol;
        private final Set<DayOfWeek> open;
        private final int beforeDecision;
        private final int count;
        private final List<PlannedSession> sessions = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Builder(Protocol protocol, Set<DayOfWeek> open, int beforeDecision, int count) {
            this.protocol = protocol;
            this.open = open;
            this.beforeDecision = beforeDecision;
            this.count = count;
        }

        SeriesPlan from(LocalDate start) {
            add(start, start, start);
            Optional<Amount> duration = protocol.amount(NumberCodes.SERIES_DURATION);
            Optional<Amount> interval = protocol.amount(NumberCodes.INTERVAL);
            if (duration.isPresent()) {
                within(start, duration.get());
            } else if (interval.isPresent()) {
                atInterval(start, interval.get());
            } else if (protocol.number(NumberCodes.SPACING_FIRST).isPresent()) {
                spacingOut(start);
            } else if (count > 1) {
                warnings.add("The protocol says nothing of the time between sessions: one is planned.");
            }
            return new SeriesPlan(sessions, warnings);
        }

        /** Every session a window after the one before. */
        private void atInterval(LocalDate start, Amount interval) {
            LocalDate last = start;
            for (int session = 2; session <= count; session++) {
                LocalDate earliest = last.plusDays(interval.low().longValueExact());
                LocalDate latest = last.plusDays(interval.high().longValueExact());
                LocalDate day = nextOpen(earliest, open);
                if (day.isAfter(latest)) {
                    warnings.add("Session " + session + ": the clinic is closed from " + earliest + " to " + latest
                            + "; planned for " + day + ".");
                }
                add(day, earliest, latest);
                last = day;
            }
        }

        /** Every interval a step longer than the one before, up to the longest. */
        private void spacingOut(LocalDate start) {
            long gap = days(NumberCodes.SPACING_FIRST);
            long step = days(NumberCodes.SPACING_STEP);
            long longest = days(NumberCodes.SPACING_LONGEST);
            LocalDate last = start;
            for (int session = 2; session <= count; session++) {
                LocalDate due = last.plusDays(Math.min(gap, longest));
                LocalDate day = nextOpen(due, open);
                add(day, due, day);
                last = day;
                gap += step;
            }
        }

        /** As evenly as the open days allow, in the shortest time that keeps to the window and the week. */
        private void within(LocalDate start, Amount window) {
            long shortest = window.low().longValueExact();
            long longest = window.high().longValueExact();
            List<LocalDate> days = spread(start, shortest);
            for (long span = shortest; span <= longest; span++) {
                List<LocalDate> tried = spread(start, span);
                if (fits(tried, start, window)) {
                    days = tried;
                    break;
                }
            }
            if (!fits(days, start, window)) {
                warnings.add(count + " sessions do not fit into " + window.inWords() + " on the open days"
                        + protocol.number(NumberCodes.SESSIONS_PER_WEEK)
                                .map(most -> " with " + most.inWords())
                                .orElse("")
                        + ".");
            }
            for (int session = 1; session < days.size(); session++) {
                add(days.get(session), days.get(session - 1).plusDays(1), start.plusDays(longest));
            }
        }

        private List<LocalDate> spread(LocalDate start, long span) {
            List<LocalDate> days = new ArrayList<>(List.of(start));
            for (int session = 1; session < count; session++) {
                long ideal = BigDecimal.valueOf(span * session)
                        .divide(BigDecimal.valueOf(count - 1L), 0, RoundingMode.DOWN)
                        .longValueExact();
                LocalDate after = days.get(days.size() - 1).plusDays(1);
                LocalDate wanted = start.plusDays(ideal);
                days.add(nextOpen(wanted.isBefore(after) ? after : wanted, open));
            }
            return days;
        }

        private boolean fits(List<LocalDate> days, LocalDate start, Amount window) {
            long span = DAYS.between(start, days.get(days.size() - 1));
            return window.holds(BigDecimal.valueOf(span)) && weekHolds(days);
        }

        private boolean weekHolds(List<LocalDate> days) {
            Optional<Integer> most = whole(protocol, NumberCodes.SESSIONS_PER_WEEK);
            return most.isEmpty()
                    || days.stream()
                            .noneMatch(day -> days.stream()
                                            .filter(other -> !other.isBefore(day) && other.isBefore(day.plusDays(WEEK)))
                                            .count()
                                    > most.get());
        }

        private long days(String code) {
            return protocol.value(code)
                    .orElseThrow(() -> new IllegalArgumentException("the protocol lacks " + code))
                    .longValueExact();
        }

        private void add(LocalDate day, LocalDate earliest, LocalDate latest) {
            int number = sessions.size() + 1;
            sessions.add(new PlannedSession(number, day, earliest, latest, number > beforeDecision));
        }
    }
}
