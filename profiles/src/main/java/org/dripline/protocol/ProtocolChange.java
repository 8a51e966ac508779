// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One difference between two versions of a protocol.
 *
 * @param what code of the number or criterion, or the name of a field
 * @param before as it was, empty when it was not there
 * @param after as it is, empty when it is gone
 */
public record ProtocolChange(String what, Optional<String> before, Optional<String> after) {

    /** What changed, in the order of the sheet: first the older version's lines, then what is new. */
    public static List<ProtocolChange> between(Protocol older, Protocol newer) {
        Map<String, String> before = lines(older);
        Map<String, String> after = lines(newer);
        List<ProtocolChange> changes = new ArrayList<>();
        before.forEach((what, line) -> {
            Optional<String> now = Optional.ofNullable(after.get(what));
            if (now.isEmpty() || !now.get().equals(line)) {
                changes.add(new ProtocolChange(what, Optional.of(line), now));
            }
        });
        after.forEach((what, line) -> {
            if (!before.containsKey(what)) {
                changes.add(new ProtocolChange(what, Optional.empty(), Optional.of(line)));
            }
        });
        return List.copyOf(changes);
    }

    private static Map<String, String> lines(Protocol protocol) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("version", protocol.version());
        lines.put("title", protocol.title());
        lines.put("purpose", protocol.purpose());
        lines.put("family", protocol.family());
        lines.put("setting", protocol.setting().name());
        protocol.numbers()
                .forEach(number -> lines.put(
                        number.code(),
                        number.inWords() + " · " + number.mark().code() + " · "
                                + number.source().citation()));
        protocol.criteria()
                .forEach(criterion -> lines.put(
                        criterion.code(),
                        criterion.text() + " · " + criterion.severity().code() + " · " + criterion.override() + " · "
                                + criterion.concepts() + " · "
                                + criterion.mark().code() + " · "
                                + criterion.source().citation()));
        protocol.activities().forEach(activity -> lines.put(activity.id(), activity.title()));
        return lines;
    }
}
