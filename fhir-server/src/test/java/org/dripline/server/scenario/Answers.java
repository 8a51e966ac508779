// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/**
 * An operation's answer, held against what a step expects of it. What is expected and not there fails, and so does a
 * finding above info that is there and not expected.
 */
final class Answers {

    /** Figures as scenarios name them, as the product does. */
    private static final Map<String, String> AS_WRITTEN = Map.ofEntries(
            Map.entry("weight_kg", "weight"),
            Map.entry("conc_mg_mL", "concentration"),
            Map.entry("drawn_mg", "drawn"),
            Map.entry("ordered_mg", "ordered"),
            Map.entry("delivered_mg", "delivered"),
            Map.entry("delivered_mg_per_kg", "delivered-per-weight"),
            Map.entry("pct_delivered", "percent-delivered"),
            Map.entry("infusing_min", "infusing"),
            Map.entry("elapsed_min", "elapsed"),
            Map.entry("paused_min", "paused"),
            Map.entry("mean_rate_mg_per_h_running", "mean-rate-running"),
            Map.entry("mean_rate_mg_per_h_elapsed", "mean-rate-elapsed"),
            Map.entry("mean_rate_mg_per_kg_h_running", "mean-rate-per-weight-running"),
            Map.entry("baseline_MAP", "baseline-mean"),
            Map.entry("max_dSBP", "max-rise-systolic"),
            Map.entry("max_dDBP", "max-rise-diastolic"),
            Map.entry("max_dMAP", "max-rise-mean"),
            Map.entry("max_dHR", "max-rise-heart-rate"),
            Map.entry("spo2_nadir", "spo2-nadir"),
            Map.entry("pct_time_spo2_lt94", "percent-time-spo2-low"),
            Map.entry("pct_time_spo2_lt90", "percent-time-spo2-very-low"),
            Map.entry("observed_min", "observed"),
            Map.entry("min_to_baseline_MAP_after_end", "time-to-baseline-mean"),
            Map.entry("moaas_nadir", "moaas-nadir"),
            Map.entry("cadss6_peak", "cadss6-peak"),
            Map.entry("waste_mg", "waste"));

    private final Parameters answer;
    private final Instant start;
    private final SoftAssertions softly = new SoftAssertions();

    /** @param start what minutes are counted from */
    Answers(Parameters answer, Instant start) {
        this.answer = answer;
        this.start = start;
    }

    /** A session's summary. */
    void session(JsonNode expected) {
        expected.path("figures").properties().forEach(figure -> {
            switch (figure.getKey()) {
                case "baseline_bp" ->
                    softly.assertThat(number("baseline-systolic") + "/" + number("baseline-diastolic"))
                            .as("baseline_bp")
                            .isEqualTo(figure.getValue().textValue());
                case "min_of_max_dMAP" ->
                    softly.assertThat(figure("max-rise-mean")
                                    .flatMap(found -> time(found, "at"))
                                    .map(this::minute))
                            .as("min_of_max_dMAP")
                            .contains(figure.getValue().asText());
                case "pauses" ->
                    softly.assertThat(all("pause").map(this::pause).toList())
                            .as("pauses")
                            .isEqualTo(texts(figure.getValue()));
                default -> figure(AS_WRITTEN.getOrDefault(figure.getKey(), figure.getKey()), figure.getValue());
            }
        });
        list(expected, "episodes", all("episode").map(this::episode).toList());
        list(expected, "medicines", all("medicine").map(this::medicine).toList());
        list(expected, "segments", segments());
        softly.assertThat(all("gap").count()).as("gaps").isZero();
        softly.assertThat(all("left-out").toList()).as("left out").isEmpty();
        findings(expected);
        softly.assertAll();
    }

    /** A course's summary. */
    void course(JsonNode expected) {
        expected.path("figures").properties().forEach(figure -> figure(figure.getKey(), figure.getValue()));
        if (expected.has("suicidality")) {
            softly.assertThat(text("suicidality"))
                    .as("suicidality")
                    .isEqualTo(expected.get("suicidality").textValue());
        }
        expected.path("due")
                .properties()
                .forEach(due -> softly.assertThat(all("due")
                                .filter(part -> text(part, "code").equals(due.getKey()))
                                .map(part -> text(part, "earliest") + "/" + text(part, "latest"))
                                .toList())
                        .as("due %s", due.getKey())
                        .containsExactly(due.getValue().textValue()));
        findings(expected);
        softly.assertAll();
    }

    /** The gate: {@code result}, {@code findings} (rule, weight, and what was made of it), {@code missing}. */
    void gate(JsonNode expected) {
        softly.assertThat(all("finding")
                        .map(part -> text(part, "rule") + " " + text(part, "severity")
                                + ("info".equals(text(part, "severity"))
                                        ? ""
                                        : "true".equals(text(part, "overridden"))
                                                ? " overridden"
                                                : "true".equals(text(part, "overridable")) ? " overridable" : " final"))
                        .toList())
                .as("the gate's findings")
                .containsExactlyInAnyOrderElementsOf(texts(expected.path("findings")));
        softly.assertThat(all("missing").map(part -> text(part, "rule")).toList())
                .as("what the gate misses")
                .containsExactlyInAnyOrderElementsOf(texts(expected.path("missing")));
        softly.assertThat(text("result"))
                .as("the gate")
                .isEqualTo(expected.get("result").textValue());
        softly.assertAll();
    }

