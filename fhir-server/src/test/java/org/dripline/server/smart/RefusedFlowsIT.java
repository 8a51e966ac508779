// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Ways to a token that must not lead there: authorization requests, codes, renewals, assertions, pages. */
class RefusedFlowsIT extends SmartContext {

    private static final Duration IN_TIME = Duration.ofSeconds(2);

    @Autowired
    private Clients clients;

    // --- the authorization request ------------------------------------------------------------------------------

    /** Shown to the person, never redirected. */
    static Stream<Arguments> neverRedirected() {
        return Stream.of(
                request("an unknown app", flow -> flow.with("client_id", "nobody")),
                request("no app", flow -> flow.with("client_id", null)),
                request("no redirect address", flow -> flow.with("redirect_uri", null)),
                request("another site", flow -> flow.with("redirect_uri", "https://evil.example.org/callback")),
                request("a longer path", flow -> flow.with("redirect_uri", Clinic.REDIRECT + "/more")),
                request("a query more", flow -> flow.with("redirect_uri", Clinic.REDIRECT + "?next=evil")),
                request("a fragment", flow -> flow.with("redirect_uri", Clinic.REDIRECT + "#x")),
                request(
                        "another port of this machine",
                        flow -> flow.with("redirect_uri", "http://127.0.0.1:5555/native")),
                request(
                        "a user in the address",
                        flow -> flow.with("redirect_uri", "https://app-42.example.org@evil.example.org/callback")),
                request("a script", flow -> flow.with("redirect_uri", "javascript:alert(1)")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void neverRedirected(String name, Consumer<AppFlow> change) {
        HttpResponse<String> answer = asked(change);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(AppFlow.location(answer)).isEmpty();
    }

    @BeforeEach
    void hear() {
        Heard.everything();
    }

    @AfterEach
    void nothingOfAPatientWasLogged() {
        Heard.everything().assertNothingOfPatients();
    }

    /** Sent back to the app with an error, and without a code. */
    static Stream<Arguments> sentBack() {
        return Stream.of(
                back("no PKCE", "invalid_request", flow -> flow.with("code_challenge", null)),
                back("plain PKCE", "invalid_request", flow -> flow.with("code_challenge_method", "plain")),
                back("PKCE without a method", "invalid_request", flow -> flow.with("code_challenge_method", null)),
                back("no state", "invalid_request", flow -> flow.with("state", null)),
                back("no aud", "invalid_request", flow -> flow.with("aud", null)),
                back(
                        "aud of another server",
                        "invalid_request",
                        flow -> flow.with("aud", "https://evil.example.org/fhir")),
                back(
                        "aud that begins alike",
                        "invalid_request",
                        flow -> flow.with("aud", flow.request.get("aud") + ".evil.org")),
                back("no scope", "invalid_scope", flow -> flow.with("scope", null)),
                back(
                        "a scope with letters out of order",
                        "invalid_scope",
                        flow -> flow.scope("launch/patient patient/*.sr")),
                back(
                        "a scope nobody knows",
                        "invalid_scope",
                        flow -> flow.scope("launch/patient patient/Patient.r admin")),
                back("a backend's scope", "invalid_scope", flow -> flow.scope("system/*.rs")),
                back("a launch without its scope", "invalid_request", flow -> flow.with("launch", "x-77")),
                back(
                        "a launch nobody began",
                        "invalid_request",
                        flow -> flow.scope("launch patient/*.rs").with("launch", "x-77")),
                back("its scope without a launch", "invalid_request", flow -> flow.scope("launch patient/*.rs")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sentBack(String name, String error, Consumer<AppFlow> change) {
        HttpResponse<String> answer = asked(change);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(AppFlow.location(answer)).startsWith(Clinic.REDIRECT + "?");
        Map<String, String> said = AppFlow.query(AppFlow.location(answer));
        assertThat(said).containsEntry("error", error).doesNotContainKey("code");
    }

    @Test
    void aResponseTypeOtherThanCodeIsRefused() {
        HttpResponse<String> answer = asked(flow -> flow.with("response_type", "token"));
        assertThat(AppFlow.location(answer) + answer.statusCode()).contains("4").doesNotContain("access_token");
        assertThat(answer.statusCode()).isIn(302, 400);
    }

    @Test
    void aLaunchIsForOneAppAndOnePerson() {
        clinic();
        String launch = launchedFor("secret-app");
        AppFlow otherApp = new AppFlow(this).scope("launch patient/*.rs").with("launch", launch);
        assertThat(AppFlow.query(AppFlow.location(
                        otherApp.signedIn(Clinic.NURSE, Clinic.PASSWORD).authorize())))
                .containsEntry("error", "invalid_request");
        AppFlow otherPerson = new AppFlow(this)
                .with("client_id", "keys-app")
                .scope("launch patient/*.rs")
                .with("launch", launchedFor("keys-app"))
                .signedIn("other.synthetic", Clinic.PASSWORD)
                .consented(null);
        assertThat(error(otherPerson.exchange(asKeysApp()))).isEqualTo("invalid_grant");
    }

    @Test
    void aLaunchIsGoodOnce() {
        clinic();
        String launch = launchedFor("keys-app");
        for (String expected : List.of("", "invalid_request")) {
            AppFlow flow = new AppFlow(this)
                    .with("client_id", "keys-app")
                    .scope("launch patient/*.rs")
                    .with("launch", launch)
                    .signedIn(Clinic.NURSE, Clinic.PASSWORD);
            if (expected.isEmpty()) {
                assertThat(json(flow.consented(null).exchange(asKeysApp()))
                                .path("patient")
                                .asText())
                        .isEqualTo("anna");
            } else {
                assertThat(AppFlow.query(AppFlow.location(flow.authorize()))).containsEntry("error", expected);
            }
        }
    }

    // --- the code -----------------------------------------------------------------------------------------------

    static Stream<Arguments> wrongExchanges() {
        return Stream.of(
                exchange("no verifier", "401 invalid_client", Map.of("code_verifier", "")),
                exchange("another verifier", "400 invalid_grant", Map.of("code_verifier", "x".repeat(50))),
                exchange("a code nobody was given", "400 invalid_grant", Map.of("code", "no-such-code-88")),
                exchange(
                        "another redirect address",
                        "400 invalid_grant",
                        Map.of("redirect_uri", "http://127.0.0.1/native")),
                exchange("no redirect address", "400 invalid_grant", Map.of("redirect_uri", "")),
                exchange("another app", "401 invalid_client", Map.of("client_id", "other-app")),
                exchange(
                        "an app with a secret, as if it had none",
                        "401 invalid_client",
                        Map.of("client_id", "secret-app")),
                exchange("an app with keys, as if it had none", "401 invalid_client", Map.of("client_id", "keys-app")),
                exchange(
                        "the password grant",
                        "401 invalid_client",
                        Map.of("grant_type", "password", "username", Clinic.NURSE)),
                exchange("a grant nobody knows", "401 invalid_client", Map.of("grant_type", "urn:evil")),
                exchange(
                        "client credentials of an app for people",
                        "401 invalid_client",
                        Map.of("grant_type", "client_credentials")));
    }

    /**
     * 401 is for who does not prove which app it is, 400 for all else (RFC 6749, section 5.2). What proves an app
     * without a secret is the verifier of its code: where there is none, whatever the grant, nobody is known.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongExchanges(String name, String expected, Map<String, String> change) {
        AppFlow flow = consented("launch/patient patient/*.rs");
        Instant began = Instant.now();
        HttpResponse<String> answer = flow.exchange(change);
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        assertThat(answer.statusCode() + " " + error(answer)).as(answer.body()).isEqualTo(expected);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void theChallengeIsNoVerifier() {
        AppFlow flow = consented("launch/patient patient/*.rs");
        assertThat(error(flow.exchange(Map.of("code_verifier", AppFlow.challenge(flow.verifier)))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aCodeOfAnotherSessionIsOfNoUse() {
        AppFlow victim = consented("launch/patient patient/*.rs");
        AppFlow attacker = consented("launch/patient patient/*.rs");
        assertThat(error(attacker.exchange(Map.of("code", victim.code())))).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeUsedTwiceEndsWhatItGave() {
        AppFlow flow = consented("launch/patient patient/*.rs online_access");
        JsonNode token = flow.token();
        assertThat(error(flow.exchange(Map.of()))).isEqualTo("invalid_grant");
        assertThat(get(token.get("access_token").asText(), "/Patient/anna").statusCode())
                .isEqualTo(401);
        assertThat(error(renew(token.get("refresh_token").asText(), Map.of()))).isEqualTo("invalid_grant");
    }

    @Test
    void aSecretIsTakenInTheHeaderOnlyAndOnlyTheRightOne() {
        clinic();
        for (Map<String, String> form : List.of(
                Map.of("client_id", "secret-app", "client_secret", Clinic.SECRET),
                Map.of("client_id", "secret-app", "client_secret", "wrong"))) {
            AppFlow flow = new AppFlow(this).with("client_id", "secret-app");
            flow.signedIn(Clinic.NURSE, Clinic.PASSWORD).consented("anna");
            assertThat(error(flow.exchange(form))).isEqualTo("invalid_client");
        }
        AppFlow flow = new AppFlow(this).with("client_id", "secret-app");
        flow.signedIn(Clinic.NURSE, Clinic.PASSWORD).consented("anna");
        String wrong = Base64.getEncoder().encodeToString("secret-app:wrong".getBytes(StandardCharsets.UTF_8));
        assertThat(error(flow.exchange(Map.of("client_id", ""), "Authorization", "Basic " + wrong)))
                .isEqualTo("invalid_client");
    }

    // --- renewal ------------------------------------------------------------------------------------------------

    @Test
    void aRenewalGivesNothingMore() {
        JsonNode token =
                consented("launch/patient patient/Patient.r online_access").token();
        String refresh = token.get("refresh_token").asText();
        for (String more : List.of(
                "patient/*.rs",
                "patient/Patient.cruds",
                "user/*.rs",
                "system/*.rs",
                "patient/Patient.r offline_access")) {
            assertThat(error(renew(refresh, Map.of("scope", more)))).isEqualTo("invalid_scope");
        }
        assertThat(error(renew("no-such-refresh-token", Map.of()))).isEqualTo("invalid_grant");
        assertThat(error(renew(refresh, Map.of("client_id", "other-app")))).isIn("invalid_grant", "invalid_client");
        assertThat(error(renew(refresh, Map.of("client_id", "secret-app")))).isEqualTo("invalid_client");
    }

    @Test
    void aRenewalUsedTwiceEndsEverythingItGave() {
        JsonNode token = consented("launch/patient patient/*.rs online_access").token();
        String first = token.get("refresh_token").asText();
        JsonNode second = json(renew(first, Map.of()));
        assertThat(get(second.get("access_token").asText(), "/Patient/anna").statusCode())
                .isEqualTo(200);
        assertThat(error(renew(first, Map.of()))).isEqualTo("invalid_grant");
        assertThat(get(second.get("access_token").asText(), "/Patient/anna").statusCode())
                .isEqualTo(401);
        assertThat(error(renew(second.get("refresh_token").asText(), Map.of()))).isEqualTo("invalid_grant");
    }

    @Test
    void whoAsksForNoLongerAccessGetsNone() {
        assertThat(consented("launch/patient patient/*.rs").token().has("refresh_token"))
                .isFalse();
    }

    // --- assertions ---------------------------------------------------------------------------------------------

    static Stream<Arguments> wrongAssertions() {
        return Stream.of(
                assertion("unsigned", (test, right) -> new PlainJWT(right.claims()).serialize()),
                assertion("HS256 with the public key as a secret", RefusedFlowsIT::hmac),
                assertion(
                        "RS256",
                        (test, right) -> right.signed(
                                test.clinic().rsa,
                                header(JWSAlgorithm.RS256, "rsa-1").build())),
                assertion(
                        "expired",
                        (test, right) -> right.but(claims -> claims.expirationTime(in(-120)))
                                .signed(test.clinic().ec)),
                assertion(
                        "without an end",
                        (test, right) ->
                                right.but(claims -> claims.expirationTime(null)).signed(test.clinic().ec)),
                assertion(
                        "for an hour",
                        (test, right) -> right.but(claims -> claims.expirationTime(in(3600)))
                                .signed(test.clinic().ec)),
                assertion(
                        "not valid yet",
                        (test, right) -> right.but(claims -> claims.notBeforeTime(in(200)))
                                .signed(test.clinic().ec)),
                assertion(
                        "for another server",
                        (test, right) -> right.but(claims -> claims.audience("https://evil.example.org/oauth2/token"))
                                .signed(test.clinic().ec)),
                assertion(
                        "for the FHIR base",
                        (test, right) -> right.but(claims -> claims.audience(test.base()))
                                .signed(test.clinic().ec)),
                assertion(
                        "of another issuer",
                        (test, right) ->
                                right.but(claims -> claims.issuer("evil")).signed(test.clinic().ec)),
                assertion(
                        "about another client",
                        (test, right) -> right.but(claims -> claims.subject("public-app"))
                                .signed(test.clinic().ec)),
                assertion(
                        "without an id",
                        (test, right) -> right.but(claims -> claims.jwtID(null)).signed(test.clinic().ec)),
                assertion(
                        "with an endless id",
                        (test, right) -> right.but(claims -> claims.jwtID("j".repeat(5000)))
                                .signed(test.clinic().ec)),
                assertion(
                        "without a key id",
                        (test, right) -> right.signed(test.clinic().ec, new JWSHeader(JWSAlgorithm.ES384))),
                assertion(
                        "with an unknown key id",
                        (test, right) -> right.signed(
                                test.clinic().ec,
                                header(JWSAlgorithm.ES384, "ec-2").build())),
                assertion(
                        "with a path for a key id",
                        (test, right) -> right.signed(
                                test.clinic().ec,
                                header(JWSAlgorithm.ES384, "../../etc/passwd").build())),
                assertion(
                        "with SQL for a key id",
                        (test, right) -> right.signed(
                                test.clinic().ec,
                                header(JWSAlgorithm.ES384, "x' or '1'='1").build())),
                assertion("of another's key under a known id", (test, right) -> right.signed(stranger())),
                assertion(
                        "with its key in the header",
                        (test, right) -> right.signed(
                                stranger(),
                                header(JWSAlgorithm.RS384, "rsa-1")
                                        .jwk(stranger().toPublicJWK())
                                        .build())),
                assertion(
                        "with its keys at an address",
                        (test, right) -> right.signed(
                                test.clinic().ec,
                                header(JWSAlgorithm.ES384, "ec-1")
                                        .jwkURL(URI.create("https://evil.example.org/jwks"))
                                        .build())),
                assertion(
                        "with its certificate at an address",
                        (test, right) -> right.signed(
                                test.clinic().ec,
                                header(JWSAlgorithm.ES384, "ec-1")
                                        .x509CertURL(URI.create("https://evil.example.org/x5u"))
                                        .build())),
                assertion(
                        "of another type",
                        (test, right) -> right.signed(
                                test.clinic().ec,
                                header(JWSAlgorithm.ES384, "ec-1")
                                        .type(new JOSEObjectType("at+jwt"))
                                        .build())),
                assertion(
                        "cut short",
                        (test, right) -> right.signed(test.clinic().ec).replaceAll("\\.[^.]*$", ".")),
                assertion("no JWT at all", (test, right) -> "not a token"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongAssertions(String name, BiFunction<RefusedFlowsIT, Assertions, String> made) {
        String assertion = made.apply(this, new Assertions(issuer(), "backend"));
        Instant began = Instant.now();
        HttpResponse<String> answer = backend(assertion, "system/Patient.rs");
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        // RFC 7523, section 3.2: an assertion that proves no client is that of RFC 6749, section 5.2.
        assertThat(answer.statusCode() + " " + error(answer)).as(answer.body()).isEqualTo("401 invalid_client");
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @Test
    void anAssertionIsGoodOnce() {
        String assertion = new Assertions(issuer(), "backend").signed(clinic().ec);
        assertThat(backend(assertion, "system/Patient.rs").statusCode()).isEqualTo(200);
        assertThat(error(backend(assertion, "system/Patient.rs"))).isEqualTo("invalid_client");
    }

    @Test
    void anotherAssertionTypeIsRefused() {
        HttpResponse<String> answer = postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "scope", "system/Patient.rs",
                        "client_assertion_type", "not_a_client_assertion_type",
                        "client_assertion", new Assertions(issuer(), "backend").signed(clinic().ec)));
        assertThat(answer.statusCode() + " " + error(answer)).as(answer.body()).isEqualTo("401 invalid_client");
    }

    @Test
    void aBackendServiceGetsNoScopeItWasNotGiven() {
        for (String scope :
                List.of("", "system/*.rs", "system/Observation.d", "patient/Patient.r", "user/*.rs", "nonsense")) {
            String assertion = new Assertions(issuer(), "vitals-backend").signed(clinic().ec);
            assertThat(error(backend(assertion, scope))).as(scope).isEqualTo("invalid_scope");
        }
    }

    @Test
    void keysAreFetchedFromNowhereThatIsNotListed() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        inside.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
        });
        inside.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + inside.getAddress().getPort() + "/keys");
            assertThatThrownBy(() -> clients.register(new SmartClient(
                            "inside",
                            "Inside",
                            Set.of(),
                            null,
                            List.of("system/Patient.r"),
                            new SmartClient.Proof.KeysAt(address),
                            false)))
                    .hasMessageContaining("key-set-origins");
            String assertion = new Assertions(issuer(), "backend")
                    .signed(
                            clinic().ec,
                            header(JWSAlgorithm.ES384, "ec-1").jwkURL(address).build());
            assertThat(error(backend(assertion, "system/Patient.rs"))).isEqualTo("invalid_client");
            assertThat(asked.get()).isZero();
        } finally {
            inside.stop(0);
        }
    }

    // --- pages --------------------------------------------------------------------------------------------------

    @Test
    void pagesAreInNobodysFrame() {
        AppFlow flow = new AppFlow(this);
        assertThat(framed(flow.get("/sign-in"))).isEqualTo("DENY frame-ancestors 'none'");
        clinic();
        flow.signedIn(Clinic.NURSE, Clinic.PASSWORD);
        assertThat(framed(flow.consentPage())).isEqualTo("DENY frame-ancestors 'none'");
        assertThat(framed(flow.get("/launch?patient=anna"))).isEqualTo("DENY frame-ancestors 'none'");
    }

    @Test
    void aFormOfAnotherPageIsRefused() {
        clinic();
        AppFlow flow = new AppFlow(this);
        assertThat(flow.post("/sign-in", "username=" + Clinic.NURSE + "&password=x")
                        .statusCode())
                .isEqualTo(403);
        flow.signedIn(Clinic.NURSE, Clinic.PASSWORD);
        assertThat(flow.post("/launch", "client_id=keys-app&patient=anna").statusCode())
                .isEqualTo(403);
        assertThat(flow.post("/oauth2/consent", "state=x&patient=anna").statusCode())
                .isEqualTo(403);
        assertThat(flow.post("/oauth2/authorize", "client_id=public-app&state=forged&scope=patient/*.rs")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aConsentIsThePersonsOwn() {
        clinic();
        AppFlow asked = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        asked.consentPage();
        AppFlow other = new AppFlow(this).signedIn("other.synthetic", Clinic.PASSWORD);
        HttpResponse<String> answer = other.post(
                "/oauth2/authorize",
                "client_id=public-app&scope=patient/*.rs&patient=bob&state="
                        + asked.consentState().replace("+", "%2B").replace("=", "%3D"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(other.get("/oauth2/consent?state="
                                + asked.consentState().replace("+", "%2B").replace("=", "%3D"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void consentWithoutAPatientGivesNoCode() {
        clinic();
        AppFlow flow = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        for (String patient : List.of("", "&patient=nobody-here", "&patient=../bob")) {
            flow.consentPage();
            HttpResponse<String> answer = flow.post(
                    "/oauth2/authorize",
                    "client_id=public-app&scope=patient/*.rs" + patient + "&state="
                            + flow.consentState().replace("+", "%2B").replace("=", "%3D"));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void whoSignsInGetsAnotherSession() {
        clinic();
        AppFlow attacker = new AppFlow(this);
        attacker.get("/sign-in");
        String fixed = attacker.session();
        AppFlow victim = new AppFlow(this).session(fixed);
        victim.signedIn(Clinic.NURSE, Clinic.PASSWORD);
        assertThat(victim.session()).isNotEqualTo(fixed);
        assertThat(AppFlow.location(new AppFlow(this).session(fixed).authorize()))
                .contains("/sign-in");
    }

    @Test
    void tooManyWrongPasswordsLockTheName() {
        clinic();
        for (int tries = 0; tries < 3; tries++) {
            new AppFlow(this).signedIn("locked.synthetic", "wrong");
        }
        AppFlow right = new AppFlow(this).signedIn("locked.synthetic", Clinic.PASSWORD);
        assertThat(AppFlow.location(right.authorize())).contains("/sign-in");
    }

    @Test
    void signingInLeadsToNoOtherSite() {
        clinic();
        AppFlow flow = new AppFlow(this);
        flow.get("/sign-in?continue=https://evil.example.org&redirect=https://evil.example.org");
        HttpResponse<String> page = flow.get("/sign-in");
        String csrf = page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> answer = flow.post(
                "/sign-in?continue=https://evil.example.org",
                encoded(Map.of("username", Clinic.NURSE, "password", Clinic.PASSWORD, "_csrf", csrf)));
        assertThat(AppFlow.location(answer)).doesNotContain("evil");
    }

    @Test
    void pagesOfAnotherOriginAreNotAnswered() {
        String token = clinic().token("launch/patient patient/*.rs", "anna");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + "/Patient/anna"))
                .header("Authorization", "Bearer " + token)
                .header("Origin", "https://evil.example.org");
        assertThat(send(request).statusCode()).isEqualTo(403);
    }

    // --- words --------------------------------------------------------------------------------------------------

    private HttpResponse<String> asked(Consumer<AppFlow> change) {
        clinic();
        AppFlow flow = new AppFlow(this);
        change.accept(flow);
        Instant began = Instant.now();
        HttpResponse<String> answer = flow.authorize();
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        return answer;
    }

    private AppFlow consented(String scope) {
        clinic();
        return new AppFlow(this)
                .scope(scope)
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna");
    }

    private String launchedFor(String app) {
        AppFlow flow = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        String csrf =
                flow.get("/launch?patient=anna").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> launched =
                flow.post("/launch", encoded(Map.of("client_id", app, "patient", "anna", "_csrf", csrf)));
        return AppFlow.query(AppFlow.location(launched)).get("launch");
    }

    private Map<String, String> asKeysApp() {
        return Map.of(
                "client_id",
                "",
                "client_assertion_type",
                Assertions.TYPE,
                "client_assertion",
                new Assertions(issuer(), "keys-app").signed(clinic().ec));
    }

    private HttpResponse<String> renew(String refresh, Map<String, String> otherwise) {
        Map<String, String> form = new HashMap<>(
                Map.of("grant_type", "refresh_token", "refresh_token", refresh, "client_id", "public-app"));
        form.putAll(otherwise);
        return postForm("/oauth2/token", form);
    }

    private HttpResponse<String> backend(String assertion, String scope) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                Assertions.TYPE,
                "client_assertion",
                assertion));
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        return postForm("/oauth2/token", form);
    }

    private static String error(HttpResponse<String> answer) {
        return json(answer).path("error").asText("no error: " + answer.statusCode());
    }

    private static String framed(HttpResponse<String> page) {
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy).contains("style-src 'nonce-").doesNotContain("unsafe");
        return page.headers().firstValue("X-Frame-Options").orElse("") + " "
                + policy.replaceAll(".*(frame-ancestors [^;]*).*", "$1");
    }

    private static String hmac(RefusedFlowsIT test, Assertions right) {
        try {
            byte[] published = test.clinic().rsa.toRSAPublicKey().getEncoded();
            return right.signed(
                    new MACSigner(published),
                    header(JWSAlgorithm.HS256, "rsa-1").build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final RSAKey STRANGER = made();

    private static RSAKey stranger() {
        return STRANGER;
    }

    private static RSAKey made() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("rsa-1")
                    .algorithm(JWSAlgorithm.RS384)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(key);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static Arguments request(String name, Consumer<AppFlow> change) {
        return Arguments.of(name, change);
    }

    private static Arguments back(String name, String error, Consumer<AppFlow> change) {
        return Arguments.of(name, error, change);
    }

    private static Arguments exchange(String name, String expected, Map<String, String> change) {
        return Arguments.of(name, expected, change);
    }

    private static Arguments assertion(String name, BiFunction<RefusedFlowsIT, Assertions, String> made) {
        return Arguments.of(name, made);
    }
}
