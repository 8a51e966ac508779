// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.dripline.server.access.AuditTrail.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit, as it was kept.
 *
 * @param at when it was written, to the microsecond
 * @param kind name of a {@link Kind}
 * @param outcome HTTP status
 */
record AuditRow(
        long id,
        Instant at,
        String kind,
        int outcome,
        @Nullable String client,
        @Nullable String username,
        List<String> patients,
        @Nullable String type,
        @Nullable String resourceId,
        @Nullable String address,
        @Nullable String action,
        @Nullable String interaction,
        @Nullable String requestId,
        @Nullable String scopes,
        @Nullable String query,
        List<String> resources,
        @Nullable String detail) {

    static final String COLUMNS = "id, at, kind, outcome, client_id, username, patients, resource_type, resource_id,"
            + " address, action, interaction, request_id, scopes, query, resources, detail";

    AuditRow {
        patients = List.copyOf(patients);
        resources = List.copyOf(resources);
    }

    static AuditRow of(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                texts(row.getArray(7)),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                texts(row.getArray(16)),
                row.getString(17));
    }

    Kind kindOfRow() {
        return Kind.valueOf(kind);
    }

    /** Whether it went well. */
    boolean wentWell() {
        return outcome < 400;
    }

    /**
     * SHA-256 of the row. Each value in the order of {@link #COLUMNS}: the length of its UTF-8 bytes in four bytes, -1
     * for none, then these; a list: how many, then each; numbers and the time in microseconds as text.
     */
    byte[] hash() {
        MessageDigest digest = Sha256.digest();
        add(digest, Long.toString(id));
        add(digest, Long.toString(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000));
        add(digest, kind);
        add(digest, Integer.toString(outcome));
        add(digest, client);
        add(digest, username);
        add(digest, patients);
        add(digest, type);
        add(digest, resourceId);
        add(digest, address);
        add(digest, action);
        add(digest, interaction);
        add(digest, requestId);
        add(digest, scopes);
        add(digest, query);
        add(digest, resources);
        add(digest, detail);
        return digest.digest();
    }

    private static void add(MessageDigest digest, List<String> texts) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(texts.size()).array());
        texts.forEach(text -> add(digest, text));
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
