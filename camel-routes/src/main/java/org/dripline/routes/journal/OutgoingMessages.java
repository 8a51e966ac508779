// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages to be sent, beside the journal of those received. A message is on disk before it is sent, is sent in the
 * order of its destination, and leaves the order only with an answer or by somebody's decision.
 *
 * <p>Safe for use by many threads and by several processes on one database: one at a time has the lease of a
 * destination.
 */
public final class OutgoingMessages {

    private static final String COLUMNS = "id, created_at, destination, control_id, message_type, about, state,"
            + " attempts, sent_at, answer, errors, dismissed";

    private final JournalDatabase database;

    /** @param database the journal's own */
    public OutgoingMessages(JournalDatabase database) {
        this.database = database;
    }

    /**
     * A message that is to be sent.
     *
     * @param controlId MSH-10
     * @param bytes as they go into the frame
     */
    public record Waiting(long id, String controlId, byte[] bytes) {
        @Override
        public String toString() {
            return "Waiting[" + id + "]";
        }
    }

    /**
     * What became of a message; holds nothing of its content.
     *
     * @param type MSH-9.1^MSH-9.2
     * @param about reference to what it carries; empty for none
     * @param state {@code waiting}, {@code delivered}, {@code refused} or {@code dismissed}
     * @param attempts how often it was sent
     * @param answer MSA-1 of the answer that settled it
     * @param errors codes of its ERR segments
     * @param dismissed why somebody dismissed it
     */
    public record Story(
            long id,
            Instant created,
            String destination,
            String controlId,
            String type,
            String about,
            String state,
            int attempts,
            @Nullable Instant sent,
            @Nullable String answer,
            @Nullable String errors,
            @Nullable String dismissed) {}

    /**
     * How a destination fares.
     *
     * @param waiting messages that are to be sent
     * @param oldest when the one was written that is sent next; null when nothing waits
     * @param refused messages that it refused and nobody decided on yet
     * @param failures attempts in a row without an answer
     * @param problem why the last of them failed; null when it did not
     */
    public record Progress(
            String destination,
            long waiting,
            @Nullable Instant oldest,
            long refused,
            int failures,
            @Nullable String problem) {}

