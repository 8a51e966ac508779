// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dripline.app.session.SessionCourse.Pause;
import org.dripline.app.session.SessionCourse.Pressure;
import org.dripline.app.session.SessionCourse.RateStep;
import org.dripline.app.session.SessionCourse.Reading;
import org.dripline.app.session.SessionCourse.Row;
import org.dripline.app.session.SessionCourse.Sign;
import org.dripline.app.session.SessionCourse.Trace;
import org.dripline.app.session.SessionView.Dose;
import org.dripline.app.session.SessionView.Order;
import org.dripline.app.session.SessionView.Pump;
import org.dripline.app.session.SessionView.PumpState;
import org.dripline.app.session.SessionView.Times;
import org.dripline.app.session.SessionView.Vital;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Weight;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.session.Channel;
import org.dripline.session.Current;
import org.dripline.session.CurrentVitals;
import org.dripline.session.DoseFigures;
import org.dripline.session.DosePoint;
import org.dripline.session.Freshness;
import org.dripline.session.InfusionOrder;
import org.dripline.session.InfusionSession;
import org.dripline.session.PumpReport;
import org.dripline.session.Quality;
import org.dripline.session.RateSegment;
import org.dripline.session.Score;
import org.dripline.session.SessionSummary;
import org.dripline.session.Stretch;
import org.dripline.session.TimeFigures;
import org.dripline.session.VitalSign;
import org.jspecify.annotations.Nullable;

/** Lays the engine's answer out for the screen. It chooses and arranges; every number is the engine's. */
final class SessionViews {

    private static final String NOT_MEASURED = "not measured";

    private final InfusionSession session;
    private final List<Issue> issues;
    private final boolean current;
    private final Instant now;
    private final SessionSummary summary;
    private final CurrentVitals vitals;

    private SessionViews(InfusionSession session, List<Issue> issues, boolean current, Instant now) {
        this.session = session;
        this.current = current;
        this.issues = issues;
        this.now = now;
        this.summary = session.summaryAt(now);
        this.vitals = session.currentAt(now);
    }

    /** The session as it stands at an instant of the clinical clock. */
    static SessionView at(InfusionSession session, List<Issue> issues, Instant now) {
        return at(session, issues, true, now);
    }

    /**
     * The session as it stands at an instant of the clinical clock.
     *
     * @param current whether the record was read just now; otherwise nothing in it stands for the present
     */
    static SessionView at(InfusionSession session, List<Issue> issues, boolean current, Instant now) {
        return new SessionViews(session, issues, current, now).view();
    }

    private SessionView view() {
        return new SessionView(
                now,
                order(),
                pump(),
                dose(),
                vitalSigns(),
                times(),
                scores(),
                SessionNotes.of(issues, summary),
                course());
    }

    private @Nullable Order order() {
        InfusionOrder order = session.order();
        if (order == null) {
            return null;
        }
        DoseFigures dose = summary.dose();
        return new Order(
                "Ketamine",
                milligrams(dose.ordered()),
                perKilogram(dose.orderedPerWeight()),
                kilograms(dose.weight()),
                strength(dose.concentration()),
                perHour(dose.orderedRate()));
    }

    private Pump pump() {
        Instant reported = summary.lastPumpReport();
        return switch (pumpState()) {
            case NOT_STARTED -> new Pump(PumpState.NOT_STARTED, null, null, null, reported, null);
            case RUNNING ->
                new Pump(PumpState.RUNNING, perHour(summary.rateNow()), runningSince(), null, reported, null);
            case PAUSED -> {
                List<org.dripline.session.Pause> pauses = summary.pauses();
                org.dripline.session.Pause last = pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
                yield new Pump(
                        PumpState.PAUSED,
                        null,
                        last == null ? null : last.from(),
                        last == null ? null : last.reason(),
                        reported,
                        null);
            }
            case KEEP_VEIN_OPEN ->
                new Pump(PumpState.COMPLETED, null, summary.time().end(), keepingOpen(), reported, null);
            case ENDED ->
                completed()
                        ? new Pump(PumpState.COMPLETED, null, summary.time().end(), null, reported, null)
                        : new Pump(PumpState.STOPPED, null, summary.time().end(), lastReason(), reported, null);
            case UNKNOWN ->
                new Pump(
                        PumpState.UNKNOWN,
                        null,
                        reported,
                        current && summary.unclearPumpReport() != null
                                ? "its reports do not say whether it delivers"
                                : null,
                        reported,
                        lastState());
        };
    }

