// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.dripline.server.signin.People;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A launch at a host for a token here: what it takes, what it gives, and every way in that must stay shut. */
class HostExchangeIT extends SmartContext {

    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static boolean prepared;

    @Autowired
    private Clients clients;

    @Autowired
    private People people;

    @Autowired
    private OwnSchema accessSchema;

    @BeforeEach
    void prepare() {
        Hosts.PLAYED.mend();
        if (prepared) {
            return;
        }
        prepared = true;
        Heard.everything();
        clients.register(new SmartClient(
                HostExchange.CLIENT,
                "Host app",
                Set.of(),
                null,
                List.of("patient/*.rs"),
                new SmartClient.Proof.Keys(new JWKSet(clinic().ec).toString(true)),
                false));
        record("Practitioner", "staff-1", "'identifier':[{'system':'urn:staff','value':'S-1'}]");
        record(
                "Encounter",
                "visit-here",
                "'status':'planned','class':{'code':'AMB'},'subject':{'reference':'Patient/anna'},'identifier':[{'system':'urn:visit','value':'V-h-anna'}]");
        for (String twin : List.of("twin-1", "twin-2")) {
            record("Patient", twin, "'identifier':[{'system':'urn:mrn','value':'MRN-twins'}]");
        }
        record("Patient", "other-system", "'identifier':[{'system':'urn:mrn-2','value':'SECOND-anna'}]");
        record(
                "Patient",
                "contrary",
                "'identifier':[{'system':'urn:mrn','value':'MRN-contrary'},{'system':'urn:mrn-2','value':'X'}]");
        record("Patient", "left", "'active':false,'identifier':[{'system':'urn:mrn','value':'MRN-left'}]");
        PlayedHost host = Hosts.PLAYED;
        host.patient("h-anna", mrn("MRN-anna-annas"));
        host.patient("h-bob", mrn("MRN-bob-" + Clinic.BOBS));
        host.patient("h-twins", mrn("MRN-twins"));
        host.patient("h-unknown", mrn("MRN-nobody"));
        host.patient("h-left", mrn("MRN-left"));
        host.patient("h-nameless", "'name':[{'family':'Synthetic-anna-annas'}],'birthDate':'1990-01-01'");
        host.patient("h-foreign", "'identifier':[{'system':'urn:elsewhere','value':'MRN-anna-annas'}]");
        host.patient("h-old", "'identifier':[{'use':'old','system':'urn:mrn','value':'MRN-anna-annas'}]");
        host.patient(
                "h-two",
                "'identifier':[{'system':'urn:mrn','value':'MRN-anna-annas'},{'system':'urn:mrn','value':'MRN-twins'}]");
        host.patient(
                "h-split",
                "'identifier':[{'system':'urn:mrn','value':'MRN-anna-annas'},{'system':'urn:mrn-2','value':'SECOND-anna'}]");
        host.patient(
                "h-contrary",
                "'identifier':[{'system':'urn:mrn','value':'MRN-contrary'},{'system':'urn:mrn-2','value':'Y'}]");
    }

