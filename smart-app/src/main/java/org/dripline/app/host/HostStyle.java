// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The host's colours out of its {@code smart_style_url} document (SMART App Launch 2.2, "Styling"). Only the names
 * listed here and only hexadecimal colours pass, so a style document can change a colour and nothing else.
 *
 * @param colours custom property name without dashes in front, such as {@code host-background} → {@code #rrggbb}
 */
public record HostStyle(Map<String, String> colours) {

    /** A host that gives no colours. */
    public static final HostStyle NONE = new HostStyle(Map.of());

    private static final Map<String, String> PROPERTIES = Map.of(
            "color_background", "host-background",
            "color_error", "host-error",
            "color_highlight", "host-highlight",
            "color_modal_backdrop", "host-modal-backdrop",
            "color_success", "host-success",
            "color_text", "host-text");

    private static final Pattern COLOUR = Pattern.compile("#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");

    private static final ObjectMapper JSON = new ObjectMapper();

    public HostStyle {
        colours = Map.copyOf(colours);
    }

    /** The colours of a style document; none when it cannot be read. */
    public static HostStyle of(byte[] document) {
        try {
            JsonNode style = JSON.readTree(document);
            Map<String, String> colours = new LinkedHashMap<>();
            PROPERTIES.forEach((key, property) -> {
                String value = style.path(key).asText("");
                if (COLOUR.matcher(value).matches()) {
                    colours.put(property, value);
                }
            });
            return new HostStyle(colours);
        } catch (JacksonException e) {
            return NONE;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory could not be read", e);
        }
    }

    /** As a style sheet: custom properties on the root element, in alphabetical order. */
    public String css() {
        var css = new StringBuilder(":root {\n");
        colours.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(colour -> css.append("  --")
                        .append(colour.getKey())
                        .append(": ")
                        .append(colour.getValue())
                        .append(";\n"));
        return css.append("}\n").toString();
    }
}
