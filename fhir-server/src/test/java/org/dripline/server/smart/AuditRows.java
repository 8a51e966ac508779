// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import java.util.List;
import java.util.Map;
import org.dripline.server.storage.OwnSchema;

/** The rows of the audit, as lines of a test. What the product writes by itself, such as its protocols, is left out. */
final class AuditRows {

    private static final String NOT_ITS_OWN = " and not (kind = 'WRITE' and address is null)";

    private final OwnSchema schema;
    private final long after;

    private AuditRows(OwnSchema schema, long after) {
        this.schema = schema;
        this.after = after;
    }

    /** Those that are written from now on. */
    static AuditRows fromNowOn(OwnSchema schema) {
        Long last = schema.statements().queryForObject("select coalesce(max(id), 0) from audit", Long.class);
        return new AuditRows(schema, last == null ? 0 : last);
    }

    List<Map<String, Object>> all() {
        return schema.statements()
                .queryForList(
                        "select *, '{' || array_to_string(patients, ',') || '}' as whose,"
                                + " array_to_string(resources, ' ') as written from audit where id > ?" + NOT_ITS_OWN
                                + " order by id",
                        after);
    }

    /** Kind, outcome, app, person, patients, type and id of each. */
    List<String> lines() {
        return all().stream().map(AuditRows::line).toList();
    }

    /** The same with interaction and action. */
    List<String> longLines() {
        return all().stream()
                .map(row -> line(row) + " " + row.get("interaction") + " " + row.get("action"))
                .toList();
    }

    private static String line(Map<String, Object> row) {
        return row.get("kind") + " " + row.get("outcome") + " " + row.get("client_id") + " " + row.get("username") + " "
                + row.get("whose") + " " + row.get("resource_type") + " " + row.get("resource_id");
    }
}
