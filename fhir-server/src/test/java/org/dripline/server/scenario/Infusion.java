// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.dripline.fixtures.device.Act;
import org.dripline.fixtures.device.Player;
import org.dripline.fixtures.device.Timeline;
import org.dripline.fixtures.scenario.Expected;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.routes.journal.EntryStory;
import org.dripline.server.RoutesBeside;

/** One infusion of a scenario: what the simulated devices play, and the values its resources are filled in with. */
final class Infusion {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration RHYTHM = Duration.ofMinutes(1);
    private static final Duration FASTED = Duration.ofHours(9);

    /** These devices do not look at what is expected. */
    private static final Expected NOT_HERE = new Expected(
            new Expected.Dose(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO),
            new Expected.Timing(0, 0, 0, List.of(), 0),
            new Expected.Pressure("", ZERO, 0, 0, ZERO, 0, 0),
            new Expected.Patient(0, 0, ZERO, ZERO, 0, 0));

    private final JsonNode json;
    private final SessionRun run;

    /**
     * @param name such as {@code D01-1-k3f}, unlike any other
     * @param json of the scenario's file, part {@code infusions}
     */
    Infusion(String name, Scenario.Patient patient, JsonNode json) {
        this.json = json;
        this.run = SessionRun.startedAt(
                new Scenario(
                        name,
                        name,
                        patient,
                        "V-" + name,
                        order(json.get("order")),
                        segments(json.get("segments")),
                        vitals(json.get("vitals")),
                        faults(json.get("faults")),
                        NOT_HERE),
                Instant.parse(json.get("start").textValue()));
    }

    SessionRun run() {
        return run;
    }

    private Timeline timeline() {
        return Timeline.of(
                run,
                json.has("everySeconds")
                        ? Duration.ofSeconds(json.get("everySeconds").longValue())
                        : RHYTHM);
    }

    /** Sent as fast as the intake acknowledges, then charted to the last message. */
    void playInto(RoutesBeside routes, Written written) {
        Timeline timeline = timeline();
        try (Player player = new Player("127.0.0.1", routes.mllpPort(), score -> {})) {
            assertThat(player.playAll(timeline))
                    .isNotEmpty()
                    .allSatisfy(
                            delivery -> assertThat(delivery.ack().accepted()).isTrue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written.storeJson(timeline.acts().stream()
                .filter(Act.Score.class::isInstance)
                .map(act -> ((Act.Score) act).resource().toString())
                .toList());
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> routes.journal().backlog() == 0);
        for (Act.Message message : timeline.messages()) {
            List<EntryStory> stories = routes.journal().stories(message.controlId());
            assertThat(stories).as(message.controlId()).isNotEmpty().allSatisfy(story -> {
                assertThat(story.state()).isIn("charted", "repeated");
                assertThat(story.withheld()).isEmpty();
            });
        }
    }

    /**
     * {@code session} (id of the Encounter), {@code visit}, {@code arrival}, {@code intake}, {@code start},
     * {@code end}, {@code left} …
     */
    ObjectNode values() {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        List<Scenario.Segment> segments = run.scenario().segments();
        List<Scenario.VitalsRow> rows = run.scenario().vitals();
        values.put("session", run.encounterId());
        values.put("visit", run.visitNumber());
        values.put("arrival", run.arrival().toString());
        values.put("intake", run.arrival().minus(FASTED).toString());
        values.put("start", run.infusionStart().toString());
        values.put(
                "end",
                run.atMinute(segments.get(segments.size() - 1).toMinute()).toString());
        values.put("left", run.atMinute(rows.get(rows.size() - 1).minute()).toString());
        values.set("order", json.get("order"));
        run.scenario().order().dosePerKg().ifPresent(perKg -> {
            ArrayNode byWeight = values.putArray("byWeight");
            quantity(byWeight, "dosePerKg", perKg, "mg/kg");
            quantity(byWeight, "dosingWeight", run.scenario().order().weightKg(), "kg");
        });
        values.put("minutes", run.scenario().order().durationMinutes());
        ObjectNode first = values.putObject("first");
        first.put("systolic", rows.get(0).systolic())
                .put("diastolic", rows.get(0).diastolic());
        first.put("heartRate", rows.get(0).heartRate()).put("spo2", rows.get(0).spo2());
        return values;
    }

    private static void quantity(ArrayNode parts, String url, BigDecimal value, String unit) {
        parts.addObject()
                .put("url", url)
                .putObject("valueQuantity")
                .put("value", value)
                .put("unit", unit)
                .put("system", "http://unitsofmeasure.org")
                .put("code", unit);
    }

    private static Scenario.Order order(JsonNode order) {
        return new Scenario.Order(
                order.get("mg").decimalValue(),
                order.has("mgPerKg") ? order.get("mgPerKg").decimalValue() : null,
                order.get("kg").decimalValue(),
                order.get("mgPerMl").decimalValue(),
                order.get("drawn").decimalValue(),
                order.get("mlPerHour").decimalValue(),
                order.get("minutes").intValue());
    }

    /** {@code [from, to, mL/h, run | pause | alarm, reason]}, as scenarios are written down. */
    private static List<Scenario.Segment> segments(JsonNode rows) {
        List<Scenario.Segment> segments = new ArrayList<>();
        for (JsonNode row : rows) {
            BigDecimal rate = row.get(2).decimalValue();
            segments.add(new Scenario.Segment(
                    row.get(0).intValue(),
                    row.get(1).intValue(),
                    rate,
                    rate.signum() == 0 ? row.get(4).textValue() : ""));
        }
        return segments;
    }

    /** {@code [minute, systolic, diastolic, heart rate, SpO2, MOAA/S, CADSS-6]}. */
    private static List<Scenario.VitalsRow> vitals(JsonNode rows) {
        List<Scenario.VitalsRow> vitals = new ArrayList<>();
        for (JsonNode row : rows) {
            vitals.add(new Scenario.VitalsRow(
                    row.get(0).intValue(),
                    row.get(1).intValue(),
                    row.get(2).intValue(),
                    row.get(3).intValue(),
                    row.get(4).intValue(),
                    row.get(5).intValue(),
                    row.get(6).intValue()));
        }
        return vitals;
    }

    /** {@code [second, pump | monitor, DELIVERED_TWICE | DELIVERED_LATE, seconds late]}. */
    private static List<Scenario.TransmissionFault> faults(JsonNode rows) {
        List<Scenario.TransmissionFault> faults = new ArrayList<>();
        if (rows != null) {
            for (JsonNode row : rows) {
                faults.add(new Scenario.TransmissionFault(
                        row.get(0).longValue(),
                        row.get(1).textValue(),
                        Scenario.TransmissionFault.Kind.valueOf(row.get(2).textValue()),
                        row.get(3).longValue(),
                        ""));
            }
        }
        return faults;
    }
}
