// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dripline.server.storage.OwnSchema;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The rows of the audit, for reading. */
final class AuditTable {

    private static final String SELECT = "select " + AuditRow.COLUMNS + " from audit where ";
    private static final int FETCHED_AT_ONCE = 500;

    private final OwnSchema schema;

    AuditTable(OwnSchema schema) {
        this.schema = schema;
    }

    /**
     * One page.
     *
     * @param rows newest first
     * @param more whether older rows match, too
     */
    record Page(List<AuditRow> rows, boolean more) {}

    Page page(AuditQuery query) {
        List<Object> values = new ArrayList<>(query.values());
        values.add(query.count() + 1);
        List<AuditRow> rows = schema.statements()
                .query(
                        SELECT + query.where() + " order by id desc limit ?",
                        (row, number) -> AuditRow.of(row),
                        values.toArray());
        boolean more = rows.size() > query.count();
        return new Page(more ? rows.subList(0, query.count()) : rows, more);
    }

    Optional<AuditRow> row(long id) {
        return schema.statements().query(SELECT + "id = ?", (row, number) -> AuditRow.of(row), id).stream()
                .findFirst();
    }

    /**
     * One page of events.
     *
     * @param events newest first, those of a row in the order of its patients
     * @param more whether older ones match, too
     */
    record Events(List<AuditRowOfPatient> events, boolean more) {}

    Events events(AuditQuery query) {
        List<Object> values = new ArrayList<>(query.eventValues());
        values.add(query.count() + 1);
        List<AuditRowOfPatient> events = schema.statements()
                .query(
                        AuditRowOfPatient.SELECT + query.eventWhere() + AuditRowOfPatient.ORDER + " limit ?",
                        (row, number) -> AuditRowOfPatient.of(row),
                        values.toArray());
        boolean more = events.size() > query.count();
        return new Events(more ? events.subList(0, query.count()) : events, more);
    }

    /** Every event that matches, newest first, a few at a time: as many as there are, in little memory. */
    void each(AuditQuery query, Consumer<AuditRowOfPatient> taker) {
        // Only inside a transaction does PostgreSQL's driver fetch rows a few at a time.
        schema.transactions().executeWithoutResult(status -> {
            JdbcTemplate few = new JdbcTemplate(schema.statements().getDataSource());
            few.setFetchSize(FETCHED_AT_ONCE);
            RowCallbackHandler each = row -> taker.accept(AuditRowOfPatient.of(row));
            few.query(
                    AuditRowOfPatient.SELECT + query.eventWhere() + AuditRowOfPatient.ORDER,
                    each,
                    query.eventValues().toArray());
        });
    }
}
