// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.dripline.fixtures.device.MllpClient;
import org.dripline.server.DriplineServer;
import org.dripline.server.access.AccessTables;
import org.dripline.server.audit.AuditCommand;
import org.dripline.server.authorization.AccessCommand;
import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.RunningDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The packaged product with routes and app where requests are authorized: a monitor's message becomes values that are
 * read with a token only; and what was good once before a restart is good no more after it.
 */
class SmartProductE2E {

    private static final String PASSWORD = "a synthetic sentence to sign in with";
    private static final String MRN = "urn:oid:2.999.7.1";

    @TempDir
    private Path folder;

    private DriplineServer product;
    private JWK key;

    @Test
    void chartsForItselfShowsToTokensOnlyAndRemembersOverARestart() throws Exception {
        try (DriplineServer started = DriplineServer.in(folder)
                .with(
                        "--dripline.access.mode=smart",
                        "--dripline.access.tokens.code=10m",
                        "--dripline.audit.seal-every=1s",
                        "--dripline.routes.identifier-systems.SYNHOSP=" + MRN)) {
            product = started;
            product.start();
            // Made after the start, and only where nobody is there yet.
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(product.dataDir().resolve("first-administrator"))
                            && Files.exists(product.dataDir().resolve("app-keys.json")));
            peopleAndApps();
            aMessageBecomesValuesThatOnlyATokenReads();

            String assertion = new Assertions(issuer(), "records").signed(key);
            assertThat(granted(assertion).statusCode()).isEqualTo(200);
            AppFlow spent = flow().consented("p-smart");
            assertThat(spent.token().has("access_token")).isTrue();
            AppFlow session = flow().consented("p-smart");
            JsonNode first = session.token();
            JsonNode second = SmartContext.json(renewed(first));
            Map<String, String> secrets = secrets();
            String keys = jwks();

            // From that day on the clinic is a program under 42 CFR Part 2, too: one start of the product shows both.
            product.with("--dripline.access.sensitive.part-2-program=true");
            everythingAnsweredBeforeItIsKilledHasItsRowOnceAndASeal();

            assertThat(secrets()).containsExactlyEntriesOf(secrets);
            assertThat(jwks()).isEqualTo(keys);
            assertThat(granted(assertion).statusCode())
                    .as("the same assertion again")
                    .isEqualTo(401);
            assertThat(SmartContext.json(spent.exchange(Map.of())).path("error").asText())
                    .isEqualTo("invalid_grant");
            assertThat(patient(second)).isEqualTo(200);
            assertThat(SmartContext.json(renewed(first)).path("error").asText())
                    .as("a renewal used before the restart")
                    .isEqualTo("invalid_grant");
            assertThat(patient(second)).as("all that came of it ended").isEqualTo(401);
            aMessageBecomesValuesThatOnlyATokenReads();
            itsStaffSeeWhatAProgramChartsAndNobodyElse();
            product.stop();
            assertThat(product.log())
                    .doesNotContain(secrets.get("management-token").strip());
        }
    }

    /** {@code kill -9} of the Java process between rows and their seal, while it answers; its database stays. */
    private void everythingAnsweredBeforeItIsKilledHasItsRowOnceAndASeal() throws Exception {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        String token = token();
        try (OwnSchema access = AccessTables.open(RunningDatabase.of(product.dataDir(), null, null, null))) {
            JdbcTemplate database = access.statements();
            database.execute("create function access.at_seal() returns trigger language plpgsql as $$ begin"
                    + " perform pg_sleep(3); return new; end $$");
            database.execute("create trigger at_seal after insert on audit_seal for each row"
                    + " execute function access.at_seal()");
            List<CompletableFuture<Void>> apps = IntStream.range(0, 4)
                    .mapToObj(app -> CompletableFuture.runAsync(() -> askUntilKilled(app, token, answered)))
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> answered.size() > 80
                            && one(
                                            database,
                                            "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
                                                    + " and query like '%audit_seal%'")
                                    == 1);
            long seals = one(database, "select count(*) from audit_seal");
            product.killProduct();
            apps.forEach(CompletableFuture::join);
            // Waits for the database to see that nobody is there any more.
            database.execute("drop trigger at_seal on audit_seal");
            assertThat(one(database, "select count(*) from audit_seal"))
                    .as("the seal was half made")
                    .isEqualTo(seals);

            product.start();

            Map<String, Long> rows = new HashMap<>();
            database.query(
                    "select request_id, count(*), max(id) from audit where request_id like 'killed-%' group by 1",
                    row -> {
                        rows.put(row.getString(1), row.getLong(2));
                    });
            assertThat(rows).containsKeys(answered.toArray(String[]::new));
            assertThat(rows.values()).containsOnly(1L);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> one(
                                    database,
                                    "select count(*) from audit where request_id like 'killed-%'"
                                            + " and id > (select max(last_row) from audit_seal)")
                            == 0);
            assertThat(one(database, "select sum(row_count) from audit_seal"))
                    .isEqualTo(one(
                            database, "select count(*) from audit where id <= (select max(last_row) from audit_seal)"));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = AuditCommand.run(
                new String[] {"audit", "verify", "--data", product.dataDir().toString()}, out, out);
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    private void askUntilKilled(int app, String token, Set<String> answered) {
        HttpClient client = HttpClient.newHttpClient();
        String observation = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                + "\"subject\":{\"reference\":\"Patient/p-smart\"}}";
        for (int number = 0; ; number++) {
            String id = "killed-" + app + "-" + number;
            HttpRequest.Builder request = number % 4 == 0
                    ? fhir("/Observation", token)
                            .header("Content-Type", "application/fhir+json")
                            .POST(HttpRequest.BodyPublishers.ofString(observation))
                    : fhir("/Patient/p-smart", token);
            try {
                if (client.send(request.header("X-Request-ID", id).build(), HttpResponse.BodyHandlers.ofString())
                                .statusCode()
                        < 300) {
                    answered.add(id);
                }
            } catch (IOException killed) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static long one(JdbcTemplate database, String statement) {
        Long number = database.queryForObject(statement, Long.class);
        return number == null ? 0 : number;
    }

    private void peopleAndApps() throws Exception {
        Path file = folder.resolve("records.json");
        command(
                "",
                "app",
                "add",
                "records",
                "--name",
                "Records",
                "--scope",
                "system/*.cruds",
                "--key-file",
                file.toString());
        command(
                "",
                "app",
                "add",
                "public-app",
                "--name",
                "App",
                "--public",
                "--redirect",
                Clinic.REDIRECT,
                "--scope",
                "launch/patient",
                "online_access",
                "patient/*.rs");
        command(PASSWORD, "user", "add", Clinic.NURSE, "--fhir-user", "Practitioner/nurse-1");
        command("", "user", "grant", Clinic.NURSE, "--role", "privacy-officer");
        key = JWKSet.parse(Files.readString(file)).getKeys().get(0);
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"p-smart\",\"identifier\":[{\"system\":\"" + MRN
                + "\",\"value\":\"SYN-0001\"}],\"name\":[{\"family\":\"Synthetic-p-smart\"}]}";
        assertThat(SmartContext.send(fhir("/Patient/p-smart", token())
                                .header("Content-Type", "application/fhir+json")
                                .PUT(HttpRequest.BodyPublishers.ofString(patient)))
                        .statusCode())
                .isEqualTo(201);
    }

    private void itsStaffSeeWhatAProgramChartsAndNobodyElse() throws Exception {
        String stored =
                "{\"resourceType\":\"Observation\",\"id\":\"of-the-program\",\"status\":\"final\",\"code\":{\"text\":"
                        + "\"x\"},\"subject\":{\"reference\":\"Patient/p-smart\"},\"valueString\":\"program-only\"}";
        String address = "/Observation/of-the-program";
        assertThat(SmartContext.send(fhir(address, token())
                                .header("Content-Type", "application/fhir+json")
                                .PUT(HttpRequest.BodyPublishers.ofString(stored)))
                        .statusCode())
                .isEqualTo(201);
        assertThat(SmartContext.send(fhir(address, token())).statusCode())
                .as("a backend service, though it stored it")
                .isEqualTo(404);
        String person = flow().consented("p-smart").token().get("access_token").asText();
        assertThat(SmartContext.send(fhir(address, person)).statusCode())
                .as("a person who does not treat")
                .isEqualTo(404);
        command("", "user", "grant", Clinic.NURSE, "--role", "nurse");
        String search = "/Observation?patient=p-smart&_count=200";
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(SmartContext.send(fhir(search, person)).body())
                                .contains("program-only", "42CFRPart2"));
        assertThat(SmartContext.send(fhir(search, token())).body())
                .contains("\"Bundle\"")
                .doesNotContain("program-only");
        aMessageBecomesValuesThatOnlyATokenReads();
    }

    private void aMessageBecomesValuesThatOnlyATokenReads() throws Exception {
        byte[] message;
        try (InputStream in =
                MllpClient.class.getResourceAsStream("/org/dripline/fixtures/hl7v2/generic/monitor-readings.hl7")) {
            message = in.readAllBytes();
        }
        try (MllpClient monitor = MllpClient.tireless("127.0.0.1", product.mllpPort())) {
            monitor.send(message);
        }
        String values = "/Observation?subject=Patient/p-smart";
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                SmartContext.send(fhir(values, token())).body())
                        .contains("https://dripline.health/fhir/StructureDefinition/dripline-"));
        assertThat(SmartContext.send(fhir(values, "")).statusCode()).isEqualTo(401);
        String control = new String(message, StandardCharsets.UTF_8).split("\\|")[9];
        URI journal = URI.create(product.management() + "/journal/" + control);
        assertThat(SmartContext.send(HttpRequest.newBuilder(journal)).statusCode())
                .isEqualTo(401);
        String shown = "Bearer "
                + Files.readString(product.dataDir().resolve("management-token"))
                        .strip();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(SmartContext.send(
                                        HttpRequest.newBuilder(journal).header("Authorization", shown))
                                .body())
                        .contains("charted"));
    }

    private AppFlow flow() {
        return new AppFlow(issuer())
                .scope("launch/patient online_access patient/*.rs")
                .signedIn(Clinic.NURSE, PASSWORD);
    }

    private HttpResponse<String> renewed(JsonNode tokens) {
        return SmartContext.postForm(
                issuer(),
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.get("refresh_token").asText(),
                        "client_id",
                        "public-app"));
    }

    private HttpResponse<String> granted(String assertion) {
        return SmartContext.postForm(
                issuer(),
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "system/*.cruds",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        assertion));
    }

    private String token() {
        return SmartContext.json(granted(new Assertions(issuer(), "records").signed(key)))
                .get("access_token")
                .asText();
    }

    private int patient(JsonNode tokens) {
        return SmartContext.send(
                        fhir("/Patient/p-smart", tokens.get("access_token").asText()))
                .statusCode();
    }

    private HttpRequest.Builder fhir(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(product.fhir() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String jwks() {
        return SmartContext.send(HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/jwks")))
                .body();
    }

    private Map<String, String> secrets() throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String file : List.of(
                "routes-key.json", "app-fhir-key.json", "app-keys.json", "management-token", "first-administrator")) {
            secrets.put(file, Files.readString(product.dataDir().resolve(file)));
        }
        return secrets;
    }

    private String issuer() {
        return "http://127.0.0.1:" + product.port();
    }

    private void command(String input, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data", product.dataDir().toString()));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = AccessCommand.run(
                arguments.toArray(String[]::new),
                new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
}
