// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Rounding;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.session.PumpReport.Kind;
import org.dripline.session.PumpReport.State;

/**
 * A synthetic session from {@code scenarios/*.json}: rate segments, a nurse's checks, and the figures they must come
 * to. Expanded here to what devices send: an event at each change and a status every ten seconds.
 */
public record Scenario(String name, JsonNode json) {

    public static final Instant START = Instant.parse("2026-01-05T15:00:00Z");

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    public static Stream<Scenario> all() {
        return Stream.of("d01", "d02", "d03", "d04", "d08", "d12").map(Scenario::named);
    }

    public static Scenario named(String name) {
        try (InputStream in =
                Objects.requireNonNull(Scenario.class.getResourceAsStream("scenarios/" + name + ".json"))) {
            return new Scenario(name, JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    public JsonNode expected() {
        return json.get("expected");
    }

    public BigDecimal number(String figure) {
        return expected().get(figure).decimalValue();
    }

    public Instant lastCheck() {
        JsonNode checks = json.get("checks");
        return minute(checks.get(checks.size() - 1).get("minute").intValue());
    }

    public Instant end() {
        JsonNode segments = json.get("segments");
        return minute(segments.get(segments.size() - 1).get("to").intValue());
    }

    public InfusionSession session() {
        return session(reports(), vitalSigns(), scores());
    }

    /** The session, closed at its last check; its checks are charted by hand. */
    public InfusionSession session(List<PumpReport> reports, List<VitalSign> vitalSigns, List<Score> scores) {
        InfusionOrder order = new InfusionOrder(
                new Dose(number("ordered_mg")),
                null,
                new Weight(number("weight_kg")),
                new Dose(number("drawn_mg")),
                null,
                null,
                "MedicationRequest/" + name);
        return new InfusionSession(order, null, reports, vitalSigns, scores, lastCheck(), SessionLimits.examples());
    }

    /** Events and ten-second statuses, each with the pump's counter. */
    public List<PumpReport> reports() {
        List<PumpReport> reports = new ArrayList<>(events());
        for (Instant at = minute(-2); !at.isAfter(lastCheck()); at = at.plusSeconds(10)) {
            reports.add(status(at));
        }
        return reports;
    }

    public List<PumpReport> events() {
        List<PumpReport> events = new ArrayList<>();
        boolean running = false;
        for (JsonNode segment : json.get("segments")) {
            Instant at = minute(segment.get("from").intValue());
            FlowRate rate = rate(segment);
            if (running) {
                PumpReport stop = describe(PumpReport.of(Kind.STOP, at, source("stop", at)), FlowRate.ZERO);
                events.add(
                        segment.has("reason")
                                ? stop.withReason(segment.get("reason").textValue())
                                : stop);
            }
            running = !rate.isZero();
            if (running) {
                events.add(describe(PumpReport.of(Kind.START, at, source("start", at)), rate));
            }
        }
        Kind last = number("pct_delivered").compareTo(BigDecimal.valueOf(100)) == 0 ? Kind.COMPLETE : Kind.STOP;
        events.add(describe(PumpReport.of(last, end(), source("end", end())), FlowRate.ZERO));
        return events;
    }

    private PumpReport status(Instant at) {
        FlowRate rate = FlowRate.ZERO;
        for (JsonNode segment : json.get("segments")) {
            if (!at.isBefore(minute(segment.get("from").intValue()))
                    && at.isBefore(minute(segment.get("to").intValue()))) {
                rate = rate(segment);
            }
        }
        return describe(PumpReport.of(Kind.STATUS, at, source("status", at)), rate)
                .withState(rate.isZero() ? State.NOT_RUNNING : State.RUNNING);
    }

    private PumpReport describe(PumpReport report, FlowRate rate) {
        return report.withCurrentRate(rate)
                .withDelivered(counter(report.at()))
                .withConcentration(new Concentration(number("conc_mg_mL")))
                .withDrug("Ketamine");
    }

    /** What the pump's total shows, to a hundredth of a millilitre. */
    private Volume counter(Instant at) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode segment : json.get("segments")) {
            Instant from = minute(segment.get("from").intValue());
            Instant to = minute(segment.get("to").intValue());
            Instant until = at.isBefore(to) ? at : to;
            if (until.isAfter(from)) {
                sum = sum.add(rate(segment).over(Duration.between(from, until)).millilitres());
            }
        }
        return new Volume(Rounding.VOLUME.of(sum));
    }

    private static FlowRate rate(JsonNode segment) {
        return new FlowRate(segment.get("millilitresPerHour").decimalValue());
    }

    public List<VitalSign> vitalSigns() {
        List<VitalSign> readings = new ArrayList<>();
        for (JsonNode check : json.get("checks")) {
            Instant at = minute(check.get("minute").intValue());
            readings.add(new VitalSign.BloodPressure(
                    at,
                    check.get("systolic").decimalValue(),
                    check.get("diastolic").decimalValue(),
                    null,
                    Quality.ORDINARY,
                    source("bp", at)));
            readings.add(new VitalSign.HeartRate(
                    at, check.get("heartRate").decimalValue(), true, Quality.ORDINARY, source("hr", at)));
            readings.add(new VitalSign.OxygenSaturation(
                    at, check.get("oxygen").decimalValue(), true, Quality.ORDINARY, source("spo2", at)));
        }
        return readings;
    }

    public List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (JsonNode check : json.get("checks")) {
            Instant at = minute(check.get("minute").intValue());
            scores.add(new Score(
                    at, Score.Scale.MOAAS, check.get("moaas").intValue(), Quality.ORDINARY, source("moaas", at)));
            scores.add(new Score(
                    at, Score.Scale.CADSS_6, check.get("cadss6").intValue(), Quality.ORDINARY, source("cadss", at)));
        }
        return scores;
    }

    private static String source(String what, Instant at) {
        return "Observation/" + what + "-" + at.getEpochSecond();
    }

    @Override
    public String toString() {
        return name;
    }
}
