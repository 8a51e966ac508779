// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dripline.app.session.SessionView.Dose;
import org.dripline.app.session.SessionView.Order;
import org.dripline.app.session.SessionView.Pump;
import org.dripline.app.session.SessionView.PumpState;
import org.dripline.app.session.SessionView.Times;
import org.dripline.app.session.SessionView.Vital;
import org.jspecify.annotations.Nullable;

/**
 * The moving part of the session screen, worded: every text the template prints, and nothing it would have to decide.
 *
 * @param mode which of the four pages this is
 * @param asOf clinical time of these figures, {@code 10:25:07}
 * @param day clinical day of these figures
 * @param notice one sentence when the record cannot be read; absent when all is well
 * @param order the order in one line of parts
 * @param pump the pump
 * @param dose the dose
 * @param vitals the vital signs
 * @param times start and durations
 * @param scores the last scores with their age
 * @param onRecord what about the session somebody should have seen
 * @param notes what stayed out of the figures
 */
record SessionPage(
        Mode mode,
        String asOf,
        String day,
        @Nullable String notice,
        List<Part> order,
        @Nullable PumpCard pump,
        @Nullable DoseCard dose,
        List<VitalCard> vitals,
        List<Part> times,
        List<Part> scores,
        List<Line> onRecord,
        List<String> notes) {

    /** What a screen reader says when a part of it changes: notice, pump, and vital signs that became unknown. */
    public List<String> announcements() {
        List<String> sentences = new ArrayList<>();
        if (notice != null) {
            sentences.add(notice);
        }
        if (pump != null) {
            sentences.add(pump.announcement());
        }
        for (VitalCard vital : vitals) {
            if (!vital.known() && !vital.value().isEmpty()) {
                sentences.add(vital.label() + " unknown");
            }
        }
        return sentences;
    }

    /** The four pages. */
    enum Mode {
        LIVE,
        EMPTY,
        LOADING,
        ERROR;

        /** As the template and style sheet name it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A line on record.
     *
     * @param grade for the style sheet: {@code high}, {@code moderate}, {@code low}
     * @param word the grade as it is read
     * @param detail since when, and what was made of it; blank when nothing is known
     * @param passed whether a clinician has passed it
     */
    record Line(String grade, String word, String text, String detail, boolean passed) {}

    /** A label with its text. */
    record Part(String label, String text) {}

    /**
     * What the pump does.
     *
     * @param state for the style sheet: {@code running}, {@code paused}, {@code stopped}, {@code completed},
     *     {@code not-started}, {@code unknown}
     * @param word the state in one word
     * @param figure rate or how long it stands still; blank when there is none
     * @param unit of the figure
     * @param detail since when, why
     * @param report age of the last report
     * @param announcement the change in one sentence, for a screen reader
     */
    record PumpCard(
            String state, String word, String figure, String unit, String detail, String report, String announcement) {}

    /**
     * What the patient has received.
     *
     * @param known whether the figures stand for the present
     * @param mg {@code 21.9}
     * @param mgPerKg {@code 0.313}; blank when it cannot be told
     * @param share {@code 62 % of 35 mg ordered}
     * @param bar width of the bar, 0–100
     * @param detail when it is not known: the instant up to which at least this was given, and why it is not all
     */
    record DoseCard(boolean known, String mg, String mgPerKg, String share, String bar, String detail) {}

    /**
     * A vital sign.
     *
     * @param known whether the value stands for the present
     * @param age {@code 12 s ago}
     * @param last the last value when it is too old, {@code 136/86 at 10:20:00}
     */
    record VitalCard(
            String id,
            String label,
            boolean known,
            String value,
            String unit,
            String detail,
            String age,
            String last) {}

    /** The page while the record is first read. */
    static SessionPage loading(Instant now, ZoneId zone) {
        return bare(Mode.LOADING, now, zone, null);
    }

    /** The page of a patient without a session under way. */
    static SessionPage empty(Instant now, ZoneId zone, @Nullable String notice) {
        return bare(Mode.EMPTY, now, zone, notice);
    }

    /** The page when nothing could be read yet. */
    static SessionPage error(Instant now, ZoneId zone, String notice) {
        return bare(Mode.ERROR, now, zone, notice);
    }

    private static SessionPage bare(Mode mode, Instant now, ZoneId zone, @Nullable String notice) {
        return new SessionPage(
                mode,
                SessionText.seconds(now, zone),
                SessionText.day(now, zone),
                notice,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same page with these lines on record. */
    SessionPage with(List<OnRecord> lines, ZoneId zone) {
        List<Line> worded =
                lines.stream().map(line -> line(line, zone)).distinct().toList();
        return new SessionPage(mode, asOf, day, notice, order, pump, dose, vitals, times, scores, worded, notes);
    }

    private static Line line(OnRecord line, ZoneId zone) {
        String grade = line.grade().name().toLowerCase(Locale.ROOT);
        Instant since = line.since();
        return new Line(
                grade,
                grade.substring(0, 1).toUpperCase(Locale.ROOT) + grade.substring(1),
                line.words(),
                sentence(line.passed(), since == null ? "" : "on record since " + SessionText.minutes(since, zone)),
                !line.passed().isEmpty());
    }

    /** The page of a session under way. */
    static SessionPage of(SessionView view, ZoneId zone, @Nullable String notice) {
        Instant now = view.now();
        return new SessionPage(
                Mode.LIVE,
                SessionText.seconds(now, zone),
                SessionText.day(now, zone),
                notice,
                order(view.order()),
                pump(view.pump(), now, zone),
                dose(view.dose(), view.order(), view.pump(), zone),
                view.vitals().stream().map(vital -> vital(vital, now, zone)).toList(),
                times(view.times(), view.pump(), zone),
                view.scores().stream()
                        .map(score -> new Part(
                                score.label(),
                                score.value() + ", " + SessionText.age(Duration.between(score.at(), now)) + " ago"))
                        .toList(),
                List.of(),
                view.notes());
    }

    private static List<Part> order(@Nullable Order order) {
        if (order == null) {
            return List.of(new Part("Order", "none found in the record"));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part(order.drug(), order.mg() == null ? "amount not stated" : with(order.mg(), "mg") + " ordered"));
        if (order.mgPerKg() != null) {
            parts.add(new Part("By weight", with(order.mgPerKg(), "mg/kg")));
        }
        parts.add(new Part("Weight", order.weightKg() == null ? "unknown" : with(order.weightKg(), "kg")));
        if (order.concentrationMgPerMl() != null) {
            parts.add(new Part("Bag", with(order.concentrationMgPerMl(), "mg/mL")));
        }
        if (order.rateMlPerHour() != null) {
            parts.add(new Part("Ordered rate", with(order.rateMlPerHour(), "mL/h")));
        }
        return parts;
    }

    private static PumpCard pump(Pump pump, Instant now, ZoneId zone) {
        Instant since = pump.since();
        String at = since == null ? "" : SessionText.minutes(since, zone);
        String age = since == null ? "" : SessionText.age(Duration.between(since, now));
        String report = pump.reportedAt() == null
                ? "no report yet"
                : "report " + SessionText.age(Duration.between(pump.reportedAt(), now)) + " ago";
        String why = pump.reason() == null ? "" : pump.reason();
        BigDecimal rate = pump.rateMlPerHour();
        return switch (pump.state()) {
            case RUNNING ->
                new PumpCard(
                        "running",
                        "Running",
                        rate == null ? "" : SessionText.rate(rate),
                        rate == null ? "rate not reported" : "mL/h",
                        since == null ? "" : "since " + at,
                        report,
                        "Pump running"
                                + (rate == null ? "" : " at " + SessionText.rate(rate) + " millilitres per hour"));
            case PAUSED ->
                new PumpCard(
                        "paused",
                        "Paused",
                        age,
                        "",
                        sentence(why, since == null ? "" : "since " + at),
                        report,
                        "Pump paused" + (why.isEmpty() ? "" : ", " + why));
            case STOPPED ->
                new PumpCard(
                        "stopped",
                        "Stopped",
                        at,
                        "",
                        sentence(why, age.isEmpty() ? "" : age + " ago"),
                        report,
                        "Pump stopped" + (why.isEmpty() ? "" : ", " + why));
            case COMPLETED ->
                new PumpCard(
                        "completed",
                        "Completed",
                        at,
                        "",
                        sentence(why, age.isEmpty() ? "" : age + " ago"),
                        report,
                        "Infusion completed" + (why.isEmpty() ? "" : ", " + why));
            case NOT_STARTED ->
                new PumpCard(
                        "not-started", "Not started", "", "", "no delivery reported", report, "Infusion not started");
            case UNKNOWN ->
                new PumpCard(
                        "unknown",
                        "Unknown",
                        "",
                        "",
                        silence(why, since, zone) + (pump.last() == null ? "" : "; last " + pump.last()),
                        since == null ? "" : age + " ago",
                        "Pump state unknown");
        };
    }

    /** Why the state is not known: nothing came, or nothing that tells. */
    private static String silence(String why, @Nullable Instant since, ZoneId zone) {
        if (since == null) {
            return why.isEmpty() ? "no report from the pump" : why;
        }
        return (why.isEmpty() ? "no report" : why) + " since " + SessionText.seconds(since, zone);
    }

    private static String sentence(String why, String when) {
        if (why.isEmpty() || when.isEmpty()) {
            return why + when;
        }
        return why + ", " + when;
    }

    private static DoseCard dose(Dose dose, @Nullable Order order, Pump pump, ZoneId zone) {
        BigDecimal mg = dose.mg();
        if (mg == null) {
            return pump.state() == PumpState.NOT_STARTED
                    ? new DoseCard(true, "0.0", "0.000", share(dose, order), "0", "")
                    : new DoseCard(false, "", "", "", "0", "no delivery reported");
        }
        String byWeight = dose.mgPerKg() == null ? "" : SessionText.mgPerKg(dose.mgPerKg());
        BigDecimal percent = dose.percent() == null ? BigDecimal.ZERO : dose.percent();
        String bar = SessionText.number(percent.min(BigDecimal.valueOf(100)).max(BigDecimal.ZERO));
        if (dose.known()) {
            return new DoseCard(true, SessionText.mg(mg), byWeight, share(dose, order), bar, "");
        }
        String asOf = dose.asOf() == null ? "" : "as of " + SessionText.seconds(dose.asOf(), zone);
        String detail = pump.state() == PumpState.UNKNOWN
                ? asOf
                : sentence(asOf, dose.otherPump() ? "without a second pump" : "part of the infusion was not seen");
        return new DoseCard(false, SessionText.mg(mg), byWeight, share(dose, order), bar, detail);
    }

    private static String share(Dose dose, @Nullable Order order) {
        if (order == null || order.mg() == null) {
            return "";
        }
        String ordered = with(order.mg(), "mg") + " ordered";
        return dose.percent() == null ? "of " + ordered : SessionText.percent(dose.percent()) + " % of " + ordered;
    }

    private static VitalCard vital(Vital vital, Instant now, ZoneId zone) {
        Instant at = vital.at();
        if (vital.value() == null || at == null) {
            return new VitalCard(vital.id(), vital.label(), false, "", vital.unit(), "", "", "no reading yet");
        }
        String age = SessionText.age(Duration.between(at, now)) + " ago";
        String last = "last " + vital.value() + " at " + SessionText.seconds(at, zone);
        return new VitalCard(
                vital.id(),
                vital.label(),
                !vital.stale(),
                vital.value(),
                vital.unit(),
                vital.detail() == null ? "" : vital.detail(),
                age,
                last);
    }

    private static List<Part> times(@Nullable Times times, Pump pump, ZoneId zone) {
        if (times == null && pump.state() != PumpState.NOT_STARTED) {
            return List.of(new Part("Started", "unknown"));
        }
        if (times == null) {
            return List.of(
                    new Part("Started", "not yet"),
                    new Part("Elapsed", "0:00"),
                    new Part("Infusing", "0:00"),
                    new Part("Paused", "0:00"));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("Started", SessionText.minutes(times.started(), zone)));
        if (times.ended() != null) {
            parts.add(new Part("Ended", SessionText.minutes(times.ended(), zone)));
        }
        Instant lastKnown = pump.state() == PumpState.UNKNOWN && times.ended() == null ? pump.reportedAt() : null;
        parts.add(new Part("Elapsed", lasting(times.elapsed(), lastKnown, zone)));
        parts.add(new Part("Infusing", lasting(times.infusing(), lastKnown, zone)));
        parts.add(new Part("Paused", lasting(times.paused(), lastKnown, zone)));
        return parts;
    }

    /** @param lastKnown when the pump was last heard, if what it does now is not known */
    private static String lasting(Duration duration, @Nullable Instant lastKnown, ZoneId zone) {
        String running = SessionText.running(duration);
        return lastKnown == null ? running : "unknown, " + running + " at " + SessionText.minutes(lastKnown, zone);
    }

    private static String with(BigDecimal number, String unit) {
        return SessionText.number(number) + " " + unit;
    }
}
