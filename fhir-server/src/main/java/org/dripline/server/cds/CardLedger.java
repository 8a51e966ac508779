// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dripline.server.gate.ShownCards;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which rule was shown as a card when, and what became of it. A row names no patient, no user and no order; an id that
 * feedback names is the card's own, made at random.
 */
final class CardLedger implements ShownCards {

    private final JdbcTemplate database;
    private final Clock clock;

    /** @param clock the clinical one, by which issues are dated too */
    CardLedger(JdbcTemplate database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param rule code of the rule, or what else the card is about */
    void shown(String card, HookService service, String rule, String indicator) {
        database.update(
                "insert into cds_card (id, service, rule, indicator, shown_at) values (?::uuid, ?, ?, ?, ?)",
                card,
                service.hook(),
                rule,
                indicator,
                Timestamp.from(clock.instant()));
    }

    /**
     * What became of a card. One that this service did not show, and a second word about the same, change nothing.
     *
     * @param outcome {@code accepted} or {@code overridden}
     * @param reason code of CodeSystem dripline-override-reason; empty when none was given
     */
    void answered(String card, HookService service, String outcome, String reason) {
        database.update(
                "update cds_card set outcome = ?, reason = ?, answered_at = ?"
                        + " where id = ?::uuid and service = ? and outcome is null",
                outcome,
                reason.isEmpty() ? null : reason,
                Timestamp.from(clock.instant()),
                card,
                service.hook());
    }

    @Override
    public List<Count> between(Instant from, Instant until) {
        return database.query(
                "select rule, count(*), count(*) filter (where outcome = 'accepted'),"
                        + " count(*) filter (where outcome = 'overridden')"
                        + " from cds_card where shown_at >= ? and shown_at < ? group by rule order by rule",
                (row, index) -> new Count(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                Timestamp.from(from),
                Timestamp.from(until));
    }

    @Override
    public List<Reason> reasonsBetween(Instant from, Instant until) {
        return database.query(
                "select rule, reason, count(*) from cds_card where shown_at >= ? and shown_at < ?"
                        + " and reason is not null group by rule, reason order by rule, reason",
                (row, index) -> new Reason(row.getString(1), row.getString(2), row.getLong(3)),
                Timestamp.from(from),
                Timestamp.from(until));
    }
}
