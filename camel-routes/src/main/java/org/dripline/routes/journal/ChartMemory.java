// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What earlier messages of a source became, as far as later ones must know it. Written in the transaction of the claim,
 * so that it is forgotten with it. Asked again for the same entry, everything gives the same answer. For one thread.
 */
public final class ChartMemory {

    private final Connection connection;
    private final String source;

    ChartMemory(Connection connection, String source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * Takes note of an alert. Of one that goes on or ends: its beginning, by the sender's id of it, else the last one
     * of that device, patient and condition that is not over. Asked again for the same entry, the same answer.
     *
     * @return what it began with; empty when it begins, or when nobody saw it begin
     */
    public Optional<String> alert(AlertUpdate update) {
        Optional<String> beginning = update.begins() ? Optional.empty() : beginning(update);
        if (beginning.isEmpty() && !update.ends() && !update.phase().equals("tpoint")) {
            update(
                    "insert into journal.alert (source, patient, device, about, instance, reference, began_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    source,
                    update.patient(),
                    update.device(),
                    update.about(),
                    update.instance(),
                    update.reference(),
                    OffsetDateTime.ofInstant(update.at(), ZoneOffset.UTC));
        }
        if (update.ends() && beginning.isPresent()) {
            update(
                    "update journal.alert set ended_by = ? where source = ? and reference = ?",
                    update.entry(),
                    source,
                    beginning.get());
        }
        return beginning;
    }

    private Optional<String> beginning(AlertUpdate update) {
        String sql = "select reference from journal.alert where source = ? and device = ? and about = ? and patient = ?"
                + " and began_at <= ? and reference <> ? and (ended_by is null or ended_by = ?)"
                + " order by (instance = ? and instance <> '') desc, began_at desc limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setString(2, update.device());
            select.setString(3, update.about());
            select.setString(4, update.patient());
            select.setObject(5, OffsetDateTime.ofInstant(update.at(), ZoneOffset.UTC));
            select.setString(6, update.reference());
            select.setLong(7, update.entry());
            select.setString(8, update.parent());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Whether a number is charted of which at most one in a time is: it is the first of its time, or of an entry that
     * has the first one.
     */
    public boolean charts(ChartedSlot slot) {
        // An entry that came to nothing has charted nothing.
        String sql = "insert into journal.charted_slot as s (source, patient, device, code, begins, entry, every_value)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (source, patient, device, code, begins) do update"
                + " set every_value = s.every_value or excluded.every_value, entry = case when exists (select 1 from"
                + "  journal.entry e where e.id = s.entry and e.state = 'quarantined') then excluded.entry else s.entry end"
                + " returning entry = ? or every_value";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setString(2, slot.patient());
            insert.setString(3, slot.device());
            insert.setString(4, slot.code());
            insert.setObject(5, OffsetDateTime.ofInstant(slot.begins(), ZoneOffset.UTC));
            insert.setLong(6, slot.entry());
            insert.setBoolean(7, slot.changesState());
            insert.setLong(8, slot.entry());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
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
}