    /**
     * Writes a message and commits.
     *
     * @param about reference to what it carries; empty for none
     * @return its id; that of the earlier one when the destination has one with this control id
     * @throws JournalUnavailable when it is not known to be on disk
     */
    public long append(
            String destination, String controlId, String type, String about, byte[] bytes, Instant createdAt) {
        String sql = "insert into journal.outgoing"
                + " (created_at, destination, control_id, message_type, about, raw, state)"
                + " values (?, ?, ?, ?, ?, ?, 'waiting')"
                + " on conflict (destination, control_id) do update set about = outgoing.about returning id";
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, utc(createdAt));
            insert.setString(2, destination);
            insert.setString(3, ColumnText.of(controlId));
            insert.setString(4, ColumnText.of(type));
            insert.setString(5, ColumnText.of(about));
            insert.setBytes(6, bytes);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** How many attempts to reach a destination failed in a row; makes its row when there is none. */
    public int failures(String destination) {
        execute("insert into journal.destination (name) values (?) on conflict do nothing", destination);
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select attempts from journal.destination where name = ?")) {
            select.setString(1, destination);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * The message a destination gets next, if this process has the lease; takes the lease, or has it for longer. A
     * lease ends by itself, and at once when its holder has no connection to the database any more.
     *
     * @param lease longer than sending one message may take
     * @return empty when nothing waits, it is too early after a failure, or another has the lease
     */
    public Optional<Waiting> next(String destination, Duration lease, Instant now) {
        String take = "update journal.destination set leased_to = ?, leased_until = now() + ?::interval"
                + " where name = ? and (leased_to = ? or leased_until is null or leased_until < now() or not exists"
                + " (select 1 from pg_stat_activity a where a.application_name = leased_to))"
                + " and (next_attempt_at is null or next_attempt_at <= ?)"
                + " and exists (select 1 from journal.outgoing o where o.destination = name and o.state = 'waiting')";
        String first = "select id, control_id, raw from journal.outgoing where destination = ? and state = 'waiting'"
                + " order by id limit 1";
        try (Connection connection = database.connection()) {
            try (PreparedStatement update = connection.prepareStatement(take)) {
                update.setString(1, database.process());
                update.setString(2, lease.toMillis() + " milliseconds");
                update.setString(3, destination);
                update.setString(4, database.process());
                update.setObject(5, utc(now));
                if (update.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            try (PreparedStatement select = connection.prepareStatement(first)) {
                select.setString(1, destination);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Waiting(row.getLong(1), row.getString(2), row.getBytes(3)))
                            : Optional.empty();
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** It is about to be sent: noted before, so that a crash in between shows. */
    public void sending(long id, Instant now) {
        execute("update journal.outgoing set attempts = attempts + 1, sent_at = ? where id = ?", utc(now), id);
    }

    /** The other side has it. */
    public void delivered(String destination, long id, String answer, Instant now) {
        settle(destination, id, "delivered", answer, "", now);
    }

    /**
     * The other side refuses it. It is kept, and the next one goes.
     *
     * @param errors codes of the answer's ERR segments
     */
    public void refused(String destination, long id, String answer, String errors, Instant now) {
        settle(destination, id, "refused", answer, errors, now);
    }

    private void settle(String destination, long id, String state, String answer, String errors, Instant now) {
        execute(
                "update journal.outgoing set state = ?, answer = ?, errors = nullif(?, ''), settled_at = ?"
                        + " where id = ? and state = 'waiting'",
                state,
                ColumnText.of(answer),
                ColumnText.of(errors),
                utc(now),
                id);
        execute(
                "update journal.destination set attempts = 0, next_attempt_at = null, problem = null where name = ?",
                destination);
    }

    /** No answer: everything of this destination waits, in its order. */
    public void failed(String destination, String problem, Instant again) {
        execute(
                "update journal.destination set attempts = attempts + 1, next_attempt_at = ?, problem = ?"
                        + " where name = ?",
                utc(again),
                problem,
                destination);
    }

    /** Gives the lease back, if this process has it. */
    public void release(String destination) {
        execute(
                "update journal.destination set leased_to = null, leased_until = null where name = ? and leased_to = ?",
                destination,
                database.process());
    }

    /** Sends a refused or dismissed message again, in its old place of the order; one that waits at once. */
    public boolean again(long id) {
        execute(
                "update journal.destination set next_attempt_at = null where name ="
                        + " (select destination from journal.outgoing where id = ? and state <> 'delivered')",
                id);
        return execute(
                        "update journal.outgoing set state = 'waiting', answer = null, errors = null, settled_at = null,"
                                + " dismissed = null where id = ? and state in ('refused', 'dismissed', 'waiting')",
                        id)
                == 1;
    }

    /**
     * Takes a message that waits or was refused off the list: it is not sent.
     *
     * @param because in the words of who decides it; kept, never logged
     */
    public boolean dismiss(long id, String because, Instant now) {
        return execute(
                        "update journal.outgoing set state = 'dismissed', dismissed = ?, settled_at = ?"
                                + " where id = ? and state in ('refused', 'waiting')",
                        ColumnText.of(because),
                        utc(now),
                        id)
                == 1;
    }

    /** What of a destination waits or was refused, oldest first. */
    public List<Story> open(String destination, int most) {
        return stories("destination = ? and state in ('waiting', 'refused') order by id limit " + most, destination);
    }

    /** What became of one. */
    public Optional<Story> story(long id) {
        return stories("id = ?", id).stream().findFirst();
    }

    private List<Story> stories(String which, Object value) {
        List<Story> stories = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select =
                        connection.prepareStatement("select " + COLUMNS + " from journal.outgoing where " + which)) {
            select.setObject(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    OffsetDateTime sent = row.getObject(9, OffsetDateTime.class);
                    stories.add(new Story(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getInt(8),
                            sent == null ? null : sent.toInstant(),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12)));
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        return stories;
    }

    /** How every destination fares that ever had a message, by name. */
    public List<Progress> progress() {
        String sql = "select n.name,"
                + " (select count(*) from journal.outgoing o where o.destination = n.name and o.state = 'waiting'),"
                + " (select min(created_at) from journal.outgoing o where o.destination = n.name"
                + "  and o.state = 'waiting'),"
                + " (select count(*) from journal.outgoing o where o.destination = n.name and o.state = 'refused'),"
                + " n.attempts, n.problem from journal.destination n order by n.name";
        List<Progress> all = new ArrayList<>();
        try (Connection connection = database.connection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                OffsetDateTime oldest = row.getObject(3, OffsetDateTime.class);
                all.add(new Progress(
                        row.getString(1),
                        row.getLong(2),
                        oldest == null ? null : oldest.toInstant(),
                        row.getLong(4),
                        row.getInt(5),
                        row.getString(6)));
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        return all;
    }

    private int execute(String sql, Object... values) {
        try (Connection connection = database.connection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
