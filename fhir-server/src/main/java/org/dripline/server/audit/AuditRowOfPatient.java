// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one AuditEvent is rendered from: a row of at most one patient, or a row of several as far as it is about one of
 * them. Source: IHE ITI, Basic Audit Log Patterns 1.1: where several patients are concerned, an event for each.
 *
 * @param patient whom it is about; null where the row is about nobody
 * @param number of the patient in the row, from 1 on; 0 where the row is about nobody or about one alone
 */
record AuditRowOfPatient(AuditRow row, @Nullable String patient, int number) {

    static final String SELECT = "select " + AuditRow.COLUMNS + ", one.patient, one.n from audit left join lateral"
            + " unnest(patients) with ordinality as one(patient, n) on true where ";

    static final String ORDER = " order by id desc, one.n";

    /** Number among those of a row, in SQL. */
    static final String NUMBER = "case when cardinality(patients) > 1 then one.n else 0 end";

    static AuditRowOfPatient of(ResultSet result) throws SQLException {
        AuditRow row = AuditRow.of(result);
        int number = row.patients().size() > 1 ? result.getInt("n") : 0;
        return new AuditRowOfPatient(row, result.getString("patient"), number);
    }

    /** Id of the AuditEvent: the row's, with the patient's number where there are several. */
    String id() {
        return number == 0 ? Long.toString(row.id()) : row.id() + "-" + number;
    }

    List<String> patients() {
        return patient == null ? List.of() : List.of(patient);
    }
}
