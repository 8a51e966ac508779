// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dripline.gate.Check;
import org.dripline.gate.Gate;
import org.dripline.gate.GateRule;
import org.dripline.gate.GateRule.LabSign;
import org.dripline.gate.GateRules;
import org.dripline.gate.Stage;
import org.dripline.protocol.Criterion.Concept;

/**
 * Reads the gate's table of rules. A line that cannot be understood stops the start: a rule that was skipped is a rule
 * that is missing.
 */
public final class GateRuleFile {

    private static final String SHIPPED = "gate-rules.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KEYS = Set.of(
            "id",
            "check",
            "criterion",
            "due",
            "source",
            "answer",
            "history",
            "conditions",
            "medicines",
            "names",
            "labs");

    private GateRuleFile() {}

    /** The table that ships with the product. */
    public static GateRules shipped() {
        try (InputStream in = Gate.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + SHIPPED);
            }
            return read(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table as JSON: {@code status}, and {@code rules} with the parts of {@link GateRule}.
     *
     * @throws IllegalArgumentException naming the rule and what is wrong with it
     */
    public static GateRules read(String json) {
        JsonNode file;
        try {
            file = JSON.readTree(json);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException(
                    "the gate's rules are no JSON, line "
                            + (unreadable.getLocation() == null
                                    ? "unknown"
                                    : unreadable.getLocation().getLineNr()),
                    unreadable);
        }
        List<GateRule> rules = new ArrayList<>();
        for (JsonNode line : file.path("rules")) {
            rules.add(rule(line));
        }
        return new GateRules(file.path("status").asText(), rules);
    }

    private static GateRule rule(JsonNode line) {
        String id = line.path("id").asText();
        line.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("the gate's rule " + id + " has an unknown key " + key);
            }
        });
        try {
            return new GateRule(
                    id,
                    Check.valueOf(constant(line, "check")),
                    line.path("criterion").asText(),
                    Stage.valueOf(constant(line, "due")),
                    line.path("answer").asText(),
                    line.path("history").asBoolean(),
                    concepts(line.path("conditions")),
                    words(line.path("medicines")),
                    words(line.path("names")),
                    labs(line.path("labs")),
                    line.path("source").asText());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("the gate's rule " + id + ": " + wrong.getMessage(), wrong);
        }
    }

    private static String constant(JsonNode line, String key) {
        return line.path(key).asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<Concept> concepts(JsonNode list) {
        List<Concept> concepts = new ArrayList<>();
        list.forEach(concept -> concepts.add(concept(concept)));
        return concepts;
    }

    private static Concept concept(JsonNode concept) {
        String system = concept.path("system").asText();
        String code = concept.path("code").asText();
        if (system.isBlank() || code.isBlank()) {
            throw new IllegalArgumentException("a code without system or value");
        }
        return new Concept(system, code);
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new HashSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static List<LabSign> labs(JsonNode list) {
        List<LabSign> labs = new ArrayList<>();
        for (JsonNode lab : list) {
            String abnormal = lab.path("abnormal").asText();
            if (!Set.of("low", "high", "positive").contains(abnormal)) {
                throw new IllegalArgumentException("a result is low, high or positive, not “" + abnormal + "”");
            }
            labs.add(new LabSign(concept(lab), abnormal));
        }
        return labs;
    }
}
