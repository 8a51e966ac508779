// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.util.Locale;

/**
 * Where an entry stands: received → charted, parked (no patient yet, tried again) or quarantined (nothing of it can be
 * used); or repeated.
 */
public enum EntryState {
    RECEIVED,
    CHARTED,
    PARKED,
    QUARANTINED,
    REPEATED;

    /** As in the database and in the actuator's JSON. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text();
    }
}
