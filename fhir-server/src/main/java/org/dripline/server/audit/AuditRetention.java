// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long rows are kept at least. The shipped period and where it is from stand in {@code retention.csv}.
 *
 * @param period counted back from today, UTC
 * @param basis who says so
 */
record AuditRetention(Period period, String basis) {

    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);

    AuditRetention {
        // 18 months are a year and six, as the database has it.
        period = period.normalized();
    }

    static AuditRetention shipped() {
        try (InputStream file = Objects.requireNonNull(AuditRetention.class.getResourceAsStream("retention.csv"))) {
            String[] cells = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .skip(1)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("retention.csv has no row"))
                    .split(",", 2);
            return new AuditRetention(Period.parse(cells[0]), cells[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server was told, or else the shipped one. */
    static AuditRetention of(@Nullable Period setting) {
        return setting == null ? shipped() : new AuditRetention(setting, "dripline.audit.retention");
    }

    /** What the server that started last on these tables was told; empty when none has since there is a rule. */
    static Optional<AuditRetention> kept(JdbcTemplate statements) {
        return statements
                .query(
                        "select extract(year from period)::int, extract(month from period)::int,"
                                + " extract(day from period)::int, basis from audit_retention order by id desc limit 1",
                        (row, number) -> new AuditRetention(
                                Period.of(row.getInt(1), row.getInt(2), row.getInt(3)), row.getString(4)))
                .stream()
                .findFirst();
    }

    /** Keeps it where the command that is given beside the server, and the database itself, look for it. */
    void keep(OwnSchema schema) {
        if (!kept(schema.statements()).equals(Optional.of(this))) {
            schema.statements()
                    .update(
                            "insert into audit_retention (period, basis) values (?::interval, ?)",
                            period.toString(),
                            basis);
        }
    }

    /** Rows before this day may go. */
    LocalDate latest(LocalDate today) {
        return today.minus(period);
    }

    boolean isShorterThan(AuditRetention other) {
        return ANY_DAY.plus(period).isBefore(ANY_DAY.plus(other.period));
    }
}
