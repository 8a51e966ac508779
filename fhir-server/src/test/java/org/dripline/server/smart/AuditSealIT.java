// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dripline.server.audit.AuditCommand;
import org.dripline.server.audit.AuditSealing;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is sealed cannot be changed unseen, not even by whoever may do everything in the database. */
class AuditSealIT extends SmartContext {

    @Autowired
    private OwnSchema accessSchema;

    @Autowired
    private AuditSealing seals;

    @Test
    void whatIsChangedTakenAwayOrAddedIsTold() {
        sealed();
        whileNobodySeals(this::changeTakeAwayAndAdd);
    }

    private void changeTakeAwayAndAdd() {
        List<Long> ids =
                accessSchema.statements().queryForList("select id from audit order by id desc limit 3", Long.class);
        long row = ids.get(1);
        assertThat(verified()).contains("agree").contains("rows since then are not sealed yet");

        withoutTriggers("update audit set outcome = outcome + 1 where id = " + row);
        assertThat(verified()).contains(": row " + row + " was changed.").startsWith(sealsBefore(row) + " seals over");
        withoutTriggers("update audit set outcome = outcome - 1 where id = " + row);
        assertThat(verified()).doesNotContain("was changed");

        withoutTriggers("drop table if exists access.taken");
        withoutTriggers("create table access.taken as select * from audit where id = " + row);
        withoutTriggers("delete from audit where id = " + row);
        assertThat(verified()).contains(": row " + row + " was taken away.");
        withoutTriggers("insert into audit overriding system value select * from access.taken");
        withoutTriggers("drop table access.taken");
        assertThat(verified()).doesNotContain("taken away");

        withoutTriggers(
                "insert into audit (id, kind, outcome) overriding system value values (" + gap() + ", 'READ', 200)");
        assertThat(verified()).contains(": row " + gap + " was added.");
        withoutTriggers("delete from audit where id = " + gap);
        assertThat(verified()).contains("agree").doesNotContain("was added");
    }

    @Test
    void aSealThatIsTakenAwayOrRewrittenIsTold() {
        sealed();
        whileNobodySeals(this::takeAwayAndRewriteTheLastSeal);
    }

    private void takeAwayAndRewriteTheLastSeal() {
        String last = hash();
        long id = accessSchema.statements().queryForObject("select max(id) from audit_seal", Long.class);
        withoutTriggers("drop table if exists access.taken");
        withoutTriggers("create table access.taken as select * from audit_seal where id = " + id);
        withoutTriggers("delete from audit_seal where id = " + id);
        assertThat(verified("--expect", last)).contains("No seal has the hash " + last);
        withoutTriggers("insert into audit_seal select * from access.taken");
        withoutTriggers("drop table access.taken");
        assertThat(verified("--expect", last)).doesNotContain("No seal has");

        withoutTriggers("update audit_seal set row_count = row_count + 1 where id = " + id);
        assertThat(verified()).contains("Seal " + id + " ").contains("the seal itself was changed");
        withoutTriggers("update audit_seal set row_count = row_count - 1 where id = " + id);
        assertThat(verified()).doesNotContain("was changed");
    }

    @Test
    void whateverIsWrittenMeanwhileIsSealedOnce() {
        String token = clinic().backendOnce("system/*.cruds");
        AtomicBoolean goesOn = new AtomicBoolean(true);
        List<CompletableFuture<Void>> sealing = IntStream.range(0, 2)
                .mapToObj(node -> CompletableFuture.runAsync(() -> {
                    while (goesOn.get()) {
                        seals.seal();
                    }
                }))
                .toList();
        for (int i = 0; i < 20; i++) {
            get(token, "/Patient/anna");
            call(
                    token,
                    "POST",
                    "/Observation",
                    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/anna\"}}");
        }
        goesOn.set(false);
        sealing.forEach(CompletableFuture::join);
        seals.seal();
        assertThat(verified()).contains("agree").contains("not sealed yet");
        assertSealedOnce();
    }

