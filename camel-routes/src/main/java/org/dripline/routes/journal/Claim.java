// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * One source's next entries, held by one worker. The lock on the source's row lives in an open database transaction:
 * when the worker or its process dies the database gives the source free by itself, with nothing of this claim settled.
 *
 * <p>{@link #commit()} makes what was settled durable; {@link #close()} without it changes nothing. For one thread.
 */
public final class Claim implements AutoCloseable {

    /** The next entries of a condition, in the order received, until they are too many or too large together. */
    private static final String IN_ORDER =
            "select id, received_at, clinical_at, control_id, raw, state, attempts, replayed, replayed_obx"
                    + " from journal.entry where id in (select id from"
                    + "  (select e.id, row_number() over (order by e.id) as place,"
                    + "    sum(octet_length(e.raw)) over (order by e.id) as bytes"
                    + "   from (select e.* from journal.entry e where %s order by e.id limit ?) e) sized"
                    + "  where place = 1 or bytes <= ?) order by id";

    private static final int MOST_PARKED = 200;
    private static final long MOST_PARKED_BYTES = 4L * 1024 * 1024;

    private final Connection connection;
    private final String source;
    private final int attempts;
    private final List<ClaimedEntry> entries;
    private final @Nullable BrokenOff brokenOff;
    /** Entries that become something else by what came after them. */
    private final Set<Long> again = new TreeSet<>();

    private final CorrectionMemory corrections;

    private Claim(
            Connection connection,
            String source,
            int attempts,
            List<ClaimedEntry> entries,
            @Nullable BrokenOff brokenOff) {
        this.connection = connection;
        this.source = source;
        this.attempts = attempts;
        this.entries = entries;
        this.brokenOff = brokenOff;
        this.corrections = new CorrectionMemory(connection, source, again);
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

    /** New ones, in the order received. Parked ones are asked for by whom they wait for. */
    public List<ClaimedEntry> entries() {
        return entries;
    }

    /** Of an earlier turn of this source that never ended; empty normally. */
    public Optional<BrokenOff> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }

    /**
     * A turn that began and did not end: the process died, or an error went through it.
     *
     * @param entry it began with
     * @param upto the last entry that may be the cause
     * @param times how often it began with this entry
     */
    public record BrokenOff(long entry, long upto, int times) {}

    /**
     * Entries of this source that wait for one of these identities, in the order received, at most a page of them.
     *
     * @param keys what they wait under
     * @param after only later entries
     * @param before only earlier entries
     */
    public List<ClaimedEntry> parkedFor(Collection<String> keys, long after, long before) {
        String which = "e.source = ? and e.state = 'parked' and e.held_for = any (?) and e.id > ? and e.id < ?";
        try (PreparedStatement select = connection.prepareStatement(String.format(IN_ORDER, which))) {
            select.setString(1, source);
            select.setArray(2, connection.createArrayOf("text", keys.toArray()));
            select.setLong(3, after);
            select.setLong(4, before);
            select.setInt(5, MOST_PARKED);
            select.setLong(6, MOST_PARKED_BYTES);
            return read(select, source);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Identities that parked entries of this source wait for and that are to be looked for again, longest due first.
     */
    public List<Due> due(Instant now, int most) {
        String sql = "select held_for, attempts from journal.hold where source = ? and next_attempt_at <= ?"
                + " order by next_attempt_at limit ?";
        List<Due> keys = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            select.setInt(3, most);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(new Due(row.getString(1), row.getInt(2)));
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        return keys;
    }

    /**
     * An identity to look for again.
     *
     * @param attempts how often it was looked for again already
     */
    public record Due(String key, int attempts) {}

    /** Whether something of this source waits for that identity. */
    public boolean isHeld(String key) {
        String sql = "select 1 from journal.hold where source = ? and held_for = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Looked for in vain once more: the pause doubles from {@code first} to {@code longest}. */
    public void stillHeld(String key, Instant now, Duration first, Duration longest) {
        update(
                "update journal.hold set attempts = attempts + 1, next_attempt_at = ?::timestamptz"
                        + " + make_interval(secs => least(? * power(2, least(attempts + 1, 20)), ?)::double precision)"
                        + " where source = ? and held_for = ?",
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                first.toMillis() / 1_000.0,
                longest.toMillis() / 1_000.0,
                source,
                key);
    }

    /** Forgets those of the keys under which nothing waits any more. */
    public void release(Collection<String> keys) {
        String sql = "delete from journal.hold h where h.source = ? and h.held_for = any (?) and not exists (select 1"
                + " from journal.entry e where e.source = h.source and e.state = 'parked' and e.held_for = h.held_for)";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, source);
            delete.setArray(2, connection.createArrayOf("text", keys.toArray()));
            delete.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * The FHIR server has it.
     *
     * @param flag what somebody should know nevertheless; null normally. One that intake found stays
     */
    public void charted(
            ClaimedEntry entry,
            Collection<String> references,
            Map<Integer, Withheld> withheld,
            @Nullable RejectReason flag,
            Instant now) {
        settle(entry, EntryState.CHARTED, null, null, now);
        if (flag != null) {
            update("update journal.entry set flag = coalesce(flag, ?) where id = ?", flag.name(), entry.id());
        }
        write(entry, references, withheld);
    }

    /** Whose a charted entry was taken to be, when it does not say so itself. */
    public void attributed(ClaimedEntry entry, Attributions.Attribution attribution) {
        Attributions.note(connection, entry.id(), attribution);
    }

    /**
     * Nobody to chart it for yet.
     *
     * @param key of the identity it waits for; null when it names none, then only somebody's asking helps
     * @param devices ids on the FHIR server of those that speak in it
     * @param again when to look for that identity, unless others wait for it already
     */
    public void parked(
            ClaimedEntry entry,
            RejectReason reason,
            Map<Integer, Withheld> withheld,
            @Nullable String key,
            Collection<String> devices,
            Instant again) {
        settle(entry, EntryState.PARKED, reason, key, null);
        if (key != null) {
            update(
                    "insert into journal.hold as h (source, held_for, devices, next_attempt_at)"
                            + " values (?, ?, ?::text[], ?) on conflict (source, held_for) do update set devices ="
                            + " array(select distinct unnest(h.devices || excluded.devices))"
                            + " where not h.devices @> excluded.devices",
                    source,
                    key,
                    devices.stream().sorted().collect(Collectors.joining(",", "{", "}")),
                    OffsetDateTime.ofInstant(again, ZoneOffset.UTC));
        }
        write(entry, List.of(), withheld);
    }

    /** Nothing of it can be used. */
    public void quarantined(ClaimedEntry entry, RejectReason reason, Map<Integer, Withheld> withheld) {
        settle(entry, EntryState.QUARANTINED, reason, null, null);
        write(entry, List.of(), withheld);
    }

    /** What a replayed entry became before. */
    public List<String> becameBefore(ClaimedEntry entry) {
        List<String> references = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select reference from journal.resource where entry = ? and retracted_at is null")) {
            select.setLong(1, entry.id());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    references.add(row.getString(1));
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        return references;
    }

    /** What earlier messages of this source became, as far as later ones must know it. */
    public ChartMemory memory() {
        return new ChartMemory(connection, source, again);
    }

    /** Which rows of this source correct what. */
    public CorrectionMemory corrections() {
        return corrections;
    }

    /** Counts an attempt that failed although the FHIR server answers. */
    public void failed(ClaimedEntry entry) {
        update("update journal.entry set attempts = attempts + 1 where id = ?", entry.id());
    }

    /**
     * The turn ends as turns should: nothing it read is to blame for anything.
     *
     * @param last the last entry it read
     */
    public void finished(long last) {
        update("delete from journal.reading where source = ? and upto <= ?", source, last);
        if (brokenOff != null) {
            update("update journal.reading set times = 0 where source = ?", source);
        }
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

    /** Makes everything settled durable. What became something else by it gets its turn again. */
    public void commit() {
        try {
            readAgain();
            connection.commit();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** One that is not settled yet has its turn before it anyway. */
    private void readAgain() throws SQLException {
        if (again.isEmpty()) {
            return;
        }
        String sql = "update journal.entry set state = 'received', reason = null, attempts = 0, replayed = true,"
                + " replayed_obx = null where id = any (?) and state in ('charted', 'quarantined') and not refused";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("bigint", again.toArray()));
            update.executeUpdate();
        }
        again.clear();
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
        String sql = "select f.name, f.attempts, r.entry, r.upto, r.times from journal.feed f"
                + " left join journal.reading r on r.source = f.name"
                + " where (f.next_attempt_at is null or f.next_attempt_at <= ?)"
                + " and (exists (select 1 from journal.entry e where e.source = f.name and e.state = 'received')"
                + "  or exists (select 1 from journal.hold h where h.source = f.name and h.next_attempt_at <= ?))"
                + " order by f.served_at nulls first limit 1 for update of f skip locked";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, at);
            select.setObject(2, at);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String source = row.getString(1);
                BrokenOff brokenOff =
                        row.getObject(3) == null ? null : new BrokenOff(row.getLong(3), row.getLong(4), row.getInt(5));
                List<ClaimedEntry> entries = next(connection, source, most, mostBytes);
                return Optional.of(new Claim(connection, source, row.getInt(2), entries, brokenOff));
            }
        }
    }

    private static List<ClaimedEntry> next(Connection connection, String source, int most, long mostBytes)
            throws SQLException {
        String which = "e.source = ? and e.state = 'received'";
        try (PreparedStatement select = connection.prepareStatement(String.format(IN_ORDER, which))) {
            select.setString(1, source);
            select.setInt(2, most);
            select.setLong(3, mostBytes);
            return read(select, source);
        }
    }

    private static List<ClaimedEntry> read(PreparedStatement select, String source) throws SQLException {
        List<ClaimedEntry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                boolean replayed = row.getBoolean(8);
                entries.add(new ClaimedEntry(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        source,
                        row.getString(4),
                        row.getBytes(5),
                        "parked".equals(row.getString(6)),
                        row.getInt(7),
                        replayed,
                        replayed
                                ? keptBack(select.getConnection(), row.getLong(1), row.getObject(9, Integer.class))
                                : Map.of()));
            }
        }
        return entries;
    }

    private static Map<Integer, Withheld> keptBack(Connection connection, long entry, @Nullable Integer only)
            throws SQLException {
        String sql = "select obx, path, reason from journal.withheld where entry = ?"
                + " and (dismissed is not null or (resolved_at is null and ?::integer is not null and obx <> ?))";
        Map<Integer, Withheld> kept = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, entry);
            select.setObject(2, only, Types.INTEGER);
            select.setObject(3, only, Types.INTEGER);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Optional<RejectReason> reason = RejectReason.named(row.getString(3));
                    if (reason.isPresent()) {
                        kept.put(row.getInt(1), new Withheld(row.getString(2), reason.get()));
                    }
                }
            }
        }
        return kept;
    }

    private void settle(
            ClaimedEntry entry,
            EntryState state,
            @Nullable RejectReason reason,
            @Nullable String heldFor,
            @Nullable Instant chartedAt) {
        String sql = "update journal.entry set state = ?, reason = ?, held_for = ?, charted_at = ?,"
                + " attempts = attempts + case when state = 'parked' then 0 else 1 end where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, state.text());
            update.setString(2, reason == null ? null : reason.name());
            update.setString(3, heldFor);
            setTime(update, 4, chartedAt);
            update.setLong(5, entry.id());
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private void write(ClaimedEntry entry, Collection<String> references, Map<Integer, Withheld> withheld) {
        if (entry.parked() || entry.replayed()) {
            update(
                    "update journal.withheld set resolved_at = now() where entry = ? and resolved_at is null"
                            + " and not obx = any (?::integer[])",
                    entry.id(),
                    withheld.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
        }
        references.forEach(reference -> update(
                "insert into journal.resource (entry, reference) values (?, ?)"
                        + " on conflict (entry, reference) do update set retracted_at = null",
                entry.id(),
                reference));
        withheld.forEach((obx, value) -> update(
                "insert into journal.withheld (entry, obx, path, reason) values (?, ?, ?, ?)"
                        + " on conflict (entry, obx) do update set path = excluded.path, reason = excluded.reason,"
                        + " resolved_at = case when withheld.dismissed is null then null"
                        + "  else withheld.resolved_at end",
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
