// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * One source's next entries, held by one worker. The lock on the source's row lives in an open database transaction:
 * when the worker or its process dies the database gives the source free by itself, with nothing of this claim settled.
 *
 * <p>{@link #commit()} makes what was settled durable; {@link #close()} without it changes nothing. For one thread.
 */
public final class Claim implements AutoCloseable {

    private static final String TO_DO = "(e.state = 'received' or (e.state = 'parked' and e.next_attempt_at <= ?))";

    private final Connection connection;
    private final String source;
    private final int attempts;
    private final List<ClaimedEntry> entries;

    private Claim(Connection connection, String source, int attempts, List<ClaimedEntry> entries) {
        this.connection = connection;
        this.source = source;
        this.attempts = attempts;
        this.entries = entries;
    }

    static Optional<Claim> open(Connection connection, int most, long mostBytes, Instant now) throws SQLException {
        boolean claimed = false;
        try {
            connection.setAutoCommit(false);
            Optional<Claim> claim = lockFeed(connection, most, mostBytes, now);
            claimed = claim.isPresent();
            return claim;
        } finally {
            if (!claimed) {
                release(connection);
            }
        }
    }

    /** Whose entries these are. */
    public String source() {
        return source;
    }

    /** How often this source was postponed in a row. */
    public int attempts() {
        return attempts;
    }

    /** In the order received. */
    public List<ClaimedEntry> entries() {
        return entries;
    }

    /**
     * Earlier entries of this source that wait for the same patient and are not in this claim, in the order received.
     */
    public List<ClaimedEntry> parkedFor(byte[] patient, long before) {
        String sql = "select id, received_at, control_id, raw, state, attempts from journal.entry"
                + " where source = ? and state = 'parked' and held_for = ? and id < ? order by id limit 200";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setBytes(2, patient);
            select.setLong(3, before);
            return read(select, source);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** The FHIR server has it. */
    public void charted(
            ClaimedEntry entry,
            Collection<String> references,
            Map<Integer, Withheld> withheld,
            @Nullable RejectReason flag,
            Instant now) {
        settle(entry, EntryState.CHARTED, null, null, null, now);
        if (flag != null) {
            update("update journal.entry set flag = coalesce(flag, ?) where id = ?", flag.name(), entry.id());
        }
        write(entry, references, withheld);
    }

    /**
     * Nobody to chart it for yet.
     *
     * @param patient SHA-256 of the identifier it waits for; null when it names none
     * @param again when to try again; null = only when somebody asks
     */
    public void parked(
            ClaimedEntry entry,
            RejectReason reason,
            Map<Integer, Withheld> withheld,
            byte @Nullable [] patient,
            @Nullable Instant again) {
        settle(entry, EntryState.PARKED, reason, patient, again, null);
        write(entry, List.of(), withheld);
    }

    /** Nothing of it can be used. */
    public void quarantined(ClaimedEntry entry, RejectReason reason, Map<Integer, Withheld> withheld) {
        settle(entry, EntryState.QUARANTINED, reason, null, null, null);
        write(entry, List.of(), withheld);
    }

    /** Counts an attempt that failed although the FHIR server answers. */
    public void failed(ClaimedEntry entry) {
        update("update journal.entry set attempts = attempts + 1 where id = ?", entry.id());
    }

    /** Leaves the rest of this source alone until then: its order is worth more than its speed. */
    public void postpone(Instant until) {
        update(
                "update journal.feed set attempts = attempts + 1, next_attempt_at = ? where name = ?",
                OffsetDateTime.ofInstant(until, ZoneOffset.UTC),
                source);
    }

    /** The source is served again. */
    public void served(Instant now) {
        update(
                "update journal.feed set attempts = 0, next_attempt_at = null, served_at = ? where name = ?",
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                source);
    }

    /** Makes everything settled durable. */
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    @Override
    public void close() {
        release(connection);
    }

    /**
     * Why a value was withheld, and where it stood.
     *
     * @param path OBX-4
     */
    public record Withheld(String path, RejectReason reason) {}

    private static Optional<Claim> lockFeed(Connection connection, int most, long mostBytes, Instant now)
            throws SQLException {
        OffsetDateTime at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        String sql = "select f.name, f.attempts from journal.feed f"
                + " where (f.next_attempt_at is null or f.next_attempt_at <= ?)"
                + " and exists (select 1 from journal.entry e where e.source = f.name and " + TO_DO + ")"
                + " order by f.served_at nulls first limit 1 for update of f skip locked";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, at);
            select.setObject(2, at);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String source = row.getString(1);
                List<ClaimedEntry> entries = next(connection, source, most, mostBytes, at);
                return Optional.of(new Claim(connection, source, row.getInt(2), entries));
            }
        }
    }

    private static List<ClaimedEntry> next(
            Connection connection, String source, int most, long mostBytes, OffsetDateTime at) throws SQLException {
        String sql = "select id, received_at, control_id, raw, state, attempts from journal.entry where id in ("
                + " select id from (select e.id, row_number() over (order by e.id) as place,"
                + "  sum(octet_length(e.raw)) over (order by e.id) as bytes from (select e.* from journal.entry e"
                + "   where e.source = ? and " + TO_DO + " order by e.id limit ?) e) sized"
                + " where place = 1 or bytes <= ?) order by id";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setObject(2, at);
            select.setInt(3, most);
            select.setLong(4, mostBytes);
            return read(select, source);
        }
    }

    private static List<ClaimedEntry> read(PreparedStatement select, String source) throws SQLException {
        List<ClaimedEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                entries.add(new ClaimedEntry(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        source,
                        row.getString(3),
                        row.getBytes(4),
                        "parked".equals(row.getString(5)),
                        row.getInt(6)));
            }
        }
        return entries;
    }

    private void settle(
            ClaimedEntry entry,
            EntryState state,
            @Nullable RejectReason reason,
            byte @Nullable [] heldFor,
            @Nullable Instant again,
            @Nullable Instant chartedAt) {
        String sql =
                "update journal.entry set state = ?, reason = ?, held_for = ?, next_attempt_at = ?, charted_at = ?,"
                        + " attempts = attempts + case when state = 'parked' then 0 else 1 end where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, state.text());
            update.setString(2, reason == null ? null : reason.name());
            update.setBytes(3, heldFor);
            setTime(update, 4, again);
            setTime(update, 5, chartedAt);
            update.setLong(6, entry.id());
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private void write(ClaimedEntry entry, Collection<String> references, Map<Integer, Withheld> withheld) {
        if (entry.parked()) {
            update("delete from journal.withheld where entry = ?", entry.id());
        }
        references.forEach(reference -> update(
                "insert into journal.resource (entry, reference) values (?, ?) on conflict do nothing",
                entry.id(),
                reference));
        withheld.forEach((obx, value) -> update(
                "insert into journal.withheld (entry, obx, path, reason) values (?, ?, ?, ?) on conflict do nothing",
                entry.id(),
                obx,
                ColumnText.of(value.path()),
                value.reason().name()));
    }

    private void update(String sql, Object... values) {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private static void setTime(PreparedStatement update, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            update.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
            return;
        }
        update.setObject(index, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    private static void release(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            // The database is away: it has dropped the transaction and with it the lock. The pool throws the connection
            // out.
            org.slf4j.LoggerFactory.getLogger(Claim.class)
                    .debug("claim released by loss of its connection state={}", gone.getSQLState());
        }
    }
}
