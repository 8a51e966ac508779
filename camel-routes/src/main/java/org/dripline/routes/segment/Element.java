// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.segment;

import java.util.List;

/**
 * A field's repetition, a component or a subcomponent: a text, or parts.
 *
 * <p>HL7 v2 tells two kinds of nothing apart (v2.6, 2.5.3): a field that is absent leaves what the receiver has, and
 * one with two double quotes deletes it. {@link #isAbsent()} and {@link #isDeleted()} are these two; for both of them
 * {@link #text()} is empty.
 *
 * @param raw as sent, HL7's escapes resolved; empty when there are parts
 * @param parts from 1 in HL7's counting; empty for a text
 */
public record Element(String raw, List<Element> parts) {

    /** Was not sent. */
    public static final Element ABSENT = new Element("", List.of());

    private static final String DELETED = "\"\"";

    public Element {
        parts = List.copyOf(parts);
    }

    static Element text(String raw) {
        return raw.isEmpty() ? ABSENT : new Element(raw, List.of());
    }

    /** What stands here, or in the first of the parts; trimmed. */
    public String text() {
        if (!parts.isEmpty()) {
            return parts.get(0).text();
        }
        return raw.equals(DELETED) ? "" : raw.strip();
    }

    /** Component, or subcomponent, by its number in the standard. A text is its own first part. */
    public Element part(int number) {
        if (parts.isEmpty()) {
            return number == 1 ? this : ABSENT;
        }
        return number <= parts.size() ? parts.get(number - 1) : ABSENT;
    }

    /** The text of a part. */
    public String text(int number) {
        return part(number).text();
    }

    /** Whether nothing was sent: what is known already stays. */
    public boolean isAbsent() {
        return raw.isEmpty() && parts.stream().allMatch(Element::isAbsent);
    }

    /** Whether the sender deletes what is known. */
    public boolean isDeleted() {
        return parts.isEmpty()
                ? raw.equals(DELETED)
                : parts.get(0).isDeleted()
                        && parts.stream().skip(1).allMatch(part -> part.isAbsent() || part.isDeleted());
    }

    /** Whether there is something to read. */
    public boolean says() {
        return parts.isEmpty() ? !text().isEmpty() : parts.stream().anyMatch(Element::says);
    }

    @Override
    public String toString() {
        return "Element";
    }
}
