// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dripline.fixtures.device.MllpClient;
import org.dripline.server.DriplineServer;
import org.dripline.server.authorization.AccessCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

            product.stop();
            product.start();

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
            product.stop();
            product.with("--dripline.access.sensitive.part-2-program=true").start();
            itsStaffSeeWhatAProgramChartsAndNobodyElse();
            product.stop();
            assertThat(product.log())
                    .doesNotContain(secrets.get("management-token").strip());
        }
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

    /** From the day the clinic is a program under 42 CFR Part 2. */
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