    /** Each asks for its own; a request and its rows know each other by the id in the answer. */
    @Test
    void eachRequestOfManyClientsAtOnceHasOneRow() {
        String system = clinic().backendOnce("system/*.cruds");
        String anna = clinic().token("launch/patient patient/*.rs", "anna");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        List<CompletableFuture<Map<String, String>>> clients = IntStream.range(0, 6)
                .mapToObj(client -> CompletableFuture.supplyAsync(() -> done(system, anna, "parallel-" + client)))
                .toList();
        Map<String, String> expected = new HashMap<>();
        clients.forEach(client -> expected.putAll(client.join()));
        assertThat(expected).hasSize(6 * 30);

        Map<String, List<String>> told = rows.all().stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.get("request_id")),
                        Collectors.mapping(row -> row.get("kind") + " " + row.get("outcome"), Collectors.toList())));
        assertThat(told.keySet()).isEqualTo(expected.keySet());
        assertThat(told).allSatisfy((request, of) -> assertThat(of).containsExactly(expected.get(request)));

        seals.seal();
        assertThat(verified()).contains("agree");
        assertSealedOnce();
    }

    /** Ids of requests, and the row that each must have. */
    private Map<String, String> done(String system, String anna, String mark) {
        Map<String, String> done = new HashMap<>();
        for (int n = 0; n < 5; n++) {
            String id = mark + "-" + n;
            done.put(request(get(anna, "/Patient/anna")), "READ 200");
            done.put(request(get(anna, "/Observation?_id=" + id)), "SEARCH 200");
            done.put(
                    request(
                            call(
                                    system,
                                    "PUT",
                                    "/Observation/" + id,
                                    "{\"resourceType\":\"Observation\",\"id\":\"" + id
                                            + "\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/bob\"}}")),
                    "WRITE 200");
            done.put(request(get(anna, "/Observation/" + id)), "REFUSAL 403");
            done.put(request(get("no-such-token", "/Patient/anna")), "REFUSAL 401");
            done.put(request(get(anna, "/Patient?name=" + "x,".repeat(600))), "REFUSAL 400");
        }
        return done;
    }

    private static String request(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Request-ID").orElse("no id: " + answer.statusCode());
    }

    @Test
    void whatIsLeftAfterTheOldestSealWasTakenOutIsStillVerified() {
        sealed();
        sealed();
        String first = accessSchema
                .statements()
                .queryForObject("select encode(hash, 'hex') from audit_seal where id = 1", String.class);
        String rows = "from audit where id <= (select last_row from audit_seal where id = 1)";
        withoutTriggers("drop table if exists access.taken");
        withoutTriggers("create table access.taken as select * " + rows);
        withoutTriggers("create table access.taken_seal as select * from audit_seal where id = 1");
        withoutTriggers("delete " + rows);
        withoutTriggers("delete from audit_seal where id = 1");
        assertThat(verified()).contains("Seal 2 ").contains("the seal before it, 1, was taken away");
        assertThat(verified("--after", "1:" + first))
                .contains("seals after seal 1 over")
                .contains("agree");
        assertThat(verified("--after", "1:" + "0".repeat(64))).contains("it was made after another seal");
        withoutTriggers("insert into audit overriding system value select * from access.taken");
        withoutTriggers("insert into audit_seal select * from access.taken_seal");
        withoutTriggers("drop table access.taken");
        withoutTriggers("drop table access.taken_seal");
        assertThat(verified()).contains("agree");
    }

    /** As the database sees the death of the process between rows and their seal; another one goes on. */
    @Test
    void aSealWhoseConnectionEndsIsMadeByTheNextOnceAndWhole() throws Exception {
        String token = clinic().backendOnce("system/*.cruds");
        seals.seal();
        get(token, "/Patient/anna");
        accessSchema
                .statements()
                .execute("create function access.at_seal() returns trigger language plpgsql as $$ begin"
                        + " perform pg_sleep(20); return new; end $$");
        CompletableFuture<Integer> dies;
        try {
            withoutTriggers("create trigger at_seal after insert on audit_seal for each row"
                    + " execute function access.at_seal()");
            dies = CompletableFuture.supplyAsync(seals::seal);
            await().atMost(Duration.ofSeconds(10)).until(() -> SleepingCommits.end(accessSchema) > 0);
            assertThatThrownBy(() -> dies.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        } finally {
            accessSchema.statements().execute("drop trigger if exists at_seal on audit_seal");
            accessSchema.statements().execute("drop function access.at_seal()");
        }
        get(token, "/Patient/bob");
        assertThat(verified()).as("what was not sealed is whole").contains("agree");

        assertThat(seals.seal()).isPositive();
        assertThat(verified()).contains("agree");
        assertSealedOnce();
    }

    private void assertSealedOnce() {
        Map<String, Object> sums = accessSchema
                .statements()
                .queryForMap(
                        "select (select count(*) from audit where id <= (select max(last_row) from audit_seal)) as rows,"
                                + " (select sum(row_count) from audit_seal) as sealed,"
                                + " (select count(*) - count(distinct previous_hash) from audit_seal) as twice");
        assertThat(sums.get("sealed")).hasToString(sums.get("rows").toString());
        assertThat(sums.get("twice")).hasToString("0");
    }

    private long gap;

    /** An id among the sealed ones that no row has: of a write that was taken back. */
    private long gap() {
        gap = accessSchema
                .statements()
                .queryForObject(
                        "select min(id) from generate_series((select min(id) from audit), (select max(last_row) from audit_seal)) id"
                                + " where id not in (select id from audit)",
                        Long.class);
        return gap;
    }

    private void sealed() {
        String token = clinic().backendOnce("system/*.cruds");
        get(token, "/Patient/anna");
        // Its row is taken back with it, which leaves its number free.
        accessSchema.transactions().executeWithoutResult(status -> {
            accessSchema.statements().update("insert into audit (kind, outcome) values ('READ', 200)");
            status.setRollbackOnly();
        });
        get(token, "/Patient/bob");
        get(token, "/Patient/anna");
        seals.seal();
    }

    private long sealsBefore(long row) {
        return accessSchema
                .statements()
                .queryForObject("select count(*) from audit_seal where last_row < ?", Long.class, row);
    }

    private String hash() {
        return accessSchema
                .statements()
                .queryForObject("select encode(hash, 'hex') from audit_seal order by id desc limit 1", String.class);
    }

    /** Others of this server seal, too, and a seal that is taken away leaves its number free. */
    private void whileNobodySeals(Runnable work) {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Void> holder =
                CompletableFuture.runAsync(() -> accessSchema.transactions().executeWithoutResult(status -> {
                    accessSchema.statements().execute("select pg_advisory_xact_lock(hashtext('dripline audit seal'))");
                    held.countDown();
                    awaited(done);
                }));
        awaited(held);
        try {
            work.run();
        } finally {
            done.countDown();
            holder.join();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void withoutTriggers(String statement) {
        accessSchema.transactions().executeWithoutResult(status -> {
            for (String table : List.of("audit", "audit_seal")) {
                accessSchema.statements().execute("alter table " + table + " disable trigger user");
            }
            accessSchema.statements().execute(statement);
            for (String table : List.of("audit", "audit_seal")) {
                accessSchema.statements().execute("alter table " + table + " enable trigger user");
            }
        });
    }

    /** What the command says, given beside the server. */
    private static String verified(String... options) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] words = new String[options.length + 4];
        System.arraycopy(new String[] {"audit", "verify", "--data", dataFolder().toString()}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = AuditCommand.run(words, out, out);
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(text.contains(" was ") || text.contains("No seal has") ? 1 : 0);
        return text;
    }
}
