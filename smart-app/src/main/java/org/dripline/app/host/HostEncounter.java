// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import java.util.List;

/**
 * The encounter the host EHR had open when it launched the app.
 *
 * @param id logical id in the host EHR
 * @param identifiers business identifiers, the visit number among them
 */
public record HostEncounter(String id, List<Identifier> identifiers) {

    public HostEncounter {
        identifiers = List.copyOf(identifiers);
    }

    /** One business identifier; both parts present. */
    public record Identifier(String system, String value) {
        @Override
        public String toString() {
            return "Identifier";
        }
    }
}
