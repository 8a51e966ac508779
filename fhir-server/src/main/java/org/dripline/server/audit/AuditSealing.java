// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The chain of seals. Each covers the rows since the one before and that one's hash, so that whoever changes, takes
 * away or adds a sealed row changes the hash of every later seal, of which the log has told. Safe for use by many
 * nodes.
 */
public final class AuditSealing {

    private static final Logger log = LoggerFactory.getLogger(AuditSealing.class);

    /** Rows of one seal at most, so that a long pause does not become one long batch. */
    static final int LARGEST_BATCH = 5_000;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('dripline audit seal'))";
    private static final byte[] NOTHING = new byte[0];

    private final OwnSchema schema;

    AuditSealing(OwnSchema schema) {
        this.schema = schema;
    }

    /** Seals all rows that are there; returns how many seals that made. */
    public int seal() {
        Long last = lastSettledRow();
        if (last == null) {
            return 0;
        }
        int made = 0;
        while (true) {
            Optional<AuditSeal> seal =
                    Optional.ofNullable(schema.transactions().execute(status -> sealNext(schema.statements(), last)));
            if (seal.isEmpty()) {
                return made;
            }
            made++;
            log.info(
                    "audit sealed seal={} rows={} last={} hash={}",
                    seal.get().id(),
                    seal.get().rowCount(),
                    seal.get().lastRow(),
                    seal.get().hex());
        }
    }

    /**
     * The last row below which none can appear any more: a row gets its id before it is committed, so another one may
     * be seen first. Nobody holds the lock who has such an id; whoever waits for it gets a later one. Null when there
     * is no row, or when somebody writes for so long that waiting would hold up everybody: then the next time.
     */
    private @Nullable Long lastSettledRow() {
        try {
            return schema.transactions().execute(status -> {
                schema.statements().execute("set local lock_timeout = '500ms'");
                schema.statements().execute("lock table audit in share mode");
                return schema.statements().queryForObject("select max(id) from audit", Long.class);
            });
        } catch (PessimisticLockingFailureException | QueryTimeoutException busy) {
            log.info("audit not sealed, a write is under way");
            return null;
        }
    }

    private static @Nullable AuditSeal sealNext(JdbcTemplate statements, long upTo) {
        statements.execute(LOCK);
        AuditSeal before = statements
                .query(
                        "select " + AuditSeal.COLUMNS + " from audit_seal order by id desc limit 1",
                        (row, number) -> AuditSeal.of(row))
                .stream()
                .findFirst()
                // All of them may have grown old, and gone.
                .or(() -> Destroyed.newest(statements).map(Destroyed::last))
                .orElse(null);
        long after = before == null ? 0 : before.lastRow();
        List<AuditRow> rows = statements.query(
                "select " + AuditRow.COLUMNS + " from audit where id > ? and id <= ? order by id limit "
                        + LARGEST_BATCH,
                (row, number) -> AuditRow.of(row),
                after,
                upTo);
        if (rows.isEmpty()) {
            return null;
        }
        AuditSeal seal = AuditSeal.over(
                rows,
                before == null ? 1 : before.id() + 1,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                before == null ? NOTHING : before.hash());
        statements.update(
                "insert into audit_seal (" + AuditSeal.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)",
                seal.id(),
                Timestamp.from(seal.sealedAt()),
                seal.firstRow(),
                seal.lastRow(),
                seal.rowCount(),
                seal.previousHash(),
                seal.marks(),
                seal.hash());
        return seal;
    }

    /**
     * What holding every row against its seal found.
     *
     * @param seals that agree, until the first that does not
     * @param rows below them
     * @param hash of the last of them, hex; empty when there is none
     * @param unsealed rows after the last seal
     * @param broken sentences about the first seal that does not agree; empty when all do
     */
    record Verdict(long seals, long rows, String hash, long unsealed, List<String> broken) {

        Verdict with(List<String> more) {
            return new Verdict(
                    seals,
                    rows,
                    hash,
                    unsealed,
                    Stream.concat(more.stream(), broken.stream()).toList());
        }
    }

    /** Reads every sealed row that was not destroyed by rule, a batch at a time. */
    Verdict verify() {
        Optional<Destroyed> gone = destroyed();
        Verdict found = verifyAfter(gone.map(Destroyed::last).orElse(null));
        if (!destroyed().map(Destroyed::row).equals(gone.map(Destroyed::row))) {
            // Seals were destroyed while they were read.
            return verify();
        }
        return found.with(gone.map(this::problems).orElse(List.of()));
    }

    /** The newest destruction; what is left begins after it. */
    Optional<Destroyed> destroyed() {
        return Destroyed.newest(schema.statements());
    }

    /**
     * The same for what is left where the oldest seals and their rows were taken out on purpose: whoever did so has
     * kept number and hash of the last of them.
     */
    Verdict verifyAfter(long seal, byte[] hash) {
        AuditSeal first = next(seal);
        long lastRow = first == null ? 0 : first.firstRow() - 1;
        return verifyAfter(Destroyed.seal(seal, lastRow, hash));
    }

    private Verdict verifyAfter(@Nullable AuditSeal gone) {
        long rows = 0;
        @Nullable AuditSeal before = gone;
        while (true) {
            AuditSeal seal = next(before == null ? 0 : before.id());
            if (seal == null) {
                return new Verdict(number(before) - number(gone), rows, hex(before), unsealed(before), List.of());
            }
            List<String> broken = problems(seal, before);
            if (!broken.isEmpty()) {
                return new Verdict(number(before) - number(gone), rows, hex(before), unsealed(null), broken);
            }
            rows += seal.rowCount();
            before = seal;
        }
    }

    /** Whether a seal of this hash, which the log told of, is in the chain, or was the last of a destruction. */
    boolean has(String hex) {
        Boolean there = schema.statements()
                .queryForObject(
                        "select exists (select 1 from audit_seal where hash = decode(?, 'hex'))"
                                + " or exists (select 1 from audit_destruction where hash = decode(?, 'hex'))",
                        Boolean.class,
                        hex,
                        hex);
        return Boolean.TRUE.equals(there);
    }

    /** What a destruction left behind, or what was put in its place. */
    private List<String> problems(Destroyed gone) {
        List<String> found = new ArrayList<>(schema.statements()
                .queryForList(
                        "select 'Row ' || id || ' was added: the rows up to ' || ? || ' were destroyed.' from audit"
                                + " where id <= ? order by id limit 20",
                        String.class,
                        gone.last().lastRow(),
                        gone.last().lastRow()));
        List<String> told = schema.statements()
                .queryForList(
                        "select detail from audit where id = ? and kind = 'DESTRUCTION'", String.class, gone.row());
        if (!told.equals(List.of(gone.detail()))) {
            found.add("The destruction of seals up to " + gone.last().id() + " is not what row " + gone.row()
                    + " of the audit says of it: one of them was changed.");
        }
        return found;
    }

    /** The rows of a seal. */
    List<AuditRow> rows(@Nullable AuditSeal before, AuditSeal seal) {
        return schema.statements()
                .query(
                        "select " + AuditRow.COLUMNS + " from audit where id > ? and id <= ? order by id",
                        (row, number) -> AuditRow.of(row),
                        before == null ? 0 : before.lastRow(),
                        seal.lastRow());
    }

    /** In what a seal is not what was made after the one before; empty when it is. */
    List<String> problems(AuditSeal seal, @Nullable AuditSeal before) {
        String which = "Seal " + seal.id() + " (rows " + seal.firstRow() + " to " + seal.lastRow() + ", sealed "
                + seal.sealedAt() + ")";
        if (seal.id() != number(before) + 1) {
            return List.of(which + ": the seal before it, " + (seal.id() - 1) + ", was taken away.");
        }
        if (!Arrays.equals(seal.previousHash(), before == null ? NOTHING : before.hash())) {
            return List.of(which + ": it was made after another seal than the one that is there.");
        }
        List<AuditRow> rows = rows(before, seal);
        List<String> differences = seal.differences(rows);
        if (!differences.isEmpty()) {
            return differences.stream().map(found -> which + ": " + found + ".").toList();
        }
        AuditSeal again = AuditSeal.over(rows, seal.id(), seal.sealedAt(), seal.previousHash());
        if (!Arrays.equals(again.hash(), seal.hash())
                || again.firstRow() != seal.firstRow()
                || again.rowCount() != seal.rowCount()) {
            return List.of(which + ": the seal itself was changed.");
        }
        return List.of();
    }

    @Nullable AuditSeal next(long after) {
        return schema
                .statements()
                .query(
                        "select " + AuditSeal.COLUMNS + " from audit_seal where id > ? order by id limit 1",
                        (row, number) -> AuditSeal.of(row),
                        after)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private long unsealed(@Nullable AuditSeal last) {
        Long count = schema.statements()
                .queryForObject(
                        "select count(*) from audit where id > coalesce(?::bigint, (select max(last_row) from audit_seal), 0)",
                        Long.class,
                        last == null ? null : last.lastRow());
        return count == null ? 0 : count;
    }

    private static long number(@Nullable AuditSeal seal) {
        return seal == null ? 0 : seal.id();
    }

    private static String hex(@Nullable AuditSeal seal) {
        return seal == null ? "" : seal.hex();
    }
}
