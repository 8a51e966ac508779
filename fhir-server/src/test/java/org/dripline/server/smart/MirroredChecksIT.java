// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dripline.fixtures.ehr.ClientKeys;
import org.dripline.fixtures.ehr.EhrSettings;
import org.dripline.fixtures.ehr.RegisteredClient;
import org.dripline.fixtures.ehr.StrictEhr;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every line of {@code mirrored-checks.txt} against two servers that have nothing in common but the standard: a test
 * host that is too lax, or a server of ours that only our own client understands, fails here.
 */
class MirroredChecksIT extends SmartContext {

    /** Whom the checks are run against. */
    enum Whose {
        HOST_EHR,
        OURS
    }

    record Check(String what, String step, Map<String, String> otherwise, String expected) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static final Map<Whose, CheckedServer> SERVERS = new EnumMap<>(Whose.class);
    private static final Map<Whose, JsonNode> TOKENS = new EnumMap<>(Whose.class);
    private static final Map<Whose, JsonNode> ALONE = new EnumMap<>(Whose.class);
    private static StrictEhr ehr;

    @Autowired
    private Clients clients;

    static Stream<Arguments> checks() throws IOException {
        try (var file = MirroredChecksIT.class.getResourceAsStream("mirrored-checks.txt")) {
            List<Check> checks = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\\|", -1))
                    .map(cell ->
                            new Check(cell[0].strip(), cell[1].strip(), otherwise(cell[2].strip()), cell[3].strip()))
                    .toList();
            return Stream.of(Whose.values()).flatMap(whose -> checks.stream().map(check -> Arguments.of(whose, check)));
        }
    }

    private static Map<String, String> otherwise(String field) {
        return field.isEmpty() ? Map.of() : Map.of(field.split("=", 2)[0], field.split("=", 2)[1]);
    }

