// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A message of an EHR, laboratory or scheduling system.
 *
 * @param segments in the order sent; the first is MSH
 */
public record EhrMessage(List<Segment> segments) {

    public EhrMessage {
        segments = List.copyOf(segments);
    }

    /** MSH-9.1, such as ADT. */
    public String type() {
        return first("MSH").field(9).text(1);
    }

    /** MSH-9.2, such as A01; EVN-1 where MSH-9 has none. */
    public String trigger() {
        String trigger = first("MSH").field(9).text(2);
        return trigger.isEmpty() ? first("EVN").text(1) : trigger;
    }

    /** MSH-11 = T or D: nothing of it is about a patient. */
    public boolean isTest() {
        return Set.of("T", "D").contains(first("MSH").field(11).text(1));
    }

    /** The first segment of that name; one without fields when there is none. */
    public Segment first(String name) {
        return segments.stream()
                .filter(segment -> segment.name().equals(name))
                .findFirst()
                .orElse(Segment.absent(name));
    }

    /** All segments of that name, in the order sent. */
    public List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }

    /**
     * Parts of the message that begin with such a segment, each up to the next one: the groups of an order message
     * begin with ORC, those of a result with OBR.
     */
    public List<EhrMessage> groups(String leader) {
        List<EhrMessage> groups = new ArrayList<>();
        List<Segment> group = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.name().equals(leader)) {
                close(group, groups);
                group = new ArrayList<>(List.of(segment));
            } else if (!group.isEmpty()) {
                group.add(segment);
            }
        }
        close(group, groups);
        return groups;
    }

    private static void close(List<Segment> group, List<EhrMessage> groups) {
        if (!group.isEmpty()) {
            groups.add(new EhrMessage(group));
        }
    }

    @Override
    public String toString() {
        return "EhrMessage[" + segments.size() + " segments]";
    }
}
