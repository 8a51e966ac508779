// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A write and its row are kept together or not at all, however the transaction ends; nothing is shown without a row.
 */
class AuditKeptIT extends SmartContext {

    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/anna\"}}";

    @Autowired
    private OwnSchema accessSchema;

    private String token;

    @BeforeEach
    void warm() {
        token = clinic().backendOnce("system/*.cruds");
    }

    @AfterEach
    void nothingStandsInTheWayAnyMore() {
        sql("drop trigger if exists at_commit on public.hfj_resource");
        sql("drop function if exists access.at_commit()");
        sql("alter table audit drop constraint if exists nothing_is_kept");
    }

    @Test
    void aWriteThatFailsAtItsCommitHasNoRow() {
        atCommit("raise exception 'the disk is full'");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        assertThat(put("kept-1").statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(rows.lines()).containsExactly("REFUSAL 500 backend null {anna} Observation kept-1");
        nothingStandsInTheWayAnyMore();
        assertThat(get(token, "/Observation/kept-1").statusCode()).isEqualTo(404);
    }

    /** As the database sees the death of the process: the connection ends between the row and the commit. */
    @Test
    void aWriteWhoseConnectionEndsBeforeItsCommitHasNoRow() {
        atCommit("perform pg_sleep(20)");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> put("kept-2"));
        await().atMost(Duration.ofSeconds(10)).until(() -> SleepingCommits.end(accessSchema) > 0);
        assertThat(answer.join().statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(rows.lines()).containsExactly("REFUSAL 500 backend null {anna} Observation kept-2");
        nothingStandsInTheWayAnyMore();
        assertThat(get(token, "/Observation/kept-2").statusCode()).isEqualTo(404);
    }

    @Test
    void aWriteWithoutARowIsNotKept() {
        sql("alter table audit add constraint nothing_is_kept check (kind <> 'WRITE') not valid");
        assertThat(put("kept-3").statusCode()).isGreaterThanOrEqualTo(400);
        sql("alter table audit drop constraint nothing_is_kept");
        assertThat(get(token, "/Observation/kept-3").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsShownWithoutARow() {
        sql("alter table audit add constraint nothing_is_kept check (kind <> 'READ' and kind <> 'SEARCH') not valid");
        HttpResponse<String> read = get(token, "/Patient/bob");
        HttpResponse<String> search = get(token, "/Observation?patient=bob");
        assertThat(read.statusCode()).isEqualTo(500);
        assertThat(search.statusCode()).isEqualTo(500);
        assertThat(read.body() + search.body()).doesNotContain(Clinic.BOBS);
    }

    private HttpResponse<String> put(String id) {
        return call(token, "PUT", "/Observation/" + id, OBSERVATION.formatted(id));
    }

    /** Something that PostgreSQL does when a transaction that stored a resource of this test commits. */
    private void atCommit(String what) {
        sql("create function access.at_commit() returns trigger language plpgsql as $$ begin " + what
                + "; return null; end $$");
        sql("create constraint trigger at_commit after insert on public.hfj_resource deferrable initially deferred"
                + " for each row when (new.fhir_id like 'kept-%') execute function access.at_commit()");
    }

    private void sql(String statement) {
        accessSchema.statements().execute(statement);
    }
}