    @AfterAll
    static void stop() {
        if (ehr != null) {
            ehr.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("checks")
    void holds(Whose whose, Check check) {
        CheckedServer server = SERVERS.computeIfAbsent(whose, this::server);
        switch (check.step()) {
            case "discovery" -> told(server.discovery(), check.expected());
            case "openid" -> told(server.openId(), check.expected());
            case "jwks" -> told(server.jwks(), check.expected());
            case "authorize" -> sentBack(server.authorized(check.otherwise()), check.expected());
            case "picker" -> told(server.offered(), check.expected());
            case "standalone" -> sentBack(server.authorizedAlone(check.otherwise()), check.expected());
            case "standalone-token" -> answered(null, tokensAlone(whose), check.expected());
            case "standalone-read" ->
                answered(server.patient(tokensAlone(whose), check.otherwise()), null, check.expected());
            case "service" -> answered(server.service(check.otherwise()), null, check.expected());
            case "service-read" ->
                answered(server.patient(json(server.service(Map.of())), check.otherwise()), null, check.expected());
            case "identity" -> told(server.identity(tokens(whose)), check.expected());
            case "cors" -> told(server.cors(), check.expected());
            case "token" ->
                answered(
                        check.otherwise().isEmpty() ? null : server.tokens(check.otherwise()),
                        tokens(whose),
                        check.expected());
            case "renewal" ->
                answered(server.renewed(json(server.tokens(Map.of())), check.otherwise()), null, check.expected());
            case "read" -> answered(server.patient(tokens(whose), check.otherwise()), null, check.expected());
            case "introspection" ->
                answered(server.introspected(tokens(whose), check.otherwise()), null, check.expected());
            default -> throw new IllegalArgumentException(check.step());
        }
    }

    private void answered(HttpResponse<String> answer, JsonNode shared, String expected) {
        if (expected.startsWith("/")) {
            told(answer == null ? shared : json(answer), expected);
            return;
        }
        String[] words = expected.split(" ");
        assertThat(words[0].split("/")).as(answer.body()).contains(Integer.toString(answer.statusCode()));
        if (words.length > 1) {
            assertThat(json(answer).path("error").asText()).isEqualTo(words[1]);
        }
    }

    private static void told(JsonNode document, String expected) {
        String[] words = expected.split(" ", 3);
        JsonNode found = document.at(words[0]);
        List<String> values = found.isArray()
                ? Stream.iterate(0, i -> i < found.size(), i -> i + 1)
                        .map(i -> found.get(i).asText())
                        .toList()
                : List.of(found.asText().split(" "));
        switch (words[1]) {
            case "present" -> assertThat(found.asText()).as(document.toString()).isNotEmpty();
            case "absent" -> assertThat(found.isMissingNode()).isTrue();
            case "is" -> assertThat(found.asText()).isEqualTo(words[2]);
            case "starts" -> assertThat(found.asText()).startsWith(words[2]);
            case "has" -> assertThat(values).contains(words[2]);
            case "most" -> assertThat(found.asInt()).isBetween(1, Integer.parseInt(words[2]));
            case "alone" -> {
                assertThat(found.isMissingNode()).isFalse();
                assertThat(document.size()).as(document.toString()).isEqualTo(1);
            }
            case "lacks" -> assertThat(values).isNotEmpty().doesNotContain(words[2]);
            default -> throw new IllegalArgumentException(expected);
        }
    }

    private static void sentBack(CheckedServer.Answered answer, String expected) {
        assertThat(answer)
                .matches(
                        expected.equals("refused")
                                ? CheckedServer.Answered::isRefusal
                                : told -> !told.code().isEmpty(),
                        expected);
    }

    private static JsonNode tokensAlone(Whose whose) {
        return ALONE.computeIfAbsent(whose, key -> json(SERVERS.get(key).tokensAlone()));
    }

    private JsonNode tokens(Whose whose) {
        return TOKENS.computeIfAbsent(whose, key -> {
            HttpResponse<String> answer = SERVERS.get(key).tokens(Map.of());
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().firstValue("Pragma").orElse("")).contains("no-cache");
            return json(answer);
        });
    }

    private CheckedServer server(Whose whose) {
        return switch (whose) {
            case HOST_EHR -> hostEhr();
            case OURS -> ours();
        };
    }

    private CheckedServer hostEhr() {
        try {
            ClientKeys keys = ClientKeys.inline(new JWKSet(clinic().ec));
            ehr = StrictEhr.start(EhrSettings.forClient(
                            URI.create("https://checked.example.org/launch"),
                            new RegisteredClient(CheckedServer.CLIENT, Set.of(CheckedServer.REDIRECT), keys))
                    .withClient(RegisteredClient.service(
                            CheckedServer.SERVICE, keys, Set.of(CheckedServer.SERVICE_SCOPE))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CheckedServer(clinic().ec) {
            @Override
            String fhir() {
                return ehr.issuer();
            }

            @Override
            String launch() {
                return ehr.launchId("host-pat-syn-0001");
            }

            /** Whoever opens a chart there is signed in and has consented. */
            @Override
            Answered asked(Map<String, String> request) {
                return Answered.of(picker(request));
            }

            @Override
            HttpResponse<String> picker(Map<String, String> request) {
                return send(HttpRequest.newBuilder(
                        URI.create(discovery().path("authorization_endpoint").asText() + "?" + encoded(request))));
            }

            @Override
            Answered chosen(Map<String, String> request) {
                String asked = picker(request).body().replaceAll("(?s).*name=\"request\" value=\"([^\"]+)\".*", "$1");
                return Answered.of(
                        postForm(ehr.url(), "/auth/patient", Map.of("request", asked, "patient", patient())));
            }

            @Override
            String patient() {
                return "host-pat-syn-0002";
            }

            @Override
            String patientName() {
                return "HYPERTENS-TEST";
            }

            @Override
            String origin() {
                return "https://checked.example.org";
            }
        };
    }

    private CheckedServer ours() {
        clients.register(new SmartClient(
                CheckedServer.CLIENT,
                "Checked app",
                Set.of(URI.create(CheckedServer.REDIRECT)),
                URI.create("https://checked.example.org/launch"),
                Stream.of((CheckedServer.SCOPE + " " + CheckedServer.STANDALONE).split(" "))
                        .distinct()
                        .toList(),
                new SmartClient.Proof.Keys(new JWKSet(clinic().ec).toString(true)),
                true));
        clients.register(new SmartClient(
                CheckedServer.SERVICE,
                "Checked service",
                Set.of(),
                null,
                List.of(CheckedServer.SERVICE_SCOPE),
                new SmartClient.Proof.Keys(new JWKSet(clinic().ec).toString(true)),
                false));
        AppFlow browser = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        return new CheckedServer(clinic().ec) {
            @Override
            String fhir() {
                return base();
            }

            @Override
            String launch() {
                String csrf = browser.get("/launch?patient=anna")
                        .body()
                        .replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
                return AppFlow.query(AppFlow.location(browser.post(
                                "/launch", encoded(Map.of("client_id", CLIENT, "patient", "anna", "_csrf", csrf)))))
                        .get("launch");
            }

            @Override
            HttpResponse<String> picker(Map<String, String> request) {
                browser.request.clear();
                browser.request.putAll(new LinkedHashMap<>(request));
                String csrf =
                        browser.consentPage().body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
                return browser.post(
                        "/oauth2/consent",
                        encoded(Map.of("state", browser.consentState(), "patient", patientName(), "_csrf", csrf)));
            }

            @Override
            Answered chosen(Map<String, String> request) {
                browser.request.clear();
                browser.request.putAll(new LinkedHashMap<>(request));
                browser.consented(patient());
                return new Answered(302, REDIRECT + "?code=" + browser.code());
            }

            @Override
            String patient() {
                return "anna";
            }

            @Override
            String patientName() {
                return "Synthetic-anna";
            }

            @Override
            Answered asked(Map<String, String> request) {
                browser.request.clear();
                browser.request.putAll(new LinkedHashMap<>(request));
                Answered answer = Answered.of(browser.authorize());
                if (!answer.location().contains("/oauth2/consent")) {
                    return answer;
                }
                browser.consented(null);
                return new Answered(302, REDIRECT + "?code=" + browser.code());
            }

            @Override
            String origin() {
                return "https://app-42.example.org";
            }
        };
    }
}
