// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dripline.server.access.Role;
import org.dripline.server.signin.People;
import org.dripline.server.staff.Act;
import org.dripline.server.staff.GivenRoles;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** People who sign in at the hospital's OpenID provider. */
class ProviderSignInIT extends SmartContext {

    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static final String START = "/sign-in/at/hospital";

    @Autowired
    private GivenRoles given;

    @Autowired
    private People people;

    @Autowired
    private OwnSchema accessSchema;

    @BeforeEach
    void prepare() {
        Heard.everything();
        Hosts.PLAYED.mend();
        call(
                clinic().backend("system/*.cruds"),
                "PUT",
                "/Practitioner/staff-1",
                "{\"resourceType\":\"Practitioner\",\"id\":\"staff-1\",\"identifier\":[{\"system\":\"urn:staff\",\"value\":\"S-1\"}]}");
    }

    @AfterEach
    void nothingOfAPatientWasLogged() {
        Heard.everything().assertNothingOfPatients("Synthetic Provider-Person");
    }

    @Test
    void whoComesBackIsSignedInHereAndLaunchesApps() throws Exception {
        AppFlow flow = new AppFlow(this).scope("openid fhirUser launch/patient patient/*.rs");
        assertThat(flow.get("/sign-in").body()).contains("Sign in with Synthetic Hospital");
        String before = flow.session();

        HttpResponse<String> back = there(flow);

        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(AppFlow.location(back)).doesNotContain("failed");
        assertThat(flow.session()).isNotEqualTo(before);
        String username = accessSchema
                .statements()
                .queryForObject("select username from app_user where subject = 'person-77'", String.class);
        given.give(username, Role.NURSE, null);
        JsonNode token = flow.consented("anna").token();
        assertThat(SignedJWT.parse(token.get("id_token").asText())
                        .getJWTClaimsSet()
                        .getStringClaim("fhirUser"))
                .isEqualTo(base() + "/Practitioner/staff-1");
        assertThat(people.claims(username)).containsExactly("ward-nurse", "acls");
        assertThat(people.person(username).orElseThrow().displayName()).isEqualTo("Synthetic Provider-Person");
        assertThat(accessSchema
                        .statements()
                        .queryForObject(
                                "select count(*) from audit where kind = 'SIGN_IN' and outcome = 200 and username = ?",
                                Integer.class,
                                username))
                .isPositive();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                line("another issuer", claims -> claims.issuer("https://evil.example.org")),
                line("for another client", claims -> claims.audience("another-app")),
                line(
                        "expired",
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                line("of another sign-in", claims -> claims.claim("nonce", "another")),
                line("without a nonce", claims -> claims.claim("nonce", null)),
                line("about nobody", claims -> claims.subject(null)),
                line("an endless subject", claims -> claims.subject("x".repeat(600))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, Consumer<JWTClaimsSet.Builder> change) {
        Hosts.PLAYED.provided = change;
        requireRefused(new AppFlow(this));
    }

    @Test
    void whatTheProviderSaysIsARoleHereAsLongAsItSaysSo() {
        call(
                clinic().backend("system/*.cruds"),
                "PUT",
                "/Practitioner/claimed-1",
                "{\"resourceType\":\"Practitioner\",\"id\":\"claimed-1\",\"identifier\":[{\"system\":\"urn:staff\",\"value\":\"S-claimed\"}]}");
        ClinicalActs acts = new ClinicalActs(this, "claimed");

        assertThat(acts.ordered(tokenOfSomebodyIn("ward-417")).statusCode()).isEqualTo(403);
        HttpResponse<String> order = acts.ordered(tokenOfSomebodyIn("ward-417", "grp-doctors-417"));
        assertThat(order.statusCode()).as(order.body()).isBetween(200, 299);
        assertThat(json(order).at("/requester/reference").asText()).isEqualTo("Practitioner/claimed-1");
        // Prescriber by its other name, and the two roles are told apart.
        String prescriber = tokenOfSomebodyIn("grp-prescribers-417");
        assertThat(acts.tried(Act.OVERRIDE, prescriber).get(0).statusCode()).isBetween(200, 299);
        String holder = tokenOfSomebodyIn("grp-acls-417");
        assertThat(acts.tried(Act.OVERRIDE, holder).get(0).statusCode()).isEqualTo(403);
        assertThat(acts.tried(Act.CLEAR, holder).get(0).statusCode()).isBetween(200, 299);
        // The hospital took it away: from the next sign-in on, for the tokens of before, too.
        tokenOfSomebodyIn("ward-417");
        assertThat(acts.tried(Act.SIGN, prescriber).get(0).statusCode()).isEqualTo(403);
    }

    /** Signed in at the provider, which says these groups. */
    private String tokenOfSomebodyIn(String... groups) {
        Hosts.PLAYED.provided = claims -> claims.subject("person-claimed")
                .claim("staff_number", "S-claimed")
                .claim("groups", List.of(groups));
        AppFlow flow = new AppFlow(this).scope("user/*.cruds");
        there(flow);
        // Who opens records here; the provider says what else they may.
        given.give(
                accessSchema
                        .statements()
                        .queryForObject("select username from app_user where subject = 'person-claimed'", String.class),
                Role.NURSE,
                null);
        return flow.consented(null).token().get("access_token").asText();
    }

    @Test
    void aStrangersSignatureIsRefused() {
        Hosts.PLAYED.signer = PlayedHost.key("host-1");
        requireRefused(new AppFlow(this));
    }

    @Test
    void aProviderThatGivesNoTokenSignsNobodyIn() {
        Hosts.PLAYED.spoil("/token", exchange -> PlayedHost.reply(exchange, 500, new byte[0]));
        requireRefused(new AppFlow(this));
    }

    @Test
    void anAnswerIsGoodOnceAndInItsBrowserOnly() {
        AppFlow victim = new AppFlow(this);
        String answer = backAddress(victim);
        AppFlow stranger = new AppFlow(this);
        assertThat(AppFlow.location(stranger.get(answer))).contains("failed");
        assertThat(AppFlow.location(victim.get(answer))).doesNotContain("failed");
        assertThat(AppFlow.location(stranger.get(answer))).contains("failed");
        assertThat(AppFlow.location(stranger.authorize())).contains("/sign-in");
    }

    @Test
    void whoIsShutOutHereStaysOut() {
        Hosts.PLAYED.provided = claims -> claims.subject("person-78");
        there(new AppFlow(this));
        String username = accessSchema
                .statements()
                .queryForObject("select username from app_user where subject = 'person-78'", String.class);
        people.enable(username, false);
        requireRefused(new AppFlow(this));
    }

    private void requireRefused(AppFlow flow) {
        String back = backAddress(flow);
        Instant began = Instant.now();
        HttpResponse<String> answer = flow.get(back);
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        assertThat(AppFlow.location(answer)).contains("/sign-in?failed");
        assertThat(AppFlow.location(flow.authorize())).contains("/sign-in");
    }

    /** To the provider, where the person is signed in at once, and back. */
    private HttpResponse<String> there(AppFlow flow) {
        return flow.get(backAddress(flow));
    }

    private String backAddress(AppFlow flow) {
        String provider = AppFlow.location(flow.get(START));
        assertThat(provider).startsWith(Hosts.PLAYED.root() + "/authorize?").contains("code_challenge_method=S256");
        return AppFlow.pathOf(AppFlow.location(send(HttpRequest.newBuilder(URI.create(provider)))));
    }

    private static Arguments line(String name, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }
}
