// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * The codes the artefacts name with their system: in patterns, fixed values, value sets and units.
 *
 * @param bySystem canonical URL of the system to its codes, each with its display or an empty text
 */
record CodesInUse(Map<String, Map<String, String>> bySystem) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param jsonByFile text of the artefacts */
    static CodesInUse of(Map<String, String> jsonByFile) {
        CodesInUse codes = new CodesInUse(new TreeMap<>());
        jsonByFile.values().forEach(text -> {
            try {
                codes.collect(JSON.readTree(text));
            } catch (JsonProcessingException problem) {
                throw new IllegalArgumentException("An artefact is not JSON", problem);
            }
        });
        return codes;
    }

    private void collect(JsonNode node) {
        JsonNode system = node.path("system");
        if (system.isTextual() && node.path("code").isTextual()) {
            add(system.asText(), node);
        }
        if (system.isTextual() && node.path("concept").isArray()) {
            node.path("concept").forEach(concept -> add(system.asText(), concept));
        }
        node.forEach(this::collect);
    }

    private void add(String system, JsonNode concept) {
        String display = concept.path("display").asText(concept.path("unit").asText(""));
        bySystem.computeIfAbsent(system, any -> new TreeMap<>())
                .merge(concept.path("code").asText(), display, (one, other) -> one.isEmpty() ? other : one);
    }
}
