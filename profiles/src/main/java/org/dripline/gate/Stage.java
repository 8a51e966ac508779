// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.Locale;

/** For which intention the record is judged. A rule that is due for the order is due for the session too. */
public enum Stage {
    /** An order becomes active: what holds for the course. */
    ORDER,
    /** The session is cleared or started: what holds for the day and the room as well. */
    SESSION;

    /** The word used in data and operations: {@code order}, {@code session}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean covers(Stage due) {
        return due.compareTo(this) <= 0;
    }
}
