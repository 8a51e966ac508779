// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dripline.routes.work.RepeatedWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is resolved and older than is kept: charted entries of which no value is withheld, and repeats. Whatever
 * still asks for somebody (received, parked, quarantined, with a withheld value) stays, however old.
 *
 * <p>In small transactions with pauses, so that no sender waits for it. Several processes on one database may do it at
 * once.
 */
public final class JournalPruning extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(JournalPruning.class);
    private static final long PAUSE_MILLIS = 50;

    private final JournalDatabase database;
    private final JournalProperties.Retention retention;
    private final Clock clock;

    /**
     * @param retention how long, how often, how many at a time
     * @param clock real time, never the demo's: a day of it would take the whole journal
     */
    public JournalPruning(JournalDatabase database, JournalProperties.Retention retention, Clock clock) {
        super("journal-pruning", Duration.ZERO, retention.every());
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    /** How many went. */
    public record Pruned(long charted, long repeated) {}

    /**
     * Prunes once, all that may go.
     *
     * @throws JournalUnavailable when the database is away; what went before that is gone
     * @throws InterruptedException between two batches
     */
    public Pruned prune() throws InterruptedException {
        OffsetDateTime before = OffsetDateTime.ofInstant(clock.instant().minus(retention.keep()), ZoneOffset.UTC);
        // Repeats first: an entry goes only after the last one that repeats it.
        forget(before);
        long repeated = pruneRepeated(before);
        return new Pruned(pruneCharted(before), repeated);
    }

    /**
     * An alert that began so long ago is looked for by nobody, and nothing of that time comes any more. What was sent
     * and taken, the other side has.
     */
    private void forget(OffsetDateTime before) {
        for (String sql : List.of(
                "delete from journal.alert where at < ?",
                "delete from journal.charted_slot where begins < ?",
                "delete from journal.outgoing where state in ('delivered', 'dismissed') and settled_at < ?")) {
            try (Connection connection = database.connection();
                    PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setObject(1, before);
                delete.executeUpdate();
            } catch (SQLException failure) {
                throw new JournalUnavailable(failure);
            }
        }
    }

    private long pruneRepeated(OffsetDateTime before) throws InterruptedException {
        String sql = "delete from journal.entry where id in (select id from journal.entry where state = 'repeated'"
                + " and received_at < ? order by received_at, id limit ? for update skip locked)";
        long all = 0;
        int gone = retention.batch();
        while (gone == retention.batch()) {
            try (Connection connection = database.connection();
                    PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setObject(1, before);
                delete.setInt(2, retention.batch());
                gone = delete.executeUpdate();
            } catch (SQLException failure) {
                throw new JournalUnavailable(failure);
            }
            all += gone;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return all;
    }

    private long pruneCharted(OffsetDateTime before) throws InterruptedException {
        long all = 0;
        Page page = new Page(List.of(), OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), 0);
        do {
            try (Connection connection = database.connection()) {
                page = next(connection, page, before);
                all += delete(connection, page.entries());
            } catch (SQLException failure) {
                throw new JournalUnavailable(failure);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } while (page.entries().size() == retention.batch());
        return all;
    }

    /** Charted entries in the order charted; those with withheld values are passed over, not met again and again. */
    private record Page(List<Long> entries, OffsetDateTime chartedAt, long last) {}

    private Page next(Connection connection, Page after, OffsetDateTime before) throws SQLException {
        String sql = "select id, charted_at from journal.entry where state = 'charted' and charted_at < ?"
                + " and (charted_at, id) > (?, ?) order by charted_at, id limit ?";
        List<Long> entries = new ArrayList<>();
        OffsetDateTime chartedAt = after.chartedAt();
        long last = after.last();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, before);
            select.setObject(2, after.chartedAt());
            select.setLong(3, after.last());
            select.setInt(4, retention.batch());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last = row.getLong(1);
                    chartedAt = row.getObject(2, OffsetDateTime.class);
                    entries.add(last);
                }
            }
        }
        return new Page(entries, chartedAt, last);
    }

    private static long delete(Connection connection, List<Long> candidates) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Long> resolved = resolved(connection, candidates);
            for (String sql : List.of(
                    "delete from journal.resource where entry = any (?)",
                    "delete from journal.withheld where entry = any (?)",
                    "delete from journal.entry where id = any (?)")) {
                try (PreparedStatement delete = connection.prepareStatement(sql)) {
                    delete.setArray(1, array(connection, resolved));
                    delete.executeUpdate();
                }
            }
            connection.commit();
            return resolved.size();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<Long> resolved(Connection connection, List<Long> candidates) throws SQLException {
        String sql = "select e.id from journal.entry e where e.id = any (?) and e.state = 'charted'"
                + " and not exists (select 1 from journal.withheld w where w.entry = e.id and w.resolved_at is null)"
                + " and not exists (select 1 from journal.entry r where r.repeat_of = e.id)"
                + " for update of e skip locked";
        List<Long> resolved = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, array(connection, candidates));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    resolved.add(row.getLong(1));
                }
            }
        }
        return resolved;
    }

    private static Array array(Connection connection, List<Long> ids) throws SQLException {
        return connection.createArrayOf("bigint", ids.toArray());
    }

    @Override
    protected void round() throws InterruptedException {
        try {
            Pruned pruned = prune();
            if (pruned.charted() + pruned.repeated() > 0) {
                LOG.info("pruned charted={} repeated={}", pruned.charted(), pruned.repeated());
            }
        } catch (JournalUnavailable unavailable) {
            LOG.warn("not pruned cause={}", unavailable.cause());
        } catch (RuntimeException unexpected) {
            LOG.error("not pruned cause={}", unexpected.getClass().getName());
        }
    }
}
