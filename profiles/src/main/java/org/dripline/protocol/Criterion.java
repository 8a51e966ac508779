// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule of a protocol in words and codes: an exclusion, an interaction, a reason to hold, pause or stop.
 *
 * @param code its name, once in a protocol
 * @param section the part of the sheet it stands in
 * @param text the rule, without a number: a number needs a source of its own
 * @param severity what it is worth when it is not met
 * @param override who may pass it: {@code prescriber}, {@code never}, or empty when nothing is passed
 * @param concepts the conditions or medicines it is about; may be empty
 * @param mark how far its source is trusted
 * @param source where it is from
 * @param statedIn title of the protocol it stands in
 */
public record Criterion(
        String code,
        Section section,
        String text,
        Severity severity,
        String override,
        List<Concept> concepts,
        Mark mark,
        Source source,
        String statedIn) {

    /** A figure that stands alone; the 3 of PHQ-3 or CYP3A4 does not. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}-])\\p{N}");

    /**
     * A code of a condition or medicine.
     *
     * @param system address of its code system
     */
    public record Concept(String system, String code) {}

    /** @throws IllegalArgumentException when the text is blank or holds a number */
    public Criterion {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a criterion needs words");
        }
        if (NUMBER.matcher(text).find()) {
            throw new IllegalArgumentException("the words hold a number, which needs a source of its own");
        }
        concepts = List.copyOf(concepts);
    }

    /** Whether it raises an alert when a patient has one of its concepts. */
    public boolean alerts() {
        return severity != Severity.NONE;
    }
}
