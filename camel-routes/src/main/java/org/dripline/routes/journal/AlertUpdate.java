// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Instant;

/**
 * That an alert begins, goes on or ends, as far as it takes to find its beginning again.
 *
 * @param entry the journal entry that says so
 * @param patient id on the FHIR server
 * @param device id on the FHIR server
 * @param about code of its condition
 * @param instance the sender's id of this update; may be empty
 * @param parent the sender's id of the update it began with; empty at first, and not always right later
 * @param phase {@code start}, {@code continue}, {@code end} or another token
 * @param at when
 * @param reference what this update becomes
 */
public record AlertUpdate(
        long entry,
        String patient,
        String device,
        String about,
        String instance,
        String parent,
        String phase,
        Instant at,
        String reference) {

    public AlertUpdate {
        about = ColumnText.of(about);
        instance = ColumnText.of(instance);
        parent = ColumnText.of(parent);
        phase = ColumnText.of(phase);
    }

    boolean begins() {
        return phase.equals("start");
    }

    /** It begins and ends at once. */
    boolean isMoment() {
        return phase.equals("tpoint");
    }

    boolean ends() {
        return phase.equals("end");
    }

    @Override
    public String toString() {
        return "AlertUpdate[" + entry + "]";
    }
}