    private org.dripline.session.PumpState pumpState() {
        return current ? summary.pumpState() : org.dripline.session.PumpState.UNKNOWN;
    }

    /** When the run in progress began: a change of rate does not end it. */
    private @Nullable Instant runningSince() {
        Instant since = null;
        for (Stretch stretch : summary.timeline()) {
            boolean runs = stretch instanceof RateSegment segment && segment.flow() == RateSegment.Flow.RUNNING;
            since = runs ? (since == null ? stretch.from() : since) : null;
        }
        return since;
    }

    private String keepingOpen() {
        FlowRate rate = summary.rateNow();
        return rate == null
                ? "line kept open"
                : "line kept open at " + SessionText.rate(rate.millilitresPerHour()) + " mL/h";
    }

    private boolean completed() {
        Instant end = summary.time().end();
        return session.reports().stream()
                .anyMatch(report -> report.kind() == PumpReport.Kind.COMPLETE
                        && report.quality() != Quality.UNUSABLE
                        && end != null
                        && !report.at().isBefore(end)
                        && !report.at().isAfter(now));
    }

    private @Nullable String lastReason() {
        List<RateSegment> segments = summary.segments();
        return segments.isEmpty() ? null : segments.get(segments.size() - 1).reason();
    }

    private @Nullable String lastState() {
        List<RateSegment> segments = summary.segments();
        return segments.isEmpty() ? null : words(segments.get(segments.size() - 1));
    }

    private static String words(RateSegment segment) {
        String rate = SessionText.rate(segment.rate().millilitresPerHour()) + " mL/h";
        return switch (segment.flow()) {
            case RUNNING -> "running at " + rate;
            case KEEP_VEIN_OPEN -> "keeping the line open at " + rate;
            case STOPPED -> segment.reason() == null ? "not running" : "not running, " + segment.reason();
        };
    }

    private Dose dose() {
        DoseFigures dose = summary.dose();
        boolean over = summary.time().end() != null;
        boolean pumpKnown = current && (over || pumpState() != org.dripline.session.PumpState.UNKNOWN);
        return new Dose(
                milligrams(dose.delivered()),
                perKilogram(dose.deliveredPerWeight()),
                dose.percentDelivered(),
                SessionNotes.doseIncomplete(issues),
                pumpKnown && !dose.atLeast() && !SessionNotes.doseIncomplete(issues),
                dose.asOf());
    }

    private List<Vital> vitalSigns() {
        return List.of(
                pressure(),
                vital("hr", "Heart rate", "/min", vitals.heartRate(), rate -> number(rate.beatsPerMinute())),
                vital("spo2", "SpO₂", "%", vitals.oxygenSaturation(), saturation -> number(saturation.percent())),
                vital("rr", "Respiration", "/min", vitals.respiratoryRate(), rate -> number(rate.breathsPerMinute())));
    }

    /** The last pressure, whole or half. */
    private Vital pressure() {
        VitalSign.PartialPressure half = vitals.partialPressure().latest();
        VitalSign.BloodPressure whole = vitals.bloodPressure().latest();
        return half != null && (whole == null || half.at().isAfter(whole.at()))
                ? vital(
                        "bp",
                        "Blood pressure",
                        "mmHg",
                        vitals.partialPressure(),
                        one -> half(one).words())
                : vital(
                        "bp",
                        "Blood pressure",
                        "mmHg",
                        vitals.bloodPressure(),
                        one -> whole(one).words());
    }

    private static Pressure whole(VitalSign.BloodPressure pressure) {
        return new Pressure(pressure.at(), pressure.systolicMmHg(), pressure.diastolicMmHg(), mean(pressure));
    }

    private static Pressure half(VitalSign.PartialPressure half) {
        boolean systolic = half.side() == VitalSign.PartialPressure.Side.SYSTOLIC;
        return new Pressure(half.at(), systolic ? half.mmHg() : null, systolic ? null : half.mmHg(), null);
    }

    private <V extends VitalSign> Vital vital(
            String id, String label, String unit, Current<V> sign, Function<V, String> words) {
        V latest = sign.latest();
        if (latest == null) {
            return new Vital(id, label, null, unit, null, null, true);
        }
        String detail = null;
        if (latest instanceof VitalSign.BloodPressure pressure) {
            BigDecimal mean = mean(pressure);
            detail = mean == null ? null : "mean " + number(mean);
        }
        if (latest instanceof VitalSign.PartialPressure half) {
            detail = half.side() == VitalSign.PartialPressure.Side.SYSTOLIC
                    ? "diastolic not usable"
                    : "systolic not usable";
        }
        if (latest.quality() == Quality.QUESTIONABLE) {
            detail = detail == null ? "questionable" : detail + ", questionable";
        }
        boolean stale = !current || sign.freshness() != Freshness.FRESH;
        return new Vital(id, label, words.apply(latest), unit, detail, latest.at(), stale);
    }

