// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The SMART library that most web apps are made with, unchanged, against this server: launched from a chart, token
 * renewed, record searched. The app is {@code npm/app.js}; the library is fetched by npm where it is not there yet.
 */
class FhirClientIT extends SmartContext {

    private static final Logger log = LoggerFactory.getLogger(FhirClientIT.class);

    private static final Path APP = Path.of("npm");
    private static final String ID = "fhirclient-app";

    @Autowired
    private Clients clients;

    @Autowired
    private PasswordEncoder passwords;

    @Test
    void anAppMadeWithItIsLaunchedRenewsAndSearches() throws IOException {
        String missing = missing();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(missing).isEmpty();
        }
        if (!missing.isEmpty()) {
            log.error("NOT RUN: no app made with fhirclient was tried against this server, since {}", missing);
        }
        assumeTrue(missing.isEmpty(), missing);
        clinic();
        ProcessBuilder node = new ProcessBuilder("node", "app.js").directory(APP.toFile());
        node.environment().put("CLIENT_ID", ID);
        node.environment().put("CLIENT_SECRET", Clinic.SECRET);
        Process app = node.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(app.getInputStream(), StandardCharsets.UTF_8))) {
            String address = "http://127.0.0.1:" + said.readLine();
            register(address);
            JsonNode told = JSON.readTree(launched(address));

            assertThat(told.path("patient").asText()).as(told.toString()).isEqualTo("anna");
            assertThat(told.path("encounter").asText()).isEqualTo("visit-anna");
            assertThat(told.path("user").asText()).isEqualTo("Practitioner/nurse-1");
            assertThat(told.path("renewed").asBoolean()).isTrue();
            assertThat(told.path("rotated").asBoolean()).isTrue();
            assertThat(told.path("found").toString())
                    .contains("pulse-anna", "lab-anna")
                    .doesNotContain("bob");
        } finally {
            app.destroy();
        }
    }

    /** What the app cannot run without; empty when all is there. Fetched once where npm can, and then kept. */
    private static String missing() {
        if (!succeeds(List.of("node", "--version"))) {
            return "there is no Node.js here";
        }
        if (!Files.isDirectory(APP.resolve("node_modules/fhirclient"))
                && !succeeds(List.of(
                        "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--fetch-retries=0"))) {
            return "npm ci fails in " + APP;
        }
        return "";
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(APP.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroy();
            return ended && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void register(String address) {
        clients.register(new SmartClient(
                ID,
                "App with fhirclient",
                Set.of(URI.create(address + "/callback")),
                URI.create(address + "/launch"),
                List.of("launch", "openid", "fhirUser", "online_access", "patient/*.rs"),
                new SmartClient.Proof.Secret(passwords.encode(Clinic.SECRET)),
                true));
    }

    /** A nurse opens the app on Anna's chart and consents. Returns what the app shows in the end. */
    private String launched(String address) {
        AppFlow browser = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        String csrf = browser.get("/launch?patient=anna&encounter=visit-anna")
                .body()
                .replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> opened = browser.post(
                "/launch",
                encoded(Map.of("client_id", ID, "patient", "anna", "encounter", "visit-anna", "_csrf", csrf)));
        HttpResponse<String> asks = send(HttpRequest.newBuilder(URI.create(AppFlow.location(opened))));
        assertThat(asks.statusCode()).as(asks.body()).isEqualTo(302);
        assertThat(AppFlow.location(asks)).startsWith(issuer() + "/oauth2/authorize?");
        browser.request.clear();
        browser.request.putAll(new LinkedHashMap<>(AppFlow.query(AppFlow.location(asks))));
        browser.consented(null);
        HttpResponse<String> shown = send(HttpRequest.newBuilder(URI.create(address + "/callback?"
                + encoded(Map.of("code", browser.code(), "state", browser.request.get("state"))))));
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        return shown.body();
    }
}
