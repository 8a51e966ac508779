// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import org.springframework.jdbc.core.JdbcTemplate;

/** The two tables of this package, in schema {@code cds}. */
final class CdsSchema {

    private CdsSchema() {}

    /** Makes what is missing; two nodes that start at once do so one after the other. */
    static JdbcTemplate in(JdbcTemplate database) {
        database.execute("""
                do $$ begin
                  perform pg_advisory_xact_lock(hashtext('dripline cds schema'));
                  create schema if not exists cds;
                  create table if not exists cds.used_token (
                    id text primary key,
                    until timestamptz not null);
                  create index if not exists used_token_until on cds.used_token (until);
                  create table if not exists cds.card (
                    id uuid primary key,
                    service text not null,
                    rule text not null,
                    indicator text not null,
                    shown_at timestamptz not null,
                    outcome text,
                    reason text,
                    answered_at timestamptz);
                  create index if not exists card_shown on cds.card (shown_at);
                end $$""");
        return database;
    }
}