    /** The dose check: {@code result} and {@code findings}. */
    void doseCheck(JsonNode expected) {
        softly.assertThat(all("finding")
                        .map(part -> text(part, "check") + " " + text(part, "severity"))
                        .toList())
                .as("what the dose check finds")
                .containsExactlyInAnyOrderElementsOf(texts(expected.path("findings")));
        softly.assertThat(text("result"))
                .as("the dose check")
                .isEqualTo(expected.get("result").textValue());
        softly.assertAll();
    }

    private void findings(JsonNode expected) {
        softly.assertThat(all("finding")
                        .filter(part -> !text(part, "grade").equals("info"))
                        .map(part -> text(part, "code") + " " + text(part, "grade"))
                        .toList())
                .as("findings above info")
                .containsExactlyInAnyOrderElementsOf(texts(expected.path("findings")));
        softly.assertThat(all("finding")
                        .filter(part -> text(part, "grade").equals("info"))
                        .map(part -> text(part, "code"))
                        .toList())
                .as("findings of information")
                .containsAll(texts(expected.path("info")))
                .doesNotContainAnyElementsOf(
                        expected.has("absent") ? texts(expected.get("absent")) : List.of("no such finding"));
    }

    private void figure(String code, JsonNode expected) {
        Optional<ParametersParameterComponent> figure = figure(code);
        softly.assertThat(figure).as("there is a figure %s", code).isPresent();
        if (figure.isEmpty()) {
            return;
        }
        Type value = value(figure.get(), "value").orElse(null);
        if (expected.isNumber()) {
            softly.assertThat(value instanceof Quantity quantity ? quantity.getValue() : null)
                    .as(code)
                    .isNotNull()
                    .usingComparator(BigDecimal::compareTo)
                    .isEqualTo(expected.decimalValue());
        } else if (value == null) {
            softly.assertThat(time(figure.get(), "at").map(Instant::toString))
                    .as(code)
                    .contains(expected.textValue());
        } else {
            softly.assertThat(value.primitiveValue()).as(code).isEqualTo(expected.textValue());
        }
    }

    private void list(JsonNode expected, String part, List<String> actual) {
        if (expected.has(part)) {
            softly.assertThat(actual).as(part).isEqualTo(texts(expected.get(part)));
        }
    }

    private String pause(ParametersParameterComponent part) {
        return minute(part, "from") + "-" + minute(part, "to") + " " + text(part, "reason");
    }

    /** Up to the last that runs: how long a pump is watched after its end says nothing. */
    private List<String> segments() {
        List<String> segments =
                new ArrayList<>(all("segment").map(this::segment).toList());
        while (!segments.isEmpty() && segments.get(segments.size() - 1).contains(" stopped ")) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    private String segment(ParametersParameterComponent part) {
        String reason = text(part, "reason");
        return minute(part, "from") + "-" + minute(part, "to") + " " + text(part, "flow") + " "
                + value(part, "rate")
                        .map(rate -> plain(((Quantity) rate).getValue()))
                        .orElse("?")
                + (reason.isEmpty() ? "" : " " + reason);
    }

    private String episode(ParametersParameterComponent part) {
        return text(part, "sign") + " " + text(part, "level") + " at " + minute(part, "reached") + ": "
                + text(part, "reading");
    }

    private String medicine(ParametersParameterComponent part) {
        Optional<Instant> trigger = time(part, "trigger");
        return text(part, "name") + " at " + minute(part, "at")
                + trigger.map(since -> ", "
                                + Duration.between(since, time(part, "at").orElseThrow())
                                        .toMinutes()
                                + " min after its trigger")
                        .orElse("");
    }

    private String minute(ParametersParameterComponent part, String name) {
        return time(part, name).map(this::minute).orElse("");
    }

    private String minute(Instant at) {
        return Long.toString(Duration.between(start, at).toMinutes());
    }

    private String number(String figure) {
        return figure(figure)
                .flatMap(found -> value(found, "value"))
                .map(value -> plain(((Quantity) value).getValue()))
                .orElse("?");
    }

    private static String plain(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    private Optional<ParametersParameterComponent> figure(String code) {
        return all("figure").filter(part -> text(part, "code").equals(code)).findFirst();
    }

    private Stream<ParametersParameterComponent> all(String name) {
        return answer.getParameter().stream().filter(part -> part.getName().equals(name));
    }

    private String text(String name) {
        return all(name)
                .findFirst()
                .map(part -> part.getValue().primitiveValue())
                .orElse("");
    }

    private static String text(ParametersParameterComponent part, String name) {
        return value(part, name)
                .map(value -> value instanceof Reference reference
                        ? reference.getReference()
                        : Objects.toString(value.primitiveValue(), ""))
                .orElse("");
    }

    private static Optional<Instant> time(ParametersParameterComponent part, String name) {
        return value(part, name)
                .filter(BaseDateTimeType.class::isInstance)
                .map(value -> ((BaseDateTimeType) value).getValue().toInstant());
    }

    private static Optional<Type> value(ParametersParameterComponent part, String name) {
        return part.getPart().stream()
                .filter(each -> each.getName().equals(name))
                .map(ParametersParameterComponent::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }

    static List<String> texts(JsonNode list) {
        return new ArrayList<>(StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    }
}
