// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was done is in the audit, once, when the answer is there. */
class AuditIT extends SmartContext {

    @Autowired
    private OwnSchema accessSchema;

    record Act(String name, String who, String method, String path, String body, List<String> rows) {}

    private static List<Act> acts() throws IOException {
        try (var file = AuditIT.class.getResourceAsStream("audited-acts.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\\|", -1))
                    .map(cell -> new Act(
                            cell[0].strip(),
                            cell[1].strip(),
                            cell[2].strip(),
                            cell[3].strip(),
                            cell[4].strip().replace('\'', '"'),
                            Arrays.stream(cell[5].split(";")).map(String::strip).toList()))
                    .toList();
        }
    }

    @Test
    void everyActHasItsRowsNoneMissingAndNoneDouble() throws IOException {
        List.of("anna", "system", "audit").forEach(this::token);
        AuditRows everything = AuditRows.fromNowOn(accessSchema);
        SoftAssertions found = new SoftAssertions();
        int expected = 0;
        for (Act act : acts()) {
            AuditRows rows = AuditRows.fromNowOn(accessSchema);
            HttpResponse<String> answer = done(act);
            found.assertThat(String.join("; ", rows.longLines()))
                    .as(act.name() + " " + answer.statusCode() + " " + answer.body())
                    .matches(pattern(String.join("; ", act.rows())));
            found.assertThat(rows.all()).as(act.name()).allSatisfy(row -> {
                assertThat(row.get("address")).isEqualTo("127.0.0.1");
                assertThat(row.get("request_id"))
                        .isEqualTo(answer.headers().firstValue("X-Request-ID").orElse("no header"));
                assertThat(row.get("scopes") == null).isEqualTo(act.who().equals("none"));
            });
            expected += act.rows().size();
        }
        found.assertThat(everything.lines()).hasSize(expected);
        found.assertAll();
    }

    @Test
    void aWriteNamesEveryVersionItMade() {
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        String observation =
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/anna\"}}";
        HttpResponse<String> made = call(token("system"), "POST", "/Observation", observation);
        String version = made.headers().firstValue("Location").orElse("");
        assertThat(rows.all().get(rows.all().size() - 1).get("written"))
                .isEqualTo(version.substring(version.indexOf("Observation/")));
    }

    @Test
    void aSearchIsWrittenDownAsItWasCarriedOut() {
        String token = token("anna");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        get(token, "/Observation?category=vital-signs");
        assertThat(rows.all().get(0).get("query"))
                .asString()
                .startsWith("Observation?category=vital-signs&patient=Patient/anna");
    }

    /** The row of a read sets out before its answer is made ready. */
    @Test
    void whatHasNotChangedWasReadOnceAndNotRefused() {
        String token = token("anna");
        String version =
                get(token, "/Patient/anna").headers().firstValue("ETag").orElse("");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base() + "/Patient/anna"))
                .header("Authorization", "Bearer " + token)
                .header("If-None-Match", version)
                .GET());
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(rows.lines()).containsExactly("READ 200 public-app nurse.synthetic {anna} Patient anna");
    }

    @Test
    void signingInLaunchingAndTokensAreRows() {
        clinic();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        new AppFlow(this).signedIn(Clinic.NURSE, "wrong");
        clinic().backend("system/Patient.rs");
        new AppFlow(this)
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna")
                .token();
        assertThat(rows.lines())
                .containsExactly(
                        "SIGN_IN 401 null nurse.synthetic {} null null",
                        "TOKEN 200 backend null {} null null",
                        "SIGN_IN 200 null nurse.synthetic {} null null",
                        "TOKEN 200 public-app nurse.synthetic {anna} null null");
    }

    @Test
    void aTokenAskedForInVainIsARow() {
        clinic();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        "no-such-code",
                        "code_verifier",
                        "v".repeat(43),
                        "client_id",
                        "public-app"));
        postForm(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "client_id", "secret-app", "client_secret", "guessed"));
        assertThat(rows.lines())
                .containsExactly(
                        "REFUSAL 400 public-app null {} null null", "REFUSAL 401 secret-app null {} null null");
    }

    @Test
    void noRowAndNoSealIsChangedOrTakenAway() {
        clinic();
        for (String table : List.of("audit", "audit_seal")) {
            String column = table.equals("audit") ? "outcome" : "row_count";
            for (String statement : List.of(
                    "update " + table + " set " + column + " = 1", "delete from " + table, "truncate " + table)) {
                assertThatThrownBy(() -> accessSchema.transactions().executeWithoutResult(status -> {
                            accessSchema
                                    .statements()
                                    .update("insert into audit_seal values (-1, now(), 1, 1, 1, '', '', '')");
                            accessSchema.statements().execute(statement);
                        }))
                        .as(statement)
                        .hasMessageContaining("the audit only grows");
            }
        }
    }

    private HttpResponse<String> done(Act act) {
        String token = act.who().equals("none") ? "no-such-token" : token(act.who());
        if (act.method().equals("SEARCH")) {
            return send(HttpRequest.newBuilder(URI.create(base() + act.path()))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(act.body())));
        }
        return act.method().equals("GET")
                ? get(token, act.path())
                : call(token, act.method(), act.path().equals("/") ? "" : act.path(), act.body());
    }

    private static String pattern(String row) {
        return Arrays.stream(row.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("\\S+"));
    }

    private String token(String who) {
        return switch (who) {
            case "anna" -> clinic().token("launch/patient patient/*.cruds", "anna");
            case "system" -> clinic().backendOnce("system/*.cruds");
            default -> clinic().backendOnce("system/AuditEvent.rs");
        };
    }
}
