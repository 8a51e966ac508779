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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a source correct what, and which wait for what they correct. Written in the transaction of the claim.
 * For one thread.
 */
public final class CorrectionMemory {

    private final Connection connection;
    private final String source;
    private final Set<Long> again;
    private @Nullable List<Known> known;

    CorrectionMemory(Connection connection, String source, Set<Long> again) {
        this.connection = connection;
        this.source = source;
        this.again = again;
    }

    private record Known(
            long entry,
            String device,
            String code,
            Instant at,
            @Nullable String reference) {}

    /**
     * Something that was charted just now.
     *
     * @param reference of the Observation
     * @param device its id on the FHIR server
     * @param codes that it says something under; an empty one for an event of a pump
     */
    public record Charted(String reference, String device, Instant at, Set<String> codes) {}

    /** What a row was found to correct. */
    public Optional<String> corrected(long entry, int obx) {
        try (PreparedStatement select =
                connection.prepareStatement("select reference from journal.correction where entry = ? and obx = ?")) {
            select.setLong(1, entry);
            select.setInt(2, obx);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /**
     * Notes what a row corrects.
     *
     * @param device id on the FHIR server
     * @param code of the value; empty for an event of a pump
     * @param reference empty as long as there is nothing to correct
     */
    public void note(long entry, int obx, String device, String code, Instant at, Optional<String> reference) {
        String sql = "insert into journal.correction (entry, obx, source, device, code, at, reference)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (entry, obx) do update set device = excluded.device,"
                + " code = excluded.code, at = excluded.at, reference = excluded.reference";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, entry);
            insert.setInt(2, obx);
            insert.setString(3, source);
            insert.setString(4, device);
            insert.setString(5, ColumnText.of(code));
            insert.setObject(6, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.setString(7, reference.orElse(null));
            insert.executeUpdate();
            known = null;
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
    }

    /** Has the rows read again that wait for what was charted, or that corrected what is charted once more. */
    public void charted(long entry, Iterable<Charted> observations) {
        List<Known> rows = known();
        if (rows.isEmpty()) {
            return;
        }
        for (Charted observation : observations) {
            rows.stream()
                    .filter(row -> row.entry() != entry && concerns(row, observation))
                    .forEach(row -> again.add(row.entry()));
        }
    }

    private static boolean concerns(Known row, Charted observation) {
        return row.reference() == null
                ? row.device().equals(observation.device())
                        && row.at().equals(observation.at())
                        && observation.codes().contains(row.code())
                : row.reference().equals(observation.reference());
    }

    private List<Known> known() {
        if (known != null) {
            return known;
        }
        List<Known> found = new ArrayList<>();
        String sql = "select entry, device, code, at, reference from journal.correction where source = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Known(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getString(5)));
                }
            }
        } catch (SQLException failure) {
            throw new JournalUnavailable(failure);
        }
        known = found;
        return found;
    }
}