    @Test
    void aLaunchGivesATokenForItsPatientInThePersonsName() {
        HttpResponse<String> answer = new HostExchange(this, "h-anna")
                .with("host_encounter", "v-h-anna")
                .send();
        JsonNode token = json(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(token.get("issued_token_type").asText()).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(token.get("patient").asText()).isEqualTo("anna");
        assertThat(token.get("encounter").asText()).isEqualTo("visit-here");
        assertThat(token.get("expires_in").asInt()).isBetween(500, 600);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        String access = token.get("access_token").asText();
        assertThat(get(access, "/Patient/anna").statusCode()).isEqualTo(200);
        assertThat(get(access, "/Observation").body()).contains("pulse-anna").doesNotContain(Clinic.BOBS);
        assertThat(get(access, "/Patient/bob").statusCode()).isEqualTo(403);
        assertThat(get(access, "/Observation?patient=bob").body()).doesNotContain(Clinic.BOBS);
        assertThat(call(access, "PUT", "/Observation/pulse-anna", "{}").statusCode())
                .isIn(400, 403);

        Map<String, Object> row = accessSchema
                .statements()
                .queryForMap(
                        "select username, patients::text as patients from audit where kind = 'READ' and client_id = ? order by id desc limit 1",
                        HostExchange.CLIENT);
        String username = row.get("username").toString();
        assertThat(username).startsWith("h-nurse@127.0.0.1-");
        assertThat(row.get("patients")).isEqualTo("{anna}");
        assertThat(people.person(username).orElseThrow().fhirUser()).isEqualTo("Practitioner/staff-1");
        assertThat(people.person(username).orElseThrow().displayName()).isEqualTo("Nurse At-Host");
        assertThat(people.claims(username)).containsExactly("infusion-nurse");
    }

    /** Name, error, what is done otherwise. */
    static Stream<Arguments> refusedExchanges() {
        return Stream.of(
                line(
                        "no id_token",
                        "invalid_request",
                        e -> e.with("subject_token", "").signed(a -> "")),
                line("no host", "invalid_request", e -> e.with("host", "")),
                line("a host nobody trusts", "invalid_request", e -> e.with("host", "https://evil.example.org/fhir")),
                line(
                        "a host that begins alike",
                        "invalid_request",
                        e -> e.with("host", Hosts.PLAYED.base() + ".evil.org")),
                line(
                        "another trusted host than the token's",
                        "invalid_request",
                        e -> e.with("host", Hosts.STRICT.issuer())),
                line("no access token of the host", "invalid_request", e -> e.with("host_access_token", "")),
                line(
                        "an access token with a line break",
                        "invalid_request",
                        e -> e.with("host_access_token", "x\r\nHost: evil")),
                line("no patient", "invalid_request", e -> e.with("host_patient", "")),
                line("an actor", "invalid_request", e -> e.with("actor_token", "x")),
                line("another audience", "invalid_target", e -> e.with("audience", "https://evil.example.org")),
                line("another resource", "invalid_target", e -> e.with("resource", "https://evil.example.org/fhir")),
                line(
                        "a token of another type",
                        "invalid_request",
                        e -> e.with("subject_token_type", "urn:ietf:params:oauth:token-type:access_token")),
                line(
                        "an id token wanted",
                        "invalid_request",
                        e -> e.with("requested_token_type", "urn:ietf:params:oauth:token-type:id_token")),
                line("more scope than it has", "invalid_scope", e -> e.with("scope", "patient/*.cruds")),
                line("a system's scope", "invalid_scope", e -> e.with("scope", "system/*.rs")),
                line("a user's scope", "invalid_scope", e -> e.with("scope", "user/*.rs")),
                line("alg none", "invalid_request", e -> e.signed(a -> new PlainJWT(a.claims()).serialize())),
                line("HS256 with the public key", "invalid_request", e -> e.signed(HostExchangeIT::hmac)),
                line(
                        "RS512",
                        "invalid_request",
                        e -> e.signed(a -> a.signed(
                                Hosts.PLAYED.key,
                                HostExchange.header(JWSAlgorithm.RS512).build()))),
                line(
                        "a stranger's key under a known id",
                        "invalid_request",
                        e -> e.signed(a -> a.signed(
                                PlayedHost.key("host-1"),
                                HostExchange.header(JWSAlgorithm.RS256).build()))),
                line("its key in the header", "invalid_request", e -> e.signed(HostExchangeIT::withItsKey)),
                line(
                        "cut short",
                        "invalid_request",
                        e -> e.signed(a -> a.signed(Hosts.PLAYED.key).replaceAll("\\.[^.]*$", "."))),
                line("no JWT", "invalid_request", e -> e.signed(a -> "not-a-token")),
                line("endless", "invalid_request", e -> e.claims(c -> c.claim("x", "x".repeat(20_000)))),
                line(
                        "another issuer",
                        "invalid_request",
                        e -> e.claims(c -> c.issuer("https://evil.example.org/fhir"))),
                line("for another client", "invalid_request", e -> e.claims(c -> c.audience("another-app"))),
                line(
                        "for several clients",
                        "invalid_request",
                        e -> e.claims(c -> c.audience(List.of(PlayedHost.CLIENT, "another-app")))),
                line("given to another client", "invalid_request", e -> e.claims(c -> c.claim("azp", "another-app"))),
                line("expired", "invalid_request", e -> e.claims(c -> c.expirationTime(in(-120)))),
                line("without an end", "invalid_request", e -> e.claims(c -> c.expirationTime(null))),
                line("of a time ahead", "invalid_request", e -> e.claims(c -> c.issueTime(in(300)))),
                line("of yesterday", "invalid_request", e -> e.claims(c -> c.issueTime(in(-90_000)))),
                line("not valid yet", "invalid_request", e -> e.claims(c -> c.notBeforeTime(in(300)))),
                line("without a nonce", "invalid_request", e -> e.claims(c -> c.claim("nonce", null))),
                line("about nobody", "invalid_request", e -> e.claims(c -> c.subject(null))),
                line(
                        "given with another access token",
                        "invalid_request",
                        e -> e.claims(c -> c.claim("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"))),
                line("another patient claimed", "access_denied", e -> e.with("host_patient", "h-bob")),
                line("a path for a patient", "access_denied", e -> e.with("host_patient", "../Patient/h-anna")),
                line("a search for a patient", "access_denied", e -> e.with("host_patient", "?_id=h-anna")),
                line(
                        "an access token the host does not know",
                        "invalid_grant",
                        e -> e.with("host_access_token", "no-such-token")),
                line("a host token that is over", "invalid_grant", e -> e.with("host_expires_in", "0")),
                line("a life that is no number", "invalid_request", e -> e.with("host_expires_in", "-1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusedExchanges(String name, String error, Consumer<HostExchange> change) {
        HostExchange exchange = new HostExchange(this, "h-anna");
        change.accept(exchange);
        refused(exchange, error, 400);
    }

    static Stream<Arguments> refusedPatients() {
        return Stream.of(
                Arguments.of("h-unknown", "patient_not_found"),
                Arguments.of("h-left", "patient_not_found"),
                Arguments.of("h-twins", "patient_not_unique"),
                Arguments.of("h-split", "patient_not_unique"),
                Arguments.of("h-contrary", "patient_not_unique"),
                Arguments.of("h-nameless", "patient_not_identified"),
                Arguments.of("h-foreign", "patient_not_identified"),
                Arguments.of("h-old", "patient_not_identified"),
                Arguments.of("h-two", "patient_not_identified"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusedPatients(String patient, String error) {
        refused(new HostExchange(this, patient), error, 400);
    }

    @Test
    void aTokenThatOpensEverybodyIsForThePatientOfItsLaunch() throws Exception {
        Map<String, Object> said = Map.of(
                "active",
                true,
                "scope",
                "launch openid user/*.rs",
                "client_id",
                PlayedHost.CLIENT,
                "patient",
                "h-anna");
        HostExchange another = HostExchange.wide(this, "h-bob", said);
        assertThat(send(HttpRequest.newBuilder(URI.create(Hosts.PLAYED.wideBase() + "/Patient/h-bob"))
                                .header("Authorization", "Bearer " + another.accessToken()))
                        .statusCode())
                .as("the host shows everybody")
                .isEqualTo(200);
        refused(another, "access_denied", 400);

        HttpResponse<String> own = HostExchange.wide(this, "h-anna", said).send();
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(json(own).get("patient").asText()).isEqualTo("anna");

        // A launch on nobody, such as one from the host's own menu; and a token that another app of the host was given.
        Map<String, Object> onNobody = new HashMap<>(said);
        onNobody.remove("patient");
        refused(HostExchange.wide(this, "h-anna", onNobody), "access_denied", 400);
        Map<String, Object> anotherApp = new HashMap<>(said);
        anotherApp.put("client_id", "another-app");
        refused(HostExchange.wide(this, "h-anna", anotherApp), "invalid_request", 400);
        Map<String, Object> anotherPerson = new HashMap<>(said);
        anotherPerson.put("sub", "sub-2");
        refused(HostExchange.wide(this, "h-anna", anotherPerson), "invalid_request", 400);
    }

    /** What the host answers in place of the patient. */
    static Stream<Arguments> brokenHosts() {
        byte[] anna = "{\"resourceType\":\"Patient\",\"id\":\"h-bob\"}".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                broken("401", "invalid_grant", 400, exchange -> PlayedHost.reply(exchange, 401, new byte[0])),
                broken("403", "access_denied", 400, exchange -> PlayedHost.reply(exchange, 403, new byte[0])),
                broken("410", "access_denied", 400, exchange -> PlayedHost.reply(exchange, 410, new byte[0])),
                broken("500", "temporarily_unavailable", 503, exchange -> PlayedHost.reply(exchange, 500, new byte[0])),
                broken("a redirect", "temporarily_unavailable", 503, exchange -> {
                    exchange.getResponseHeaders().set("Location", Hosts.PLAYED.base() + "/Patient/h-bob");
                    exchange.sendResponseHeaders(302, -1);
                }),
                broken(
                        "another patient",
                        "temporarily_unavailable",
                        503,
                        exchange -> PlayedHost.reply(exchange, 200, anna)),
                broken(
                        "no FHIR",
                        "temporarily_unavailable",
                        503,
                        exchange -> PlayedHost.reply(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8))),
                broken(
                        "too much",
                        "temporarily_unavailable",
                        503,
                        exchange -> PlayedHost.reply(exchange, 200, new byte[3 * 1024 * 1024])),
                broken("nothing", "temporarily_unavailable", 503, exchange -> Thread.sleep(1500)),
                broken("drop by drop", "temporarily_unavailable", 503, exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int n = 0; n < 15; n++) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                        Thread.sleep(100);
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void brokenHosts(String name, String error, int status, PlayedHost.Spoiled answer) {
        Hosts.PLAYED.spoil("/fhir/Patient/h-anna", answer);
        refused(new HostExchange(this, "h-anna"), error, status);
        assertThat(Hosts.PLAYED.asked()).doesNotContain("/fhir/Patient/h-bob");
    }

    @Test
    void anIdTokenIsGoodOnceAndNotUsedUpBySilence() {
        HostExchange exchange = new HostExchange(this, "h-anna");
        Hosts.PLAYED.spoil("/fhir/Patient/h-anna", answer -> PlayedHost.reply(answer, 500, new byte[0]));
        refused(exchange, "temporarily_unavailable", 503);
        Hosts.PLAYED.mend();
        assertThat(exchange.send().statusCode()).isEqualTo(200);
        refused(exchange, "invalid_request", 400);
    }

    @Test
    void renewingTakesTheHostsProofAnew() {
        HostExchange first = new HostExchange(this, "h-anna");
        JsonNode token = json(first.send());
        String refresh = token.get("refresh_token").asText();

        // Without the host it renews nothing, as another launch neither.
        assertThat(error(postForm(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                refresh,
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                new Assertions(issuer(), HostExchange.CLIENT).signed(clinic().ec)))))
                .isEqualTo("unauthorized_client");
        refused(new HostExchange(this, "h-bob").renewing(refresh), "invalid_grant", 400);
        refused(
                new HostExchange(this, "h-anna").renewing(refresh).with("scope", "patient/*.cruds"),
                "invalid_scope",
                400);
        refused(
                new HostExchange(this, "h-anna").renewing(refresh).with("host_access_token", "over"),
                "invalid_grant",
                400);

        JsonNode second =
                json(new HostExchange(this, "h-anna").renewing(refresh).send());
        assertThat(second.path("patient").asText()).as(second.toString()).isEqualTo("anna");
        String renewed = second.get("access_token").asText();
        assertThat(get(renewed, "/Patient/anna").statusCode()).isEqualTo(200);
        assertThat(get(token.get("access_token").asText(), "/Patient/anna").statusCode())
                .isEqualTo(401);

        // The old one again: everything ends.
        refused(new HostExchange(this, "h-anna").renewing(refresh), "invalid_grant", 400);
        assertThat(get(renewed, "/Patient/anna").statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsShutOutHereGetsNothing() {
        JsonNode token = json(new HostExchange(this, "h-anna")
                .claims(claims -> claims.claim("fhirUser", null).subject("left-the-hospital"))
                .send());
        String username = accessSchema
                .statements()
                .queryForObject("select username from app_user where subject = 'left-the-hospital'", String.class);
        people.enable(username, false);

        assertThat(get(token.get("access_token").asText(), "/Patient/anna").statusCode())
                .isEqualTo(401);
        refused(
                new HostExchange(this, "h-anna")
                        .claims(claims -> claims.claim("fhirUser", null).subject("left-the-hospital")),
                "access_denied",
                400);
        // Nobody signs in under such a name, and it gets no password.
        assertThat(people.changePassword(username, Clinic.PASSWORD)).isFalse();
        assertThat(AppFlow.location(
                        new AppFlow(this).signedIn(username, Clinic.PASSWORD).authorize()))
                .contains("/sign-in");
    }

    @Test
    void onlyAClientThatIsRegisteredForItExchanges() {
        String assertion = new Assertions(issuer(), "keys-app").signed(clinic().ec);
        assertThat(error(new HostExchange(this, "h-anna")
                        .with("client_assertion", assertion)
                        .send()))
                .isEqualTo("unauthorized_client");
        assertThat(error(new HostExchange(this, "h-anna")
                        .with("client_assertion", "")
                        .with("client_assertion_type", "")
                        .with("client_id", HostExchange.CLIENT)
                        .send()))
                .isEqualTo("invalid_client");
        assertThat(error(postForm(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "patient/*.rs",
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                new Assertions(issuer(), HostExchange.CLIENT).signed(clinic().ec)))))
                .isEqualTo("unauthorized_client");
    }

    @Test
    void exchangesAndRefusalsAreInTheAudit() {
        Long before = accessSchema.statements().queryForObject("select max(id) from audit", Long.class);
        new HostExchange(this, "h-anna").send();
        new HostExchange(this, "h-twins").send();
        assertThat(accessSchema
                        .statements()
                        .queryForList(
                                "select kind || ' ' || outcome || ' ' || client_id || ' ' || patients::text from audit where id > ? order by id",
                                String.class,
                                before))
                .containsExactly("TOKEN 200 host-app {anna}", "REFUSAL 400 host-app {}");
    }

    private void refused(HostExchange exchange, String error, int status) {
        exchange.ready();
        Instant began = Instant.now();
        HttpResponse<String> answer = exchange.send();
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(error(answer)).as(answer.body()).isEqualTo(error);
        assertThat(answer.body()).doesNotContain("access_token\"").doesNotContain("Synthetic-");
        assertThat(Heard.everything().text())
                .doesNotContain(Clinic.BOBS)
                .doesNotContain("MRN-")
                .doesNotContain(exchange.accessToken());
    }

    private void record(String type, String id, String content) {
        String body = ("{'resourceType':'" + type + "','id':'" + id + "'," + content + "}").replace('\'', '"');
        HttpResponse<String> answer = call(clinic().backend("system/*.cruds"), "PUT", "/" + type + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static String mrn(String value) {
        return "'identifier':[{'system':'urn:mrn','value':'" + value + "'}]";
    }

    private static String error(HttpResponse<String> answer) {
        return json(answer).path("error").asText();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String hmac(Assertions made) {
        try {
            return made.signed(
                    new MACSigner(Hosts.PLAYED.key.toRSAPublicKey().getEncoded()),
                    HostExchange.header(JWSAlgorithm.HS256).build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withItsKey(Assertions made) {
        var stranger = PlayedHost.key("host-1");
        return made.signed(
                stranger,
                HostExchange.header(JWSAlgorithm.RS256)
                        .jwk(stranger.toPublicJWK())
                        .build());
    }

    private static Arguments line(String name, String error, Consumer<HostExchange> change) {
        return Arguments.of(name, error, change);
    }

    private static Arguments broken(String name, String error, int status, PlayedHost.Spoiled answer) {
        return Arguments.of(name, error, status, answer);
    }
}
