// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ids of tokens until they have expired, in the database: a token used on one node, or before a restart, stays used.
 */
final class UsedTokens {

    /** Longer than the tolerance of clocks in {@link CallerTokens}. */
    private static final Duration BEYOND = Duration.ofMinutes(2);

    private final JdbcTemplate database;

    UsedTokens(JdbcTemplate database) {
        this.database = database;
    }

    /** Whether nobody used this token before; from now on somebody has. */
    boolean isFirst(String issuer, String id, Instant expires) {
        int added = database.update(
                "insert into cds.used_token (id, until) values (?, ?) on conflict (id) do nothing",
                digest(issuer + "\n" + id),
                Timestamp.from(expires.plus(BEYOND)));
        database.update("delete from cds.used_token where until < now()");
        return added == 1;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