    private List<SessionView.Score> scores() {
        return Stream.of(Score.Scale.values())
                .flatMap(scale -> session.scores().stream()
                        .filter(score -> score.scale() == scale
                                && score.quality() != Quality.UNUSABLE
                                && !score.at().isAfter(now))
                        .max(Comparator.comparing(Score::at).thenComparing(Score::source))
                        .stream())
                .map(score -> new SessionView.Score(
                        switch (score.scale()) {
                            case MOAAS -> "MOAA/S";
                            case CADSS_6 -> "CADSS-6";
                        },
                        Integer.toString(score.value()),
                        score.at()))
                .toList();
    }

    private @Nullable Times times() {
        TimeFigures time = summary.time();
        Instant start = time.start();
        return start == null ? null : new Times(start, time.end(), time.elapsed(), time.infusing(), time.paused());
    }

    private SessionCourse course() {
        DoseFigures dose = summary.dose();
        List<Pressure> pressures = Stream.concat(
                        usable(VitalSign.BloodPressure.class).stream().map(SessionViews::whole),
                        usable(VitalSign.PartialPressure.class).stream().map(SessionViews::half))
                .sorted(Comparator.comparing(Pressure::at))
                .toList();
        List<Trace> traces = List.of(
                trace(
                        Sign.HEART_RATE,
                        Channel.HEART_RATE,
                        VitalSign.HeartRate.class,
                        VitalSign.HeartRate::beatsPerMinute),
                trace(
                        Sign.SATURATION,
                        Channel.OXYGEN_SATURATION,
                        VitalSign.OxygenSaturation.class,
                        VitalSign.OxygenSaturation::percent),
                trace(
                        Sign.RESPIRATION,
                        Channel.RESPIRATORY_RATE,
                        VitalSign.RespiratoryRate.class,
                        VitalSign.RespiratoryRate::breathsPerMinute));
        List<Pause> pauses = summary.pauses().stream()
                .map(pause -> new Pause(pause.from(), pause.until(), pause.open(), pause.reason()))
                .toList();
        return new SessionCourse(
                summary.time().start(),
                plannedEnd(),
                milligrams(dose.ordered()),
                kilograms(dose.weight()),
                rates(),
                doses(),
                pauses,
                pressures,
                traces,
                rows(pressures, traces));
    }

    /** Where the ordered dose ends at the ordered rate: for the width of the time axis only, shown as no figure. */
    private @Nullable Instant plannedEnd() {
        DoseFigures dose = summary.dose();
        Instant start = summary.time().start();
        if (start == null || dose.ordered() == null || dose.concentration() == null || dose.orderedRate() == null) {
            return null;
        }
        if (dose.orderedRate().isZero()) {
            return null;
        }
        return start.plus(dose.orderedRate().timeFor(dose.ordered().in(dose.concentration())))
                .plus(summary.time().paused());
    }

    private List<RateStep> rates() {
        List<RateStep> steps = new ArrayList<>();
        for (Stretch stretch : summary.timeline()) {
            steps.add(new RateStep(
                    stretch.from(),
                    stretch.to(),
                    stretch instanceof RateSegment segment ? perHour(segment.rate()) : null));
        }
        Instant seen = steps.isEmpty() ? null : steps.get(steps.size() - 1).to();
        if (seen != null && seen.isBefore(now) && pumpState() == org.dripline.session.PumpState.UNKNOWN) {
            steps.add(new RateStep(seen, now, null));
        }
        return steps;
    }

    /** The dose curve, broken where the stretch before a corner was not observed. */
    private List<List<SessionCourse.DosePoint>> doses() {
        Weight weight = summary.dose().weight();
        List<List<SessionCourse.DosePoint>> curves = new ArrayList<>();
        List<SessionCourse.DosePoint> curve = new ArrayList<>();
        for (DosePoint corner : summary.cumulative()) {
            if (!corner.observed() && !curve.isEmpty()) {
                curves.add(curve);
                curve = new ArrayList<>();
            }
            curve.add(new SessionCourse.DosePoint(
                    corner.at(),
                    corner.total().milligrams(),
                    weight == null ? null : perKilogram(corner.total().per(weight))));
        }
        if (!curve.isEmpty()) {
            curves.add(curve);
        }
        return curves;
    }

