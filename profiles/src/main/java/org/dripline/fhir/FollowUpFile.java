// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dripline.gate.FollowUp;
import org.dripline.gate.FollowUps;
import org.dripline.protocol.Mark;

/**
 * Reads {@code follow-ups.json}. A line that is not understood stops the start: it may be one that somebody relies on.
 */
public final class FollowUpFile {

    private static final String SHIPPED = "follow-ups.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KEYS = Set.of("code", "on", "from", "due", "priority", "mark", "source");

    private FollowUpFile() {}

    /** The table that ships with the product. */
    public static FollowUps shipped() {
        try (InputStream in = FollowUps.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + SHIPPED);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table as JSON: {@code status}, and {@code followUps} with the parts of {@link FollowUp}.
     *
     * @throws IllegalArgumentException naming the line and what is wrong with it
     */
    public static FollowUps read(String json) {
        JsonNode file;
        try {
            file = JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the table of follow-ups is no JSON", unreadable);
        }
        List<FollowUp> lines = new ArrayList<>();
        for (JsonNode line : file.path("followUps")) {
            try {
                lines.add(line(line));
            } catch (IllegalArgumentException | DateTimeException wrong) {
                throw new IllegalArgumentException(
                        "the follow-up " + line.path("code").asText() + ": " + wrong.getMessage(), wrong);
            }
        }
        return new FollowUps(file.path("status").asText(), lines);
    }

    private static FollowUp line(JsonNode line) {
        line.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key " + key);
            }
        });
        return new FollowUp(
                line.path("code").asText(),
                FollowUp.Occasion.valueOf(constant(line.path("on"))),
                line.has("from") ? FollowUp.RiskLevel.valueOf(constant(line.get("from"))) : null,
                line.has("due") ? Period.parse(line.get("due").asText()) : null,
                line.path("priority").asText(),
                Mark.of(line.path("mark").asText())
                        .orElseThrow(() -> new IllegalArgumentException("its mark is neither V, V-2 nor GK")),
                line.path("source").asText());
    }

    private static String constant(JsonNode word) {
        return word.asText().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
