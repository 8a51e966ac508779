// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What earlier messages of a source became, as far as later ones must know it. Written in the transaction of the claim,
 * so that it is forgotten with it. Asked again for the same entry, everything gives the same answer. For one thread.
 */
public final class ChartMemory {

    private final Connection connection;
    private final String source;
    private final Set<Long> again;

    /** @param again gets the entries that become something else now, and so are to be read again */
    ChartMemory(Connection connection, String source, Set<Long> again) {
        this.connection = connection;
        this.source = source;
        this.again = again;
    }

    /**
     * Takes note of an alert. Of one that goes on or ends: its beginning, see {@link AlertEpisodes}. Asked again for
     * the same update, the same answer, until another one changes it: then its entry is read again.
     *
     * @return what it began with; empty when it begins, or when nobody saw it begin
     */
    public Optional<String> alert(AlertUpdate update) {
        Optional<Known> known = known(update);
        if (known.isPresent() && known.get().update().equals(update)) {
            return Optional.ofNullable(known.get().beganWith());
        }
        if (known.isPresent()) {
            update("delete from journal.alert where source = ? and reference = ?", source, update.reference());
        }
        boolean late = isLate(update);
        // In order nothing but what is open matters; late, all that came may belong together otherwise.
        List<Known> others = select(late ? ALL : OPEN, update);
        List<AlertUpdate> all =
                new ArrayList<>(others.stream().map(Known::update).toList());
        all.add(update);
        Map<String, String> beginnings = AlertEpisodes.beginnings(all);
        String beginning = beginnings.get(update.reference());
        note(update, beginning);
        if (late) {
            others.forEach(
                    other -> decideAgain(other, beginnings.get(other.update().reference())));
        }
        return Optional.ofNullable(beginning);
    }

    private static final String OF = "select entry, patient, device, about, instance, parent, phase, at, reference,"
            + " began_with from journal.alert a where source = ?";
    private static final String SAME = " and patient = ? and device = ? and about = ? and reference <> ?";
    private static final String ALL = OF + SAME;
    private static final String OPEN = ALL + " and began_with is null and phase not in ('end', 'tpoint') and not exists"
            + " (select 1 from journal.alert e where e.source = a.source and e.began_with = a.reference"
            + " and e.phase = 'end')";

    /** An update that came before, and what it was found to begin with. */
    private record Known(AlertUpdate update, @Nullable String beganWith) {}

    private Optional<Known> known(AlertUpdate update) {
        try (PreparedStatement select = connection.prepareStatement(OF + " and reference = ?")) {
            select.setString(1, source);
            select.setString(2, update.reference());
            return read(select).stream().findFirst();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private List<Known> select(String sql, AlertUpdate update) {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bindKey(select, update);
            return read(select);
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Whether something of the same alert is known that is not before it. */
    private boolean isLate(AlertUpdate update) {
        String sql = "select 1 from journal.alert a where source = ?" + SAME + " and at >= ? limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bindKey(select, update);
            select.setObject(6, OffsetDateTime.ofInstant(update.at(), ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private void bindKey(PreparedStatement select, AlertUpdate update) throws SQLException {
        select.setString(1, source);
        select.setString(2, update.patient());
        select.setString(3, update.device());
        select.setString(4, update.about());
        select.setString(5, update.reference());
    }

    private static List<Known> read(PreparedStatement select) throws SQLException {
        List<Known> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Known(
                        new AlertUpdate(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getObject(8, OffsetDateTime.class).toInstant(),
                                row.getString(9)),
                        row.getString(10)));
            }
        }
        return found;
    }

    private void note(AlertUpdate update, @Nullable String beginning) {
        update(
                "insert into journal.alert (source, patient, device, about, instance, parent, phase, at, reference,"
                        + " entry, began_with) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                source,
                update.patient(),
                update.device(),
                update.about(),
                update.instance(),
                update.parent(),
                update.phase(),
                OffsetDateTime.ofInstant(update.at(), ZoneOffset.UTC),
                update.reference(),
                update.entry(),
                beginning);
    }

    private void decideAgain(Known other, @Nullable String beginning) {
        if (Objects.equals(other.beganWith(), beginning)) {
            return;
        }
        update(
                "update journal.alert set began_with = ? where source = ? and reference = ?",
                beginning,
                source,
                other.update().reference());
        again.add(other.update().entry());
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

    private void update(String sql, @Nullable Object... values) {
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