    private <V extends VitalSign> Trace trace(
            Sign sign, Channel channel, Class<V> kind, Function<V, BigDecimal> value) {
        return new Trace(
                sign,
                session.limits().staleAfter(channel).value(),
                usable(kind).stream()
                        .map(reading -> new Reading(reading.at(), value.apply(reading)))
                        .toList(),
                absent(channel));
    }

    private List<Instant> absent(Channel channel) {
        return usable(VitalSign.NotAvailable.class).stream()
                .filter(absence -> absence.channel() == channel)
                .map(VitalSign::at)
                .toList();
    }

    private <V extends VitalSign> List<V> usable(Class<V> kind) {
        return session.vitalSigns().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(reading ->
                        reading.quality() != Quality.UNUSABLE && !reading.at().isAfter(now))
                .sorted(Comparator.comparing(VitalSign::at).thenComparing(VitalSign::source))
                .toList();
    }

    /** One line for each second at which something was reported or the flow changed, newest first. */
    private List<Row> rows(List<Pressure> pressures, List<Trace> traces) {
        Map<Instant, String[]> lines = new TreeMap<>(Comparator.reverseOrder());
        for (Stretch stretch : summary.timeline()) {
            cell(lines, stretch.from(), 0, stretch instanceof RateSegment segment ? words(segment) : "not observed");
        }
        Instant heard = summary.lastPumpReport();
        if (heard != null && !summary.timeline().isEmpty() && pumpState() == org.dripline.session.PumpState.UNKNOWN) {
            cell(lines, heard, 0, "not observed from here");
        }
        for (List<SessionCourse.DosePoint> curve : doses()) {
            for (SessionCourse.DosePoint corner : curve) {
                cell(lines, corner.at(), 1, SessionText.mg(corner.mg()));
                if (corner.mgPerKg() != null) {
                    cell(lines, corner.at(), 2, SessionText.mgPerKg(corner.mgPerKg()));
                }
            }
        }
        for (Instant at : absent(Channel.BLOOD_PRESSURE)) {
            cell(lines, at, 3, NOT_MEASURED);
        }
        for (Pressure pressure : pressures) {
            String mean = pressure.mean() == null ? "" : " (" + number(pressure.mean()) + ")";
            cell(lines, pressure.at(), 3, pressure.words() + mean);
        }
        for (Trace trace : traces) {
            for (Instant at : trace.absences()) {
                cell(lines, at, column(trace.sign()), NOT_MEASURED);
            }
            for (Reading reading : trace.readings()) {
                cell(lines, reading.at(), column(trace.sign()), number(reading.value()));
            }
        }
        return lines.entrySet().stream()
                .map(line -> {
                    String[] cells = line.getValue();
                    return new Row(line.getKey(), cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
                })
                .toList();
    }

    private static int column(Sign sign) {
        return switch (sign) {
            case HEART_RATE -> 4;
            case SATURATION -> 5;
            case RESPIRATION -> 6;
        };
    }

    private static void cell(Map<Instant, String[]> lines, Instant at, int column, String text) {
        String[] cells = lines.computeIfAbsent(
                at.truncatedTo(ChronoUnit.SECONDS), second -> new String[] {"", "", "", "", "", "", ""});
        cells[column] = text;
    }

    private static @Nullable BigDecimal mean(VitalSign.BloodPressure pressure) {
        return pressure.shownMeanMmHg();
    }

    private static String number(BigDecimal value) {
        return SessionText.number(value);
    }

    private static @Nullable BigDecimal milligrams(org.dripline.dosing.@Nullable Dose dose) {
        return dose == null ? null : dose.milligrams();
    }

    private static @Nullable BigDecimal perKilogram(@Nullable DosePerWeight dose) {
        return dose == null ? null : dose.milligramsPerKilogram();
    }

    private static @Nullable BigDecimal kilograms(@Nullable Weight weight) {
        return weight == null ? null : weight.kilograms();
    }

    private static @Nullable BigDecimal strength(@Nullable Concentration concentration) {
        return concentration == null ? null : concentration.milligramsPerMillilitre();
    }

    private static @Nullable BigDecimal perHour(@Nullable FlowRate rate) {
        return rate == null ? null : rate.millilitresPerHour();
    }
}
