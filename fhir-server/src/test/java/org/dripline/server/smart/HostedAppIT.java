// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The app, launched in a strict host: what it reads here it reads with that launch's own token. */
class HostedAppIT extends SmartContext {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String RECORDS = "urn:oid:2.999.7.1";

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void eachLaunchReadsItsPatientInThePersonsName() {
        session("SYN-0001", "137");
        session("SYN-0004", "143");
        try (AppBeside app = AppBeside.start(issuer(), dataFolder())) {
            Long before = accessSchema.statements().queryForObject("select max(id) from audit", Long.class);
            Browser one = new Browser();
            Browser four = new Browser();
            String first = one.launched("host-pat-syn-0001");
            String second = four.launched("host-pat-syn-0004");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(one.open(first).body())
                            .contains("SYN-0001", "137")
                            .doesNotContain("SYN-0004"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(four.open(second).body())
                            .contains("SYN-0004", "143")
                            .doesNotContain("SYN-0001"));

            assertThat(done(before))
                    .allMatch(row -> row.contains("@127.0.0.1-"))
                    .anyMatch(row -> row.startsWith("SEARCH {hosted-syn-0001} "))
                    .anyMatch(row -> row.startsWith("SEARCH {hosted-syn-0004} "));

            // The host renews its token, and ours follows with the host's proof anew; the page stays.
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(one.open(first).statusCode()).isEqualTo(200);
                assertThat(done(before).stream().filter(row -> row.startsWith("TOKEN {hosted-syn-0001} ")))
                        .hasSizeGreaterThan(1);
            });

            // The host takes its tokens back: nothing is shown any more.
            Hosts.STRICT.revokeAllTokens();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(one.open(first).statusCode()).isEqualTo(410));
        }
    }

    @Test
    void patientsWhoAreNotHereAreNotShown() {
        session("SYN-0001", "137");
        try (AppBeside app = AppBeside.start(issuer(), dataFolder())) {
            Browser browser = new Browser();
            HttpResponse<String> page = browser.open(browser.launched("host-pat-odd-unknown"));
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("no patient with this medical record number");
        }
    }

    @Test
    void theAppWithoutALaunchGetsNothing() throws IOException, ParseException {
        JWK key = JWKSet.parse(Files.readString(dataFolder().resolve("app-fhir-key.json")))
                .getKeys()
                .get(0);
        JsonNode answer = json(postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        new Assertions(issuer(), "dripline-app").signed(key))));
        assertThat(answer.path("error").asText()).isEqualTo("unauthorized_client");
    }

    private List<String> done(Long before) {
        List<String> rows = new ArrayList<>();
        accessSchema
                .statements()
                .queryForList(
                        "select kind, username, patients::text as patients from audit where id > ? and client_id = 'dripline-app'",
                        before)
                .forEach(row -> rows.add(row.get("kind") + " " + row.get("patients") + " " + row.get("username")));
        return rows;
    }

    private void session(String number, String pulse) {
        String token = clinic().backend("system/*.cruds");
        String id = "hosted-" + number.toLowerCase(java.util.Locale.ROOT);
        put(token, "Patient", id, "'identifier':[{'system':'" + RECORDS + "','value':'" + number + "'}]");
        Instant now = Instant.now();
        put(
                token,
                "Encounter",
                id,
                "'status':'in-progress','class':{'code':'AMB'},'subject':{'reference':'Patient/" + id
                        + "'},'period':{'start':'" + now.minusSeconds(600) + "'}");
        put(
                token,
                "Observation",
                id,
                "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'8867-4'}]},'subject':{'reference':'Patient/"
                        + id + "'},'encounter':{'reference':'Encounter/" + id + "'},'effectiveDateTime':'"
                        + now.minusSeconds(5) + "','valueQuantity':{'value':" + pulse
                        + ",'unit':'/min','system':'http://unitsofmeasure.org','code':'/min'}");
    }

    private void put(String token, String type, String id, String content) {
        String body = ("{'resourceType':'" + type + "','id':'" + id + "'," + content + "}").replace('\'', '"');
        HttpResponse<String> answer = call(token, "PUT", "/" + type + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    /** As much of a browser as a launch needs. */
    private static final class Browser {

        private final Map<String, String> cookies = new LinkedHashMap<>();

        /** Opens the app in a chart of the strict host, and gives the address of the launch. */
        String launched(String patient) {
            String next = Hosts.STRICT.launch(patient).toString();
            for (int hops = 0; hops < 8 && !next.contains("/app/s/"); hops++) {
                HttpResponse<String> answer = open(next);
                String location = AppFlow.location(answer);
                if (location.isEmpty()) {
                    throw new AssertionError(answer.statusCode() + " at " + next + " " + answer.body());
                }
                next = URI.create(next).resolve(location).toString();
            }
            return next;
        }

        HttpResponse<String> open(String address) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html");
            if (!cookies.isEmpty() && address.startsWith(Hosts.APP)) {
                request.header(
                        "Cookie",
                        String.join(
                                "; ",
                                cookies.entrySet().stream()
                                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                        .toList()));
            }
            HttpResponse<String> answer = send(request);
            answer.headers().allValues("Set-Cookie").forEach(cookie -> {
                String pair = cookie.substring(0, cookie.indexOf(';'));
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            });
            return answer;
        }
    }
}
