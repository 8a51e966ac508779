// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dripline.server.storage.OwnSchema;

/** Emergencies in which somebody saw what is withheld: kept, and over by themselves. By real time. */
final class BreakGlass {

    /**
     * One of them.
     *
     * @param patient logical id
     * @param reason in the words of whoever did it
     */
    record Opened(String username, String clientId, String patient, String reason, Instant at, Instant until) {}

    private final OwnSchema schema;
    private final Duration lasts;

    BreakGlass(OwnSchema schema, Duration lasts) {
        this.schema = schema;
        this.lasts = lasts;
    }

    /** Returns until when. */
    Instant open(String username, String clientId, String patient, String reason) {
        Instant until = Instant.now().plus(lasts);
        schema.statements()
                .update(
                        "insert into break_glass (username, client_id, patient, reason, until) values (?, ?, ?, ?, ?)",
                        username,
                        clientId,
                        patient,
                        reason,
                        Timestamp.from(until));
        return until;
    }

    boolean isOpen(String username, String patient) {
        return Boolean.TRUE.equals(schema.statements()
                .queryForObject(
                        "select exists (select 1 from break_glass where username = ? and patient = ? and until > now())",
                        Boolean.class,
                        username,
                        patient));
    }

    /** The newest first, at most a thousand. */
    List<Opened> all() {
        return schema.statements()
                .query(
                        "select * from break_glass order by id desc limit 1000",
                        (row, number) -> new Opened(
                                row.getString("username"),
                                row.getString("client_id"),
                                row.getString("patient"),
                                row.getString("reason"),
                                row.getTimestamp("opened_at").toInstant(),
                                row.getTimestamp("until").toInstant()));
    }
}
