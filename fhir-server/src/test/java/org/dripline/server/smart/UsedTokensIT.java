// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.dripline.server.access.AccessTables;
import org.dripline.server.access.Hash;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.access.UsedTokens.Kind;
import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.OwnSchemas;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What others signed is good once: on the real table, by whichever process it is asked. */
class UsedTokensIT extends SmartContext {

    private static final String MIGRATIONS = "classpath:org/dripline/server/access/db";

    @Autowired
    private UsedTokens used;

    @Autowired
    private OwnSchemas schemas;

    @Autowired
    private DataSource database;

    private final Instant soon = Instant.now().plusSeconds(120);

    @Test
    void whatWasUsedStaysUsedForWhoeverStartsAnew() {
        String id = UUID.randomUUID().toString();
        assertThat(used.isFirst(Kind.ASSERTION, "client-417", id, soon)).isTrue();
        assertThat(used.isFirst(Kind.ASSERTION, "client-417", id, soon)).isFalse();
        try (OwnSchema anew = AccessTables.open(schemas)) {
            UsedTokens afterARestart = new UsedTokens(anew);
            assertThat(afterARestart.isFirst(Kind.ASSERTION, "client-417", id, soon))
                    .isFalse();
            assertThat(afterARestart.isFirst(Kind.ASSERTION, "client-418", id, soon))
                    .as("another client's")
                    .isTrue();
            assertThat(afterARestart.isFirst(Kind.CALL, "client-417", id, soon))
                    .as("for something else")
                    .isTrue();
        }
        assertThat(used.isFirst(Kind.CALL, "client-417", id, soon))
                .as("used by the other process")
                .isFalse();
    }

    @Test
    void ofManyAtOneInstantOneIsFirst() throws Exception {
        String id = UUID.randomUUID().toString();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                tries.add(() -> used.isFirst(Kind.IDENTITY, "host-417", id, soon));
            }
            int first = 0;
            for (Future<Boolean> tried : threads.invokeAll(tries)) {
                first += tried.get() ? 1 : 0;
            }
            assertThat(first).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whatWasUsedBeforeTheUpgradeStaysUsed() {
        JdbcTemplate statements = new JdbcTemplate(database);
        FluentConfiguration upgrade = Flyway.configure()
                .dataSource(database)
                .schemas("upgrade_417")
                .defaultSchema("upgrade_417")
                .table("schema_history")
                .locations(MIGRATIONS);
        upgrade.target("30").load().migrate();
        statements.execute("""
                create schema cds;
                create table cds.used_token (id text primary key, until timestamptz not null);
                create table cds.card (id uuid primary key, service text not null, rule text not null,
                  indicator text not null, shown_at timestamptz not null, outcome text, reason text,
                  answered_at timestamptz);
                create index card_shown on cds.card (shown_at);
                insert into cds.card values ('00000000-0000-4000-8000-000000000417', 'order-sign', 'mania', 'critical', now());
                insert into upgrade_417.seen_assertion values ('client-417', 'id-417', now() + interval '1 hour')""");
        statements.update(
                "insert into upgrade_417.exchanged_identity values (?, now() + interval '1 hour')",
                Hash.of("signed-417"));
        statements.update(
                "insert into cds.used_token values (?, now() + interval '1 hour')",
                Hash.of("https://host.test\nid-417").replace("sha256:", ""));

        try (OwnSchema now = schemas.open("upgrade_417", "org/dripline/server/access/db")) {
            UsedTokens after = new UsedTokens(now);
            assertThat(after.isFirst(Kind.ASSERTION, "client-417", "id-417", soon))
                    .isFalse();
            assertThat(after.isFirst(Kind.IDENTITY, "signed-417", soon)).isFalse();
            assertThat(after.isFirst(Kind.CALL, "https://host.test", "id-417", soon))
                    .isFalse();
            assertThat(after.isFirst(Kind.CALL, "https://host.test", "id-418", soon))
                    .isTrue();
            assertThat(now.statements().queryForList("select rule from cds_card", String.class))
                    .containsExactly("mania");
            assertThat(now.statements().queryForObject("select to_regnamespace('cds')::text", String.class))
                    .isNull();
        } finally {
            statements.execute("drop schema upgrade_417 cascade; drop schema if exists cds cascade");
        }
    }
}
