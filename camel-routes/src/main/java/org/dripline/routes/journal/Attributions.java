// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whose messages were taken to be that did not say so themselves. Safe for use by many threads and by several processes
 * on one database.
 */
public final class Attributions {

    private final JournalDatabase database;
    private final JournalSignal signal;

    /**
     * @param database the journal's own
     * @param signal raised when an entry is to be charted again
     */
    public Attributions(JournalDatabase database, JournalSignal signal) {
        this.database = database;
        this.signal = signal;
    }

    /**
     * One message.
     *
     * @param patient whose it is charted for
     * @param bed {@code point of care^room^bed}; empty when it named none
     * @param devices ids on the FHIR server
     * @param first time of its first value
     * @param last time of its last value
     */
    public record Attribution(
            long entry, String patient, String bed, List<String> devices, Instant first, Instant last) {
        public Attribution {
            devices = List.copyOf(devices);
        }

        @Override
        public String toString() {
            return "Attribution[" + entry + "]";
        }
    }

    static void note(Connection connection, long entry, Attribution attribution) {
        String sql = "insert into journal.attribution (entry, patient, bed, devices, first_at, last_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (entry) do update set patient = excluded.patient";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, entry);
            insert.setString(2, attribution.patient());
            insert.setString(3, ColumnText.of(attribution.bed()));
            insert.setArray(
                    4, connection.createArrayOf("text", attribution.devices().toArray()));
            insert.setObject(5, OffsetDateTime.ofInstant(attribution.first(), ZoneOffset.UTC));
            insert.setObject(6, OffsetDateTime.ofInstant(attribution.last(), ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Messages of a device that are charted, in the order received. */
    public List<Attribution> ofDevice(String device) {
        return select("? = any (a.devices)", device);
    }

    /** Messages from a bed that are charted, in the order received. */
    public List<Attribution> ofBed(String bed) {
        return select("a.bed = ?", bed);
    }

    /** Messages from beds that are charted for a patient, in the order received. */
    public List<Attribution> byBedOf(String patient) {
        return select("a.bed <> '' and a.patient = ?", patient);
    }

    private List<Attribution> select(String which, String value) {
        String sql = "select a.entry, a.patient, a.bed, a.devices, a.first_at, a.last_at from journal.attribution a"
                + " join journal.entry e on e.id = a.entry where e.state = 'charted' and " + which
                + " order by a.entry limit 10000";
        List<Attribution> found = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Attribution(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            Arrays.asList((String[]) row.getArray(4).getArray()),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getObject(6, OffsetDateTime.class).toInstant()));
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        return found;
    }

    /** What an entry became and is still held to be. */
    public List<String> became(long entry) {
        List<String> references = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(
                        "select reference from journal.resource where entry = ? and retracted_at is null")) {
            select.setLong(1, entry);
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

    /** What an entry became was taken back on the FHIR server: its turn comes again, for whoever it is now. */
    public void chartAgain(long entry) {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                execute(connection, "update journal.resource set retracted_at = now() where entry = ?", entry);
                execute(connection, "delete from journal.attribution where entry = ?", entry);
                execute(connection, "delete from journal.alert where entry = ?", entry);
                execute(
                        connection,
                        "update journal.entry set state = 'received', reason = null, attempts = 0, replayed = true"
                                + " where id = ? and state = 'charted'",
                        entry);
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            signal.raise();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Makes what waits under these keys due now, whatever source it is of. */
    public void wake(Collection<String> keys, Instant now) {
        String sql = "update journal.hold set attempts = 0, next_attempt_at = ? where held_for = any (?)";
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setArray(2, connection.createArrayOf("text", keys.toArray()));
            if (update.executeUpdate() > 0) {
                signal.raise();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Makes what waits and has something of that device due now, whatever it waits under and whatever source it is of.
     */
    public void wakeDevice(String device, Instant now) {
        String sql = "update journal.hold set attempts = 0, next_attempt_at = ? where devices @> array[?]::text[]";
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(2, device);
            if (update.executeUpdate() > 0) {
                signal.raise();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Until when changes were looked at; empty at first. */
    public Optional<Instant> seenTo(String name) {
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select seen_to from journal.watch where name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Notes until when changes were looked at. */
    public void seen(String name, Instant to) {
        String sql = "insert into journal.watch (name, seen_to) values (?, ?)"
                + " on conflict (name) do update set seen_to = greatest(watch.seen_to, excluded.seen_to)";
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, name);
            insert.setObject(2, OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private static void execute(Connection connection, String sql, long entry) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, entry);
            update.executeUpdate();
        }
    }
}
