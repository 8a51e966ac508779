// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.segment;

import java.util.List;

/**
 * A segment as sent.
 *
 * @param name such as PID
 * @param fields each with its repetitions; field 1 first
 */
public record Segment(String name, List<List<Element>> fields) {

    public Segment {
        fields = fields.stream().map(List::copyOf).toList();
    }

    /** Stands for one that was not sent: all of its fields are absent. */
    static Segment absent(String name) {
        return new Segment(name, List.of());
    }

    /** The first repetition of a field, by its number in the standard. */
    public Element field(int number) {
        List<Element> repetitions = repetitions(number);
        return repetitions.isEmpty() ? Element.ABSENT : repetitions.get(0);
    }

    /** All repetitions of a field. */
    public List<Element> repetitions(int number) {
        return number <= fields.size() ? fields.get(number - 1) : List.of();
    }

    /** The repetitions of a field that say something. */
    public List<Element> said(int number) {
        return repetitions(number).stream().filter(Element::says).toList();
    }

    /** The text of a field's first component. */
    public String text(int number) {
        return field(number).text();
    }

    /** Whether the segment was sent at all. */
    public boolean isThere() {
        return !fields.isEmpty();
    }

    @Override
    public String toString() {
        return "Segment[" + name + "]";
    }
}
