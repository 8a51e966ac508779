// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * A page somebody wrote: a Markdown file of {@code ig/input/pagecontent}. It begins with {@code ---}, one {@code key:
 * value} a line, {@code ---}:
 *
 * <ul>
 *   <li>{@code title}, {@code summary}: one line each
 *   <li>{@code menu}: a shorter title for the menu
 *   <li>{@code kind}: {@code workflow}, or {@code page} for one with its own place in the menu
 *   <li>{@code order}: a number; chapters of a kind stand in its order
 *   <li>{@code uses}: artefact ids, or resource types and ids with a slash between, comma-separated, {@code *} standing
 *       for any letters; the page ends with a table of them, and each of them points back
 * </ul>
 *
 * @param name of the file, without the ending
 * @param kind where it stands in the menu
 * @param order among its kind
 * @param uses patterns of artefact ids
 * @param markdown the text below the head
 */
record Chapter(
        String name,
        String title,
        String menu,
        String summary,
        Kind kind,
        int order,
        List<String> uses,
        String markdown) {

    enum Kind {
        PAGE,
        WORKFLOW
    }

    Chapter {
        uses = List.copyOf(uses);
    }

    String path() {
        return name + ".html";
    }

    /** Whether the chapter is about this artefact. */
    boolean uses(MetadataResource artefact) {
        String id = Names.id(artefact);
        return uses.stream()
                .anyMatch(pattern -> matches(pattern, pattern.contains("/") ? artefact.fhirType() + "/" + id : id));
    }

    static boolean matches(String pattern, String id) {
        return Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((before, after) -> before + ".*" + after)
                .map(id::matches)
                .orElse(false);
    }

    static List<Chapter> readAll(Path folder) {
        return Folders.files(folder, ".md")
                .map(Chapter::read)
                .sorted((one, other) -> Integer.compare(one.order, other.order))
                .toList();
    }

    private static Chapter read(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.md$", "");
        try {
            return parse(name, Files.readString(file));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** @throws IllegalArgumentException when the head is missing, or lacks a title, a kind or an order */
    static Chapter parse(String name, String text) {
        String[] parts = text.split("(?m)^---\\R", 3);
        if (parts.length < 3 || !parts[0].isBlank()) {
            throw new IllegalArgumentException(name + ".md does not begin with a head between two lines of ---");
        }
        Map<String, String> head = new TreeMap<>();
        for (String line : parts[1].split("\\R")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                head.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new Chapter(
                name,
                required(name, head, "title"),
                head.getOrDefault("menu", required(name, head, "title")),
                head.getOrDefault("summary", ""),
                required(name, head, "kind").equals("workflow") ? Kind.WORKFLOW : Kind.PAGE,
                Integer.parseInt(required(name, head, "order")),
                Arrays.stream(head.getOrDefault("uses", "").split(","))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .toList(),
                parts[2]);
    }

    private static String required(String name, Map<String, String> head, String key) {
        String value = head.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + ".md has no " + key + " in its head");
        }
        return value;
    }
}
