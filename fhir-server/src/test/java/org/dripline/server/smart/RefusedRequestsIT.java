// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dripline.server.access.Hash;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every line of {@code refused-requests.txt}: the right status, nothing of another patient, nothing logged, in time.
 */
class RefusedRequestsIT extends SmartContext {

    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
    private static final Pattern REPEATED = Pattern.compile("<<(\\d+)\\*(.*?)>>");

    @Autowired
    private OwnSchema accessSchema;

    record Case(String name, String token, String method, String path, String body, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (var file = RefusedRequestsIT.class.getResourceAsStream("refused-requests.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.split("\\|", -1))
                            .map(cell -> new Case(
                                    cell[0].strip(),
                                    cell[1].strip(),
                                    cell[2].strip(),
                                    repeated(cell[3].strip()),
                                    repeated(cell[4].strip()),
                                    cell[5].strip()))
                            .toList()
                            .stream();
        }
    }

    /** {@code <<1000*code-#,>>} is {@code code-1,code-2,} and so on: a bomb is a short line here, too. */
    private static String repeated(String cell) {
        return REPEATED.matcher(cell)
                .replaceAll(bomb -> IntStream.rangeClosed(1, Integer.parseInt(bomb.group(1)))
                        .mapToObj(n -> Matcher.quoteReplacement(bomb.group(2).replace("#", Integer.toString(n))))
                        .collect(Collectors.joining()));
    }

    @BeforeEach
    void warm() {
        if (TOKENS.isEmpty()) {
            get(token("anna"), "/Observation?_count=1");
            Heard.everything();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isRefused(Case refused) {
        String token = token(refused.token());
        Instant began = Instant.now();
        HttpResponse<String> answer = answer(refused, token);
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        // A search's own words come back in its link.
        assertThat(answer.body().replaceAll("\"link\":\\[[^]]*\\]", ""))
                .doesNotContain(Clinic.BOBS, Clinic.base64(Clinic.BOBS));
        switch (refused.expected()) {
            case "nothing" -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(json(answer).path("total").asInt(0))
                        .as(answer.body())
                        .isZero();
                assertThat(json(answer).path("entry")).as(answer.body()).isEmpty();
            }
            case "batched 403" ->
                assertThat(json(answer).at("/entry/0/response/status").asText("" + answer.statusCode()))
                        .as(answer.body())
                        .startsWith("403");
            case "refused" -> assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
            default -> {
                String[] expected = refused.expected().split(" ", 2);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(expected[0]));
                assertThat(json(answer).path("resourceType").asText()).isEqualTo("OperationOutcome");
                assertThat(answer.body()).contains(expected.length < 2 ? "" : expected[1]);
            }
        }
        if (answer.statusCode() == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
        if (answer.statusCode() >= 400) {
            assertThat(outcomes(answer)).as("rows of the audit").containsExactly(answer.statusCode());
        }
        assertThat(Heard.everything().text()).doesNotContain(Clinic.BOBS).doesNotContain("Synthetic-bob");
    }

    /** What the audit says became of the request that was answered so. */
    private List<Integer> outcomes(HttpResponse<String> answer) {
        return accessSchema
                .statements()
                .queryForList(
                        "select outcome from audit where kind = 'REFUSAL' and request_id = ?",
                        Integer.class,
                        answer.headers().firstValue("X-Request-ID").orElse("none was told"));
    }

    /** A Subscription is a resource like any other: this server calls nobody because of one. */
    @Test
    void nobodyIsCalledForASubscription() throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            inside.setSoTimeout(1000);
            String address = "http://127.0.0.1:" + inside.getLocalPort() + "/";
            String backend = token("whole-backend");
            call(
                    backend,
                    "POST",
                    "/Subscription",
                    "{\"resourceType\":\"Subscription\",\"status\":\"requested\",\"reason\":\"x\",\"criteria\":\"Observation?\",\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\""
                            + address + "\"}}");
            call(backend, "PUT", "/Patient/subscribed", "{\"resourceType\":\"Patient\",\"id\":\"subscribed\"}");
            call(
                    backend,
                    "PUT",
                    "/Observation/subscribed",
                    "{\"resourceType\":\"Observation\",\"id\":\"subscribed\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/subscribed\"}}");
            assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** What names an address inside the hospital, and whether it is known or not, is looked for in the store only. */
    @Test
    void nobodyIsAskedForATerminologyOrProfile() throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            inside.setSoTimeout(500);
            String address = "http://127.0.0.1:" + inside.getLocalPort() + "/x";
            String anna = token("anna");
            String named = address.replace(":", "%3A").replace("/", "%2F");
            get(anna, "/ValueSet/$expand?url=" + named);
            get(anna, "/ValueSet/$validate-code?code=x&system=" + named + "&url=" + named);
            get(anna, "/CodeSystem/$lookup?code=x&system=" + named);
            String included = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"valueSet\",\"resource\":"
                    + "{\"resourceType\":\"ValueSet\",\"status\":\"active\",\"compose\":{\"include\":[{\"%s\"}]}}}]}";
            call(
                    anna,
                    "POST",
                    "/ValueSet/$expand",
                    included.formatted("valueSet\":[\"" + address + "\"],\"version\":\"1"));
            call(anna, "POST", "/ValueSet/$expand", included.formatted("system\":\"" + address));
            String observation = "{\"resourceType\":\"Observation\",\"meta\":{\"profile\":[\"" + address
                    + "\"]},\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"" + address
                    + "\",\"code\":\"x\"}]},"
                    + "\"subject\":{\"reference\":\"Patient/anna\"}}";
            call(anna, "POST", "/Observation/$validate?profile=" + named, observation);
            assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Ways around the folder of an address, in every spelling a server may undo. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/..%2f..%2fetc%2fpasswd",
                "/fhir/%2e%2e/%2e%2e/etc/passwd",
                "/fhir/..;/actuator/health",
                "/fhir/metadata/..;/Patient/bob",
                "/fhir/metadata/%2e%2e/Patient/bob",
                "/fhir/metadata/..%5cPatient%5cbob",
                "/fhir//Patient/bob",
                "/fhir/Patient/bob;x=/metadata",
                "/fhir/Patient/bob%00/metadata",
                "/fhir/swagger-ui/..%2fPatient/bob",
                "/fhir/swagger-ui/%252e%252e/Patient/bob",
                "/audit/..%2f..%2fjournal",
                "/app/..%2f..%2ffirst-administrator"
            })
    void noSpellingOfAnAddressGoesAroundTheDoor(String path) throws IOException {
        // On a socket: a client of HTTP would tidy the address up.
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(issuer()).getPort())) {
            socket.setSoTimeout(2000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).matches("(?s)HTTP/1\\.1 (302|303|400|401|403|404) .*");
            assertThat(answer)
                    .doesNotContain(Clinic.BOBS)
                    .doesNotContain("root:")
                    .doesNotContain("\"status\":\"UP\"");
        }
    }

    /** What a caller sends begins no line of the log of its own. */
    @Test
    void nothingThatIsSentBecomesALineOfTheLog() {
        String forged = "FORGED-5521 sign-in of administrator";
        String broken = "%0d%0a" + forged.replace(" ", "%20");
        get(token("anna"), "/Observation/" + broken);
        get(token("anna"), "/Observation?code=" + broken + "&_sort=" + broken);
        get("no-such" + forged.replace(" ", "-"), "/Patient/anna");
        postForm("/sign-in", Map.of("username", "a\r\n" + forged, "password", "b\r\n" + forged));
        postForm(
                "/oauth2/token",
                Map.of("grant_type", "x\r\n" + forged, "client_id", "y\r\n" + forged, "client_secret", forged));
        call(token("whole-backend"), "POST", "/Observation", "{\"resourceType\":\"\\r\\n" + forged + "\"}");
        assertThat(Heard.everything().text().lines()).noneMatch(line -> line.startsWith("FORGED-5521"));
    }

    private HttpResponse<String> answer(Case refused, String token) {
        if (refused.method().equals("SEARCH")) {
            return send(HttpRequest.newBuilder(URI.create(base() + refused.path()))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(refused.body())));
        }
        String path = refused.path().replace("|", "%7C");
        return refused.method().equals("GET") && !token.isEmpty()
                ? get(token, path)
                : call(token, refused.method(), path, refused.body());
    }

    private String token(String name) {
        return TOKENS.computeIfAbsent(name, this::made);
    }

    private String made(String name) {
        Clinic clinic = clinic();
        return switch (name) {
            case "none" -> "";
            case "garbage" -> "no-such-token-5521";
            case "anna" -> clinic.token("launch/patient patient/*.cruds", "anna");
            case "reader" -> clinic.token("launch/patient patient/*.rs", "anna");
            case "demographics" -> clinic.token("launch/patient patient/Patient.rs", "anna");
            case "vitals" ->
                clinic.token(
                        "launch/patient patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
                        "anna");
            case "narrow" ->
                clinic.token(
                        "launch/patient patient/Patient.rs patient/Encounter.rs patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
                        "anna");
            case "person" -> clinic.token("launch/patient user/*.cruds", "anna");
            case "device" -> device();
            case "whole-backend" -> clinic.backend("system/*.cruds");
            case "observations" -> clinic.backend("system/Observation.cruds system/Patient.rs");
            case "id-token" ->
                fresh("openid launch/patient patient/*.rs").get("id_token").asText();
            case "refresh-token" ->
                fresh("launch/patient patient/*.rs online_access")
                        .get("refresh_token")
                        .asText();
            case "revoked" -> revoked();
            case "expired" -> expired();
            case "jwt-none" -> new PlainJWT(new Assertions(issuer(), "backend").claims()).serialize();
            case "jwt-hs256" -> confused();
            case "jwt-jku" ->
                new Assertions(issuer(), "backend")
                        .signed(
                                clinic.rsa,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("rsa-1")
                                        .jwkURL(URI.create("https://app-42.example.org/keys"))
                                        .build());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private JsonNode fresh(String scope) {
        return new AppFlow(this)
                .scope(scope)
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna")
                .token();
    }

    private String device() {
        return json(postForm(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "system/Observation.crs system/Patient.rs",
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                new Assertions(issuer(), "vitals-backend").signed(clinic().ec))))
                .get("access_token")
                .asText();
    }

    private String revoked() {
        String token = fresh("launch/patient patient/*.rs").get("access_token").asText();
        postForm("/oauth2/revoke", Map.of("token", token, "client_id", "public-app"));
        return token;
    }

    /** Made old where it is kept, since no test waits for a quarter of an hour. */
    private String expired() {
        String token = fresh("launch/patient patient/*.rs").get("access_token").asText();
        assertThat(get(token, "/Patient/anna").statusCode()).isEqualTo(200);
        accessSchema
                .statements()
                .update(
                        "update oauth2_authorization set access_token_issued_at = now() - interval '2 hours',"
                                + " access_token_expires_at = now() - interval '1 hour' where access_token_value = ?",
                        Hash.of(token));
        awaitEnd(token);
        return token;
    }

    private String confused() {
        try {
            String jwks = send(HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/jwks")))
                    .body();
            RSAKey published =
                    RSAKey.parse(JSON.readTree(jwks).get("keys").get(0).toString());
            return new Assertions(issuer(), "backend")
                    .signed(
                            new MACSigner(published.toRSAPublicKey().getEncoded()),
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(published.getKeyID())
                                    .build());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
