// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.SQLException;

/** The journal's database did not do what was asked. Carries the SQL state only: a driver's message may quote a row. */
public final class JournalUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String cause;

    JournalUnavailable(SQLException failure) {
        super("journal unavailable: " + describe(failure));
        this.cause = describe(failure);
    }

    /** Class and SQL state of the failure, fit for a log. */
    public String cause() {
        return cause;
    }

    private static String describe(SQLException failure) {
        return failure.getClass().getSimpleName() + "/" + failure.getSQLState();
    }
}
