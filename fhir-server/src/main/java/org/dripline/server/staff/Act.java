// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.Locale;

/** What not everybody may do, whatever their scopes; one row each of {@code role-table.csv}. */
public enum Act {
    OPEN_RECORD,
    RECORD_CONSENT,
    ORDER,
    CLEAR,
    GIVE,
    OVERRIDE,
    WITNESS,
    SIGN,
    REPLAY,
    ASSOCIATE,
    EXPORT,
    STAFF,
    READ_AUDIT,
    BREAK_GLASS,
    LIST_BREAK_GLASS;

    /** As it is written in the table, such as {@code read-audit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
