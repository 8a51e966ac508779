// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in placeholders: {@code ${name}}, {@code ${name:what stands there else}}, {@code ${name?}}, which leaves out
 * what it stands in where there is none. A time may be moved, {@code ${start+20m}} (s, m, h, d), and cut to its day,
 * {@code ${at|day}}. A text that is nothing but a placeholder becomes what is put in, of whatever type.
 */
final class Templates {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{([A-Za-z0-9_.-]*?[A-Za-z0-9_])([+-]\\d+[smhd])?(\\|day)?(\\?|:([^{}]*))?}");

    private Templates() {}

    /**
     * A copy with every placeholder filled in.
     *
     * @throws IllegalArgumentException naming a placeholder for which nothing is given
     */
    static JsonNode fill(JsonNode template, ObjectNode values) {
        return filled(template, values).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private static Optional<JsonNode> filled(JsonNode template, ObjectNode values) {
        if (template.isTextual()) {
            return text(template.textValue(), values);
        }
        if (template.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            template.forEach(each -> filled(each, values).ifPresent(one -> {
                if (one.isArray() && each.isTextual()) {
                    array.addAll((ArrayNode) one);
                } else {
                    array.add(one);
                }
            }));
            return Optional.of(array)
                    .filter(filled -> !filled.isEmpty() || template.isEmpty())
                    .map(JsonNode.class::cast);
        }
        if (template.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (var property : template.properties()) {
                Optional<JsonNode> value = filled(property.getValue(), values);
                if (value.isEmpty() && saysWhatItIs(property)) {
                    return Optional.empty();
                }
                value.ifPresent(one -> object.set(property.getKey(), one));
            }
            return Optional.of(object)
                    .filter(filled -> !filled.isEmpty() || template.isEmpty())
                    .map(JsonNode.class::cast);
        }
        return Optional.of(template);
    }

    /** Without it, an answer, an extension, a coding or a reference says nothing. */
    private static boolean saysWhatItIs(Map.Entry<String, JsonNode> property) {
        return property.getKey().startsWith("value")
                || property.getKey().equals("code")
                || property.getKey().equals("reference")
                || (property.getKey().equals("extension") && property.getValue().isTextual());
    }

    private static Optional<JsonNode> text(String text, ObjectNode values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (matcher.matches()) {
            return value(matcher, values);
        }
        StringBuilder whole = new StringBuilder();
        matcher.reset();
        while (matcher.find()) {
            Optional<JsonNode> value = value(matcher, values);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(
                    whole, Matcher.quoteReplacement(value.get().asText()));
        }
        matcher.appendTail(whole);
        return Optional.of(TextNode.valueOf(whole.toString()));
    }

    private static Optional<JsonNode> value(Matcher matcher, ObjectNode values) {
        String name = matcher.group(1);
        JsonNode value = find(values, name);
        if (value == null) {
            if (matcher.group(4) == null) {
                throw new IllegalArgumentException("nothing is given for ${" + name + "}");
            }
            return matcher.group(5) == null ? Optional.empty() : Optional.of(TextNode.valueOf(matcher.group(5)));
        }
        JsonNode found = fill(value, values);
        if (matcher.group(2) != null) {
            found = TextNode.valueOf(
                    moved(Instant.parse(found.textValue()), matcher.group(2)).toString());
        }
        if (matcher.group(3) != null) {
            found = TextNode.valueOf(Instant.parse(found.textValue())
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString());
        }
        return Optional.of(found);
    }

    private static @Nullable JsonNode find(ObjectNode values, String name) {
        JsonNode whole = values.get(name);
        if (whole != null) {
            return whole;
        }
        JsonNode at = values;
        for (String part : name.split("\\.", -1)) {
            at = at == null ? null : at.get(part);
        }
        return at;
    }

    private static Instant moved(Instant instant, String by) {
        long amount = Long.parseLong(by.substring(1, by.length() - 1));
        Duration step = switch (by.charAt(by.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        return by.startsWith("-") ? instant.minus(step) : instant.plus(step);
    }
}
