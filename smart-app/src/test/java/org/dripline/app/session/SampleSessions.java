// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dripline.app.session.SessionCourse.DosePoint;
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
import org.jspecify.annotations.Nullable;

/** Invented sessions in the shape of the development scenarios D01 (uneventful) and D04 (occlusion, rate change). */
final class SampleSessions {

    static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    record Segment(int from, int to, String rate, @Nullable String reason) {}

    record Row6(int minute, int systolic, int diastolic, int heartRate, int saturation) {}

    record Case(Order order, List<Segment> segments, List<Row6> rows, int minutes) {}

    static final Case UNEVENTFUL = new Case(
            new Order("Ketamine", dec("35"), dec("0.5"), dec("70.0"), dec("1"), dec("52.5")),
            List.of(new Segment(0, 40, "52.5", null)),
            List.of(
                    new Row6(-10, 122, 78, 70, 98),
                    new Row6(0, 122, 78, 71, 98),
                    new Row6(10, 130, 82, 78, 98),
                    new Row6(20, 136, 86, 82, 97),
                    new Row6(30, 138, 88, 84, 97),
                    new Row6(40, 138, 90, 84, 97),
                    new Row6(55, 128, 82, 76, 98),
                    new Row6(70, 122, 78, 72, 98)),
            40);

    static final Case OCCLUSION = new Case(
            new Order("Ketamine", dec("41"), dec("0.5"), dec("82.0"), dec("2"), dec("30.75")),
            List.of(
                    new Segment(0, 12, "30.75", null),
                    new Segment(12, 15, "0", "occlusion"),
                    new Segment(15, 25, "30.75", null),
                    new Segment(25, 49, "23.0625", null)),
            List.of(
                    new Row6(-10, 120, 74, 72, 98),
                    new Row6(0, 120, 74, 72, 98),
                    new Row6(10, 128, 80, 82, 98),
                    new Row6(20, 130, 82, 84, 98),
                    new Row6(25, 132, 82, 86, 97),
                    new Row6(35, 130, 80, 80, 98),
                    new Row6(49, 126, 78, 78, 98),
                    new Row6(60, 122, 76, 74, 98),
                    new Row6(75, 120, 74, 72, 98)),
            40);

    private SampleSessions() {}

