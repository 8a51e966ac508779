// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who says in MSH that it sends. Texts are trimmed, empty when absent.
 *
 * @param application MSH-3.1
 * @param universalId MSH-3.2, an EUI-64 in most device messages
 * @param facility MSH-4.1
 * @param source as the journal keys it: MSH-3.1 (MSH-3.2 where that is empty), and MSH-4.1 after a slash where there is
 *     one
 */
public record Sender(String application, String universalId, String facility, String source) {

    /** One that says nothing. */
    public static final Sender NOBODY = of("", "", "");

    /**
     * From the three fields that tell. MSH-4 keeps two sites apart that run the same product under its default name.
     */
    public static Sender of(String application, String universalId, String facility) {
        String name = application.isEmpty() ? universalId : application;
        String source = name;
        if (name.isEmpty() && facility.isEmpty()) {
            source = "unnamed";
        } else if (!facility.isEmpty()) {
            source = name + "/" + facility;
        }
        return new Sender(application.strip(), universalId.strip(), facility.strip(), source);
    }

    /**
     * From the first segment of a message, whatever its separators; {@link #NOBODY} when it is no MSH.
     *
     * @param segment up to its line end
     */
    public static Sender read(String segment) {
        if (segment.length() < 6 || !segment.startsWith("MSH")) {
            return NOBODY;
        }
        List<String> fields = cut(segment.substring(4), segment.charAt(3));
        String encoding = fields.get(0);
        if (encoding.isEmpty() || fields.size() < 2) {
            return NOBODY;
        }
        List<String> application = cut(fields.get(1), encoding.charAt(0));
        List<String> facility = fields.size() > 2 ? cut(fields.get(2), encoding.charAt(0)) : List.of("");
        return of(application.get(0), application.size() > 1 ? application.get(1) : "", facility.get(0));
    }

    private static List<String> cut(String text, char separator) {
        return new ArrayList<>(List.of(text.split(Pattern.quote(String.valueOf(separator)), -1)));
    }
}
