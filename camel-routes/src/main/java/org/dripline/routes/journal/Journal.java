// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.routes.RejectReason;

/**
 * Keeps what was received and says what is next to do.
 *
 * <p>Safe for use by many threads and by several processes on one database.
 */
public final class Journal {

    /** Tells the workers of this process at once that there is work; other processes find it by polling. */
    private final JournalSignal signal;

    private final JournalDatabase database;
    private final Set<String> knownFeeds = ConcurrentHashMap.newKeySet();

    /**
     * @param database the journal's own
     * @param signal raised after each new entry
     */
    public Journal(JournalDatabase database, JournalSignal signal) {
        this.database = database;
        this.signal = signal;
    }

    /**
     * An entry that is on disk.
     *
     * @param entry its id; greater = received later
     * @param state what it starts as
     */
    public record Kept(long entry, EntryState state) {}

    /**
     * Writes the entry and commits: one INSERT, one commit. When this returns the bytes survive a crash.
     *
     * <p>The same source, control id and bytes again are {@link EntryState#REPEATED}. The same source and control id
     * with other bytes are an entry of their own, flagged {@link RejectReason#CONTROL_ID_REUSED} unless that control id
     * tells nothing. Entries refused at the socket count for neither: their sender was asked to send again, so what
     * comes next is no repeat.
     *
     * @throws JournalUnavailable when it is not known to be on disk
     */
    public Kept append(NewEntry entry) {
        byte[] hash = sha256(entry.bytes());
        try (Connection connection = database.connection()) {
            openFeed(connection, entry.source());
            Optional<Kept> kept = insert(connection, entry, hash);
            while (kept.isEmpty()) {
                // What it repeats may be pruned in between; then it is new again.
                kept = insertRepeat(connection, entry, hash);
                if (kept.isEmpty()) {
                    kept = insert(connection, entry, hash);
                }
            }
            if (kept.get().state() == EntryState.RECEIVED) {
                signal.raise();
            }
            return kept.get();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Takes one source that has something to do, the longest unserved first, for this thread alone. Its new entries
     * come in the order they were received; whether parked ones are due, the claim says.
     *
     * @param most entries at most
     * @param mostBytes their bytes together at most; one entry is given however large it is
     * @param now parked entries and sources that wait longer than this are left alone
     * @return empty when there is nothing to do, or others do it
     */
    public Optional<Claim> claim(int most, long mostBytes, Instant now) {
        try {
            return Claim.open(database.connection(), most, mostBytes, now);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Notes, durably and before anything is read, that a turn reads these entries of a source. {@link Claim#finished}
     * takes it back; what is not taken back ended badly.
     *
     * @param first entry the turn begins with
     * @param last entry it may come to
     */
    public void reading(String source, long first, long last) {
        String sql = "insert into journal.reading (source, entry, upto, times) values (?, ?, ?, 1)"
                + " on conflict (source) do update set entry = excluded.entry,"
                + " upto = greatest(reading.upto, excluded.upto),"
                + " times = case when reading.entry = excluded.entry then reading.times + 1 else 1 end";
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setLong(2, first);
            insert.setLong(3, last);
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Leaves a source alone until then, after a turn of which nothing could be settled. */
    public void postpone(String source, Instant until) {
        String sql = "update journal.feed set attempts = attempts + 1, next_attempt_at = ? where name = ?";
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, OffsetDateTime.ofInstant(until, ZoneOffset.UTC));
            update.setString(2, source);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Makes everything parked due now: the configuration may name identifier systems that it did not name before.
     *
     * @return for how many identities something waits
     */
    public int retryParked(Instant now) {
        try (Connection connection = database.connection();
                PreparedStatement update =
                        connection.prepareStatement("update journal.hold set attempts = 0, next_attempt_at = ?")) {
            update.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            return update.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Has an entry read again, in its place among what its source has still to do: after a table was completed, or a
     * server's rule was changed. What it becomes has the same ids as before.
     *
     * @param entry a charted or quarantined one; what was refused at the socket stays so, since its sender was told
     * @return whether there is such an entry
     */
    public boolean replay(long entry) {
        try (Connection connection = database.connection()) {
            return replay(connection, entry, null);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Has one withheld value of an entry read again; the others stay withheld, whatever the tables say of them now. One
     * that was dismissed is a question again.
     *
     * @param entry as for {@link #replay(long)}
     * @param obx position among the message's OBX, from 1
     * @return whether there is such an entry with such a value
     */
    public boolean replay(long entry, int obx) {
        String sql =
                "update journal.withheld w set dismissed = null, resolved_at = null where w.entry = ? and w.obx = ?"
                        + " and (w.resolved_at is null or w.dismissed is not null) and exists (select 1 from journal.entry e"
                        + "  where e.id = w.entry and e.state in ('charted', 'quarantined') and not e.refused)";
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, entry);
            update.setInt(2, obx);
            return update.executeUpdate() == 1 && replay(connection, entry, obx);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private boolean replay(Connection connection, long entry, @org.jspecify.annotations.Nullable Integer obx)
            throws SQLException {
        String sql = "update journal.entry set state = 'received', reason = null, attempts = 0, replayed = true,"
                + " replayed_obx = ? where id = ? and state in ('charted', 'quarantined') and not refused";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, obx, Types.INTEGER);
            update.setLong(2, entry);
            boolean found = update.executeUpdate() == 1;
            if (found) {
                signal.raise();
            }
            return found;
        }
    }

    /**
     * Takes a withheld value off the list of questions: it stays uncharted, also when its entry is read again, until
     * {@link #replay(long, int)} asks for it.
     *
     * @param because in the words of who decides it; kept, never logged
     * @return whether there is such a value that is still a question
     */
    public boolean dismiss(long entry, int obx, String because) {
        String sql = "update journal.withheld set dismissed = ?, resolved_at = now()"
                + " where entry = ? and obx = ? and resolved_at is null";
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, ColumnText.of(because));
            update.setLong(2, entry);
            update.setInt(3, obx);
            return update.executeUpdate() == 1;
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * What became of the messages with this control id, newest first; whoever sent them. A repeat tells what the entry
     * it repeats became.
     */
    public List<EntryStory> stories(String controlId) {
        String sql = "select id, source, control_id, message_type, state, reason, flag, received_at,"
                + " coalesce(repeat_of, id) from journal.entry"
                + " where control_id = ? order by id desc limit 100";
        List<EntryStory> stories = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, controlId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long entry = row.getLong(1);
                    long original = row.getLong(9);
                    String reason = row.getString(6) == null ? row.getString(7) : row.getString(6);
                    stories.add(new EntryStory(
                            entry,
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            reason,
                            sentence(reason),
                            withheld(connection, original),
                            references(connection, original),
                            row.getObject(8, OffsetDateTime.class).toInstant()));
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        return stories;
    }

    /** How many entries wait, parked ones not counted. Not cheap when there are very many; meant for a gauge. */
    public long backlog() {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from journal.entry where state = 'received'");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Waits until there may be work. */
    public void awaitWork(Duration longest) throws InterruptedException {
        signal.await(longest);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private void openFeed(Connection connection, String source) throws SQLException {
        if (knownFeeds.contains(source)) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into journal.feed (name) values (?) on conflict do nothing")) {
            insert.setString(1, source);
            insert.executeUpdate();
        }
        // A sender that invents names must not fill our memory.
        if (knownFeeds.size() < 10_000) {
            knownFeeds.add(source);
        }
    }

    private static Optional<Kept> insert(Connection connection, NewEntry entry, byte[] hash) throws SQLException {
        EntryState state = entry.refused() == null ? EntryState.RECEIVED : EntryState.QUARANTINED;
        String sql = "insert into journal.entry"
                + " (received_at, clinical_at, source, remote, control_id, message_type, sha256, raw, state, reason, refused,"
                + " flag) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + "  case when ? and exists (select 1 from journal.entry where source = ? and control_id = ?"
                + "   and control_id <> '' and sha256 <> ? and not refused) then '" + RejectReason.CONTROL_ID_REUSED
                + "' end)"
                + " on conflict do nothing returning id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            bindCommon(insert, entry, hash);
            insert.setBytes(8, entry.bytes());
            insert.setString(9, state.text());
            if (entry.refused() == null) {
                insert.setNull(10, Types.VARCHAR);
            } else {
                insert.setString(10, entry.refused().name());
            }
            insert.setBoolean(11, entry.refused() != null);
            insert.setBoolean(12, entry.refused() == null && entry.controlIdTells());
            insert.setString(13, entry.source());
            insert.setString(14, entry.controlId());
            insert.setBytes(15, hash);
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? Optional.of(new Kept(row.getLong(1), state)) : Optional.empty();
            }
        }
    }

    private static Optional<Kept> insertRepeat(Connection connection, NewEntry entry, byte[] hash) throws SQLException {
        String sql = "insert into journal.entry"
                + " (received_at, clinical_at, source, remote, control_id, message_type, sha256, state, repeat_of)"
                + " select ?, ?, ?, ?, ?, ?, ?, 'repeated', min(id) from journal.entry"
                + "  where source = ? and control_id = ? and sha256 = ? and state <> 'repeated' and not refused"
                + "  having min(id) is not null returning id";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            bindCommon(insert, entry, hash);
            insert.setString(8, entry.source());
            insert.setString(9, entry.controlId());
            insert.setBytes(10, hash);
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? Optional.of(new Kept(row.getLong(1), EntryState.REPEATED)) : Optional.empty();
            }
        }
    }

    private static void bindCommon(PreparedStatement insert, NewEntry entry, byte[] hash) throws SQLException {
        insert.setObject(1, OffsetDateTime.ofInstant(entry.receivedAt(), ZoneOffset.UTC));
        insert.setObject(2, OffsetDateTime.ofInstant(entry.clinicalAt(), ZoneOffset.UTC));
        insert.setString(3, entry.source());
        insert.setString(4, entry.remote());
        insert.setString(5, entry.controlId());
        insert.setString(6, entry.messageType());
        insert.setBytes(7, hash);
    }

    private static List<EntryStory.WithheldValue> withheld(Connection connection, long entry) throws SQLException {
        List<EntryStory.WithheldValue> values = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select obx, path, reason from journal.withheld where entry = ? and resolved_at is null order by obx")) {
            select.setLong(1, entry);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(new EntryStory.WithheldValue(
                            row.getInt(1), row.getString(2), row.getString(3), sentence(row.getString(3))));
                }
            }
        }
        return values;
    }

    private static List<String> references(Connection connection, long entry) throws SQLException {
        List<String> references = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select reference from journal.resource where entry = ? order by reference")) {
            select.setLong(1, entry);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    references.add(row.getString(1));
                }
            }
        }
        return references;
    }

    /** Rows outlive releases: a reason that has since been renamed has no sentence. */
    private static @org.jspecify.annotations.Nullable String sentence(
            @org.jspecify.annotations.Nullable String reason) {
        return reason == null
                ? null
                : RejectReason.named(reason).map(RejectReason::sentence).orElse(null);
    }
}
