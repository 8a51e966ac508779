// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import org.dripline.server.storage.OwnSchema;

/** Transactions that a test keeps waiting with {@code pg_sleep}. */
final class SleepingCommits {

    private SleepingCommits() {}

    /** Ends their connections. @return how many there were */
    static int end(OwnSchema schema) {
        Integer ended = schema.statements()
                .queryForObject(
                        "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where pid <> pg_backend_pid() and wait_event = 'PgSleep') ended",
                        Integer.class);
        return ended == null ? 0 : ended;
    }
}
