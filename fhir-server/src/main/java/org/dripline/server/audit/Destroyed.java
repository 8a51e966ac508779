// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The newest destruction of the oldest seals: what is left begins after it.
 *
 * @param before every row that went was older
 * @param last the last seal that went: its number, last row and hash; nothing else of it is there
 * @param doneBy user of the operating system
 * @param export SHA-256 of the file the rows were exported to, hex
 * @param row number of the row of the audit that tells of it
 */
record Destroyed(
        Instant at, Instant before, long firstSeal, AuditSeal last, long rows, String doneBy, String export, long row) {

    private static final byte[] NOTHING = new byte[0];

    static Optional<Destroyed> newest(JdbcTemplate statements) {
        return statements
                .query(
                        "select at, before, first_seal, last_seal, last_row, hash, row_count, done_by,"
                                + " encode(export, 'hex'), audit_row from audit_destruction order by id desc limit 1",
                        (row, number) -> new Destroyed(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getLong(3),
                                seal(row.getLong(4), row.getLong(5), row.getBytes(6)),
                                row.getLong(7),
                                row.getString(8),
                                row.getString(9),
                                row.getLong(10)))
                .stream()
                .findFirst();
    }

    /** A seal of which only this is known any more. */
    static AuditSeal seal(long id, long lastRow, byte[] hash) {
        return new AuditSeal(id, Instant.EPOCH, 0, lastRow, 0, NOTHING, NOTHING, hash);
    }

    /** What the row of the audit says of it. */
    String detail() {
        return "seals " + firstSeal + " to " + last.id() + " with " + rows + " rows up to " + last.lastRow()
                + ", all before " + before.atOffset(ZoneOffset.UTC).toLocalDate() + ", by the operating system's user "
                + doneBy + "; hash of the last " + HexFormat.of().formatHex(last.hash()) + "; SHA-256 of their export "
                + export;
    }
}
