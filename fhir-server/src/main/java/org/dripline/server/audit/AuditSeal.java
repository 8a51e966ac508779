// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One seal: what the rows of a batch were when it was made.
 *
 * @param id 1 for the first, then without a gap
 * @param firstRow id of its first row
 * @param lastRow id of its last row; between two seals there is no row
 * @param previousHash of the seal before; empty for the first
 * @param marks of each row, in order: 8 bytes of its id and the first 8 of its hash
 * @param hash SHA-256 of all the above but the marks, and of the whole hash of each row
 */
record AuditSeal(
        long id,
        Instant sealedAt,
        long firstRow,
        long lastRow,
        int rowCount,
        byte[] previousHash,
        byte[] marks,
        byte[] hash) {

    static final String COLUMNS = "id, sealed_at, first_row, last_row, row_count, previous_hash, marks, hash";

    private static final int MARK = 2 * Long.BYTES;

    /** Seals rows, which are in the order of their ids, and at least one. */
    static AuditSeal over(List<AuditRow> rows, long id, Instant at, byte[] previousHash) {
        ByteBuffer marks = ByteBuffer.allocate(rows.size() * MARK);
        MessageDigest digest = Sha256.digest();
        long first = rows.get(0).id();
        long last = rows.get(rows.size() - 1).id();
        digest.update(ByteBuffer.allocate(5 * Long.BYTES)
                .putLong(id)
                .putLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                .putLong(first)
                .putLong(last)
                .putLong(rows.size())
                .array());
        digest.update(previousHash);
        for (AuditRow row : rows) {
            byte[] hash = row.hash();
            digest.update(hash);
            marks.putLong(row.id()).put(hash, 0, Long.BYTES);
        }
        return new AuditSeal(id, at, first, last, rows.size(), previousHash, marks.array(), digest.digest());
    }

    static AuditSeal of(ResultSet row) throws SQLException {
        return new AuditSeal(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getBytes(6),
                row.getBytes(7),
                row.getBytes(8));
    }

    /** What is otherwise than it was sealed, row by row; empty when the rows agree one by one. */
    List<String> differences(List<AuditRow> rows) {
        Map<Long, Long> sealed = marked(marks);
        List<String> differences = new ArrayList<>();
        for (AuditRow row : rows) {
            Long mark = sealed.remove(row.id());
            if (mark == null) {
                differences.add("row " + row.id() + " was added");
            } else if (mark != ByteBuffer.wrap(row.hash()).getLong()) {
                differences.add("row " + row.id() + " was changed");
            }
        }
        sealed.keySet().forEach(missing -> differences.add("row " + missing + " was taken away"));
        return differences;
    }

    String hex() {
        return HexFormat.of().formatHex(hash);
    }

    private static Map<Long, Long> marked(byte[] marks) {
        Map<Long, Long> byRow = new LinkedHashMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(marks);
        while (buffer.remaining() >= MARK) {
            byRow.put(buffer.getLong(), buffer.getLong());
        }
        return byRow;
    }
}
