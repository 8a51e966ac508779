// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which update of an alert began with which: a function of all updates of one condition of one device and patient, and
 * of nothing else, so that the order in which they came does not matter.
 *
 * <p>What goes on or ends belongs to the open beginning that it names, else to the last one: senders end alerts under
 * other ids than they began them with. What goes on and has no beginning is one itself.
 */
final class AlertEpisodes {

    /** At one moment: first what begins, last what ends. */
    private static final Comparator<AlertUpdate> ORDER = Comparator.comparing(AlertUpdate::at)
            .thenComparing(update -> update.begins() ? 0 : update.ends() ? 2 : 1)
            .thenComparing(AlertUpdate::reference);

    private AlertEpisodes() {}

    /** By the reference of an update, that of its beginning; nothing for what begins and for what nobody saw begin. */
    static Map<String, String> beginnings(Collection<AlertUpdate> updates) {
        List<AlertUpdate> inOrder = new ArrayList<>(updates);
        inOrder.sort(ORDER);
        List<AlertUpdate> open = new ArrayList<>();
        Map<String, String> beginnings = new HashMap<>();
        for (AlertUpdate update : inOrder) {
            if (update.isMoment()) {
                continue;
            }
            Optional<AlertUpdate> beginning = update.begins() ? Optional.empty() : of(update, open);
            beginning.ifPresent(it -> beginnings.put(update.reference(), it.reference()));
            if (update.ends()) {
                beginning.ifPresent(open::remove);
            } else if (beginning.isEmpty()) {
                open.add(update);
            }
        }
        return beginnings;
    }

    private static Optional<AlertUpdate> of(AlertUpdate update, List<AlertUpdate> open) {
        Optional<AlertUpdate> named = open.stream()
                .filter(it -> !it.instance().isEmpty() && it.instance().equals(update.parent()))
                .reduce((earlier, later) -> later);
        return named.isPresent() || open.isEmpty() ? named : Optional.of(open.get(open.size() - 1));
    }
}