    static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }

    static Instant minute(double minute) {
        return START.plusMillis(Math.round(minute * 60_000));
    }

    /** The session at a minute, with everything reported up to then. */
    static SessionView at(Case sample, double minute) {
        return at(sample, minute, minute, minute);
    }

    /**
     * The session at a minute when the pump was last heard at one and the monitor at another.
     *
     * @param pumpHeard minute of the last pump report
     * @param monitorHeard minute of the last reading
     */
    static SessionView at(Case sample, double minute, double pumpHeard, double monitorHeard) {
        Instant now = minute(minute).plusSeconds(7);
        List<RateStep> rates = new ArrayList<>();
        List<DosePoint> dose = new ArrayList<>();
        List<Pause> pauses = new ArrayList<>();
        BigDecimal mg = BigDecimal.ZERO;
        Duration infusing = Duration.ZERO;
        Duration paused = Duration.ZERO;
        Pump pump = new Pump(
                PumpState.NOT_STARTED, null, null, null, minute(pumpHeard).minusSeconds(4), null);
        boolean known = minute - pumpHeard < 1;
        Instant seen = known ? now : minute(pumpHeard);
        for (Segment segment : sample.segments()) {
            Instant from = minute(segment.from());
            Instant to = minute(segment.to()).isBefore(seen) ? minute(segment.to()) : seen;
            if (!from.isBefore(seen)) {
                continue;
            }
            BigDecimal rate = dec(segment.rate());
            rates.add(new RateStep(from, to, rate));
            dose.add(new DosePoint(from, mg, perKg(mg, sample)));
            Duration length = Duration.between(from, to);
            mg = mg.add(rate.multiply(sample.order().concentrationMgPerMl())
                    .multiply(BigDecimal.valueOf(length.toMillis()))
                    .divide(BigDecimal.valueOf(3_600_000), MathContext.DECIMAL64));
            dose.add(new DosePoint(to, mg, perKg(mg, sample)));
            boolean over = !minute(segment.to()).isAfter(now);
            boolean last =
                    segment.equals(sample.segments().get(sample.segments().size() - 1));
            if (rate.signum() == 0) {
                pauses.add(new Pause(from, to, !over, segment.reason()));
                paused = paused.plus(length);
                pump = new Pump(PumpState.PAUSED, null, from, segment.reason(), now.minusSeconds(4), null);
            } else {
                infusing = infusing.plus(length);
                pump = over && last
                        ? new Pump(PumpState.COMPLETED, null, to, null, now.minusSeconds(4), null)
                        : new Pump(PumpState.RUNNING, rate, from, null, now.minusSeconds(4), null);
            }
        }
        if (!known) {
            rates.add(new RateStep(seen, now, null));
            pump = new Pump(PumpState.UNKNOWN, null, seen, null, seen, "running at 52.5 mL/h");
        }
        boolean started = minute >= 0;
        boolean over = pump.state() == PumpState.COMPLETED;
        Instant end = over ? pump.since() : now;
        Times times =
                started ? new Times(START, over ? end : null, Duration.between(START, end), infusing, paused) : null;
        List<Pressure> pressures = new ArrayList<>();
        for (Row6 row : sample.rows()) {
            if (row.minute() <= monitorHeard) {
                pressures.add(new Pressure(
                        minute(row.minute()),
                        BigDecimal.valueOf(row.systolic()),
                        BigDecimal.valueOf(row.diastolic()),
                        BigDecimal.valueOf((row.systolic() + 2 * row.diastolic()) / 3.0)
                                .setScale(1, RoundingMode.HALF_UP)));
            }
        }
        boolean monitor = minute - monitorHeard < 1;
        List<Reading> heart = readings(sample, monitorHeard, true);
        List<Reading> saturation = readings(sample, monitorHeard, false);
        List<Reading> breath = heart.stream()
                .map(reading -> new Reading(reading.at(), dec("14")))
                .toList();
        Pressure bp = pressures.get(pressures.size() - 1);
        List<Vital> vitals = List.of(
                new Vital(
                        "bp",
                        "Blood pressure",
                        bp.words(),
                        "mmHg",
                        "mean " + bp.mean(),
                        bp.at(),
                        Duration.between(bp.at(), now).toMinutes() >= 15),
                vital("hr", "Heart rate", "/min", heart, !monitor),
                vital("spo2", "SpO₂", "%", saturation, !monitor),
                vital("rr", "Respiration", "/min", breath, !monitor));
        BigDecimal percent =
                mg.multiply(BigDecimal.valueOf(100)).divide(sample.order().mg(), MathContext.DECIMAL64);
        SessionCourse course = new SessionCourse(
                started ? START : null,
                minute(sample.minutes()),
                sample.order().mg(),
                sample.order().weightKg(),
                rates,
                dose.isEmpty() ? List.of() : List.of(dose),
                pauses,
                pressures,
                List.of(
                        new Trace(Sign.HEART_RATE, Duration.ofSeconds(45), heart),
                        new Trace(Sign.SATURATION, Duration.ofSeconds(45), saturation),
                        new Trace(Sign.RESPIRATION, Duration.ofSeconds(45), breath)),
                rows(heart, saturation, pressures));
        Dose given = started
                ? new Dose(mg, perKg(mg, sample), percent, false, known, seen)
                : new Dose(null, null, null, false, true, null);
        return new SessionView(now, sample.order(), pump, given, vitals, times, List.of(), List.of(), course);
    }

    private static List<Row> rows(List<Reading> heart, List<Reading> saturation, List<Pressure> pressures) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < heart.size(); i++) {
            Instant at = heart.get(i).at();
            String pressure = pressures.stream()
                    .filter(candidate -> candidate.at().equals(at))
                    .map(one -> one.systolic() + "/" + one.diastolic() + " (" + one.mean() + ")")
                    .findFirst()
                    .orElse("");
            rows.add(new Row(
                    at,
                    "running 52.5",
                    "1.0",
                    "0.014",
                    pressure,
                    heart.get(i).value().toPlainString(),
                    saturation.get(i).value().toPlainString(),
                    "14"));
        }
        Collections.reverse(rows);
        return rows;
    }

    private static Vital vital(String id, String label, String unit, List<Reading> readings, boolean stale) {
        Reading last = readings.get(readings.size() - 1);
        return new Vital(id, label, SessionText.number(last.value()), unit, null, last.at(), stale);
    }

    private static List<Reading> readings(Case sample, double until, boolean heart) {
        List<Reading> readings = new ArrayList<>();
        List<Row6> rows = sample.rows();
        for (int i = 0; i + 1 < rows.size(); i++) {
            Row6 from = rows.get(i);
            Row6 to = rows.get(i + 1);
            int steps = (to.minute() - from.minute()) * 6;
            for (int step = 0; step < steps; step++) {
                double at = from.minute() + step / 6.0;
                if (at > until) {
                    return readings;
                }
                int a = heart ? from.heartRate() : from.saturation();
                int b = heart ? to.heartRate() : to.saturation();
                readings.add(
                        new Reading(minute(at), BigDecimal.valueOf(Math.round(a + (b - a) * (double) step / steps))));
            }
        }
        return readings;
    }

    private static BigDecimal perKg(BigDecimal mg, Case sample) {
        return mg.divide(sample.order().weightKg(), MathContext.DECIMAL64);
    }
}
