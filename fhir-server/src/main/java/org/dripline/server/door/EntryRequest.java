// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of one entry of a batch or transaction, relative to the FHIR base. Source: FHIR R4,
 * http.html#transaction.
 *
 * @param type resource type
 * @param id logical id; null for a search, a create or a conditional write
 * @param history whether versions are asked for
 * @param parameters of the query, decoded
 */
record EntryRequest(String type, @Nullable String id, boolean history, Map<String, String[]> parameters) {

    /** Reads an address; anything but a type, an id and their versions is refused, operations included. */
    static EntryRequest of(String address) {
        int question = address.indexOf('?');
        String path = question < 0 ? address : address.substring(0, question);
        String[] parts = (path.startsWith("/") ? path.substring(1) : path).split("/");
        boolean plain = Arrays.stream(parts).noneMatch(part -> part.isEmpty() || part.startsWith("$"))
                && isType(parts[0])
                && (parts.length < 2 || parts[1].matches("[A-Za-z0-9.-]{1,64}"))
                && (parts.length < 3 || parts[2].equals("_history"))
                && parts.length <= 4;
        if (!plain) {
            throw Refused.because("An entry's address is a type, perhaps with an id, a version or a query.");
        }
        return new EntryRequest(
                parts[0],
                parts.length < 2 ? null : parts[1],
                parts.length > 2,
                question < 0 ? Map.of() : query(address.substring(question + 1)));
    }

    /** Whether this can be the name of a resource type. */
    static boolean isType(String text) {
        return text.matches("[A-Z][A-Za-z]{1,63}");
    }

    /** A query as name and values, each in the order sent. */
    static Map<String, String[]> query(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(name, first -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        Map<String, String[]> query = new LinkedHashMap<>();
        values.forEach((name, all) -> query.put(name, all.toArray(new String[0])));
        return query;
    }

    /** The address of a search with these parameters instead. */
    String searching(Map<String, String[]> instead) {
        return type + "?"
                + instead.entrySet().stream()
                        .flatMap(parameter -> Arrays.stream(parameter.getValue())
                                .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                        .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refused.because("An entry's query cannot be read.");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
