// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.audit.ExportedAudit.NotAnExport;
import org.dripline.server.audit.ExportedAudit.Summary;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The oldest seals whose every row is older than a day: written to a file, and destroyed once that file holds them. The
 * database asks the same conditions again by itself ({@code V70__audit_destruction.sql}). For use beside servers that
 * run.
 */
final class OldAudit {

    private final OwnSchema schema;
    private final AuditSealing seals;

    OldAudit(OwnSchema schema) {
        this.schema = schema;
        this.seals = new AuditSealing(schema);
    }

    /** It is not done; the message says why and what to do. */
    static final class NotDone extends Exception {

        private static final long serialVersionUID = 1L;

        NotDone(String sentence) {
            super(sentence);
        }
    }

    /**
     * Writes them to a file of this name, which only its owner reads.
     *
     * @throws NotDone when there is none, or rows do not agree with their seals
     */
    Summary export(LocalDate before, Path file, Writer writer) throws IOException, NotDone, NotAnExport {
        AuditSeal gone = gone();
        AuditSeal previous = gone;
        long last = lastSealBefore(before);
        while (number(previous) < last) {
            AuditSeal seal = agreeing(previous);
            ExportedAudit.write(writer, seal, seals.rows(previous, seal));
            previous = seal;
        }
        writer.flush();
        // Read again from the disk: what counts is what is there.
        return ExportedAudit.read(file, (seal, rows) -> {});
    }

    /**
     * Destroys them.
     *
     * @param today in UTC
     * @param doneBy user of the operating system
     * @throws NotDone when one of the conditions does not hold; then nothing is changed
     */
    Destroyed destroy(LocalDate before, LocalDate today, Path exported, String doneBy)
            throws IOException, NotDone, NotAnExport {
        AuditRetention retention = AuditRetention.kept(schema.statements())
                .orElseThrow(() -> new NotDone("No server has said yet how long the audit is kept: start this version"
                        + " once with dripline.access.mode=smart."));
        if (before.isAfter(retention.latest(today))) {
            throw new NotDone("The audit is kept for " + retention.period() + " (" + retention.basis()
                    + "): the latest day for --before is " + retention.latest(today) + ".");
        }
        AuditSeal gone = gone();
        long last = lastSealBefore(before);
        Held held = held(exported, gone, last);
        Instant limit = before.atStartOfDay(ZoneOffset.UTC).toInstant();
        try {
            return Objects.requireNonNull(schema.transactions().execute(status -> {
                JdbcTemplate statements = schema.statements();
                Destroyed intended = new Destroyed(
                        Instant.EPOCH, limit, number(gone) + 1, held.last(), held.rows(), doneBy, held.sha256(), 0);
                AuditTrail.write(
                        new Entry(
                                Kind.DESTRUCTION,
                                200,
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                new Asked("D", null, null, null, List.of(), intended.detail())),
                        statements,
                        null);
                statements.update(
                        "insert into audit_destruction (before, first_seal, last_seal, last_row, hash, row_count,"
                                + " done_by, export, audit_row) values (?, ?, ?, ?, ?, ?, ?, ?,"
                                + " currval(pg_get_serial_sequence('audit', 'id')))",
                        Timestamp.from(limit),
                        intended.firstSeal(),
                        intended.last().id(),
                        intended.last().lastRow(),
                        intended.last().hash(),
                        intended.rows(),
                        doneBy,
                        HexFormat.of().parseHex(held.sha256()));
                return Destroyed.newest(statements).orElseThrow();
            }));
        } catch (DataAccessException refused) {
            String why =
                    Objects.requireNonNullElse(refused.getMostSpecificCause().getMessage(), "");
            throw new NotDone("The database refused, and nothing was changed: "
                    + why.lines().findFirst().orElse("no reason given") + ".");
        }
    }

    /**
     * The seals to be destroyed, as they stand in the file.
     *
     * @param rows of all of them
     */
    private record Held(AuditSeal last, long rows, String sha256) {}

    /** Holds the file against the database, seal by seal: nothing goes that is not in it. */
    private Held held(Path file, @Nullable AuditSeal gone, long last) throws IOException, NotDone, NotAnExport {
        var walk = new Object() {
            @Nullable AuditSeal before = gone;

            long rows;
        };
        Summary summary = ExportedAudit.read(file, (exported, rows) -> {
            if (exported.id() != number(walk.before) + 1 || exported.id() > last) {
                return;
            }
            AuditSeal seal;
            try {
                seal = agreeing(walk.before);
            } catch (NotDone broken) {
                throw new NotAnExport(Objects.requireNonNullElse(broken.getMessage(), ""));
            }
            if (!Arrays.equals(seal.hash(), exported.hash())) {
                throw new NotAnExport("Seal " + exported.id() + " of the file is of another audit.");
            }
            walk.rows += rows.size();
            walk.before = seal;
        });
        AuditSeal reached = walk.before;
        if (reached == null || reached.id() != last) {
            throw new NotDone("The file holds "
                    + (summary.last() == null
                            ? "no seal"
                            : "seals " + summary.firstSeal() + " to "
                                    + summary.last().id())
                    + ", and " + (number(gone) + 1) + " to " + last
                    + " are to be destroyed: export them with the same --before first.");
        }
        return new Held(reached, walk.rows, summary.sha256());
    }

    /** The seal after another one, with which its rows agree. */
    private AuditSeal agreeing(@Nullable AuditSeal before) throws NotDone {
        AuditSeal seal = seals.next(number(before));
        List<String> broken = seal == null
                ? List.of("Seal " + (number(before) + 1) + " is not there any more.")
                : seals.problems(seal, before);
        if (seal == null || !broken.isEmpty()) {
            throw new NotDone(String.join(System.lineSeparator(), broken) + System.lineSeparator()
                    + "What does not agree with its seal is neither exported nor destroyed: find out why first.");
        }
        return seal;
    }

    private @Nullable AuditSeal gone() {
        return Destroyed.newest(schema.statements()).map(Destroyed::last).orElse(null);
    }

    /** The last seal of those that have, as all before them, only rows from before a day. */
    private long lastSealBefore(LocalDate day) throws NotDone {
        Long last = schema.statements()
                .queryForObject(
                        "select max(id) from audit_seal where last_row < coalesce("
                                + "(select min(id) from audit where at >= ?), 9223372036854775807)",
                        Long.class,
                        Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        return Optional.ofNullable(last)
                .orElseThrow(() -> new NotDone("There is no seal whose rows are all from before " + day + "."));
    }

    private static long number(@Nullable AuditSeal seal) {
        return seal == null ? 0 : seal.id();
    }

    /** Whether a file may be made under this name; what is there is never written over. */
    static void requireNew(Path file) throws NotDone {
        if (Files.exists(file)) {
            throw new NotDone(file + " is there already: name another file.");
        }
    }
}
