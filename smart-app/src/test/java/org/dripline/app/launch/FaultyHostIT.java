// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the app refuses: strangers, and hosts that do not keep the rules. */
class FaultyHostIT extends AppUnderTest {

    @Test
    void withoutAFaultTheLaunchSucceedsAndItsContextIsKept() {
        Browser browser = new Browser(port);

        String screen = launched(browser, FAULTY.launch());

        assertThat(browser.open(screen + "probe").body())
                .contains("our-8812")
                .contains("Odalys Quillfeather")
                .contains("banner false")
                .contains("intent session-view");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/launch",
                "/app/launch?launch=x",
                "/app/launch?iss=http://127.0.0.1:9/fhir&launch=x",
                "/app/launch?iss=HOST",
                "/app/launch?iss=HOST&launch=",
                "/app/launch?iss=HOST&iss=HOST&launch=x",
                "/app/launch?iss=HOST/../fhir&launch=x",
                "/app/launch?iss=HOST%23&launch=x",
                "/app/launch/check?iss=http://127.0.0.1:9/fhir&launch=x",
                "/app/callback",
                "/app/callback?code=x",
                "/app/callback?code=x&state=y"
            })
    void strangersGetAPageAndNobodyIsAsked(String address) {
        Browser browser = new Browser(port);

        Browser.Page page = browser.open(Browser.APP + address.replace("HOST", FAULTY.issuer()));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("role=\"alert\"");
        assertThat(browser.setCookies()).isEmpty();
        assertThat(FAULTY.asked()).isEmpty();
    }

    @Test
    void aSlashAtTheEndOfTheIssuerDoesNotMatter() {
        String launch = FAULTY.launch().replace("%2Ffhir&", "%2Ffhir%2F&");

        assertThat(launched(new Browser(port), launch)).contains("/app/s/");
    }

    @Test
    void aHostWithoutS256IsNotUsed() {
        FAULTY.configuration = document -> document.put("code_challenge_methods_supported", List.of("plain"));

        assertThat(new Browser(port).open(FAULTY.launch()).status()).isEqualTo(502);
        assertThat(FAULTY.asked()).doesNotContain("/authorize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri"})
    void anEndpointOfAnotherOriginIsNotUsed(String endpoint) {
        FAULTY.configuration = document -> document.put(endpoint, "http://127.0.0.1:9/elsewhere");

        assertThat(new Browser(port).open(FAULTY.launch()).status()).isEqualTo(502);
        assertThat(FAULTY.asked()).doesNotContain("/authorize");
    }

    static Stream<Arguments> spoiledIdentities() {
        return Stream.of(
                Arguments.of(
                        "another issuer", (Spoil) () -> FAULTY.claims = claims -> claims.issuer("http://evil.test")),
                Arguments.of("another audience", (Spoil) () -> FAULTY.claims = claims -> claims.audience("client-0")),
                Arguments.of("another nonce", (Spoil) () -> FAULTY.claims = claims -> claims.claim("nonce", "n-0")),
                Arguments.of("no nonce", (Spoil) () -> FAULTY.claims = claims -> claims.claim("nonce", null)),
                Arguments.of("expired", (Spoil) () -> FAULTY.claims =
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
                Arguments.of("forged", (Spoil) () -> FAULTY.signer = FaultyHost.key("signing-1")),
                Arguments.of("changed", (Spoil) () -> FAULTY.tokens =
                        tokens -> tokens.computeIfPresent("id_token", (name, token) -> changed(token.toString()))),
                Arguments.of("unsigned", (Spoil) () -> FAULTY.tokens = tokens -> tokens.computeIfPresent(
                        "id_token",
                        (name, token) ->
                                "eyJhbGciOiJub25lIn0." + token.toString().split("\\.", -1)[1] + ".")),
                Arguments.of("missing", (Spoil) () -> FAULTY.tokens = tokens -> tokens.remove("id_token")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiledIdentities")
    void aStatementOfIdentityThatDoesNotHoldEndsTheLaunch(String what, Spoil spoil) {
        spoil.apply();

        Browser.Page page = new Browser(port).open(FAULTY.launch());

        assertThat(page.status()).as(what).isEqualTo(502);
        assertThat(page.body()).contains("could not be verified");
    }

    @Test
    void aTokenErrorEndsTheLaunch() {
        FAULTY.tokenStatus = 400;
        assertThat(new Browser(port).open(FAULTY.launch()).body()).contains("did not complete the launch");
        FAULTY.tokenStatus = 500;
        assertThat(new Browser(port).open(FAULTY.launch()).status()).isEqualTo(502);
    }

    @Test
    void aLaunchWithoutAPatientShowsNobody() {
        FAULTY.tokens = tokens -> tokens.remove("patient");

        assertThat(new Browser(port).open(FAULTY.launch()).body()).contains("without a patient");
    }

    @Test
    void anAnswerInAnothersNameIsRefused() {
        FAULTY.answer = answer -> answer.put("iss", "http://127.0.0.1:9/fhir");
        assertThat(new Browser(port).open(FAULTY.launch()).status()).isEqualTo(400);

        FAULTY.answer = answer -> answer.put("iss", FAULTY.issuer());
        assertThat(launched(new Browser(port), FAULTY.launch())).contains("/app/s/");

        FAULTY.mend();
        FAULTY.configuration = document -> document.put("authorization_response_iss_parameter_supported", true);
        assertThat(new Browser(port).open(FAULTY.launch()).body()).contains("came from another system");
    }

    @Test
    void aRefusalOfTheHostIsSaid() {
        FAULTY.answer = answer -> {
            answer.remove("code");
            answer.put("error", "access_denied");
        };

        assertThat(new Browser(port).open(FAULTY.launch()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 410", "403 403", "404 502", "302 502", "500 502"})
    void whatTheHostSaysAboutThePatientBecomesASentence(String statuses) {
        String[] pair = statuses.split(" ", -1);
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());
        FAULTY.patientStatus = Integer.parseInt(pair[0]);

        Browser.Page page = browser.open(screen + "probe");

        assertThat(page.status()).isEqualTo(Integer.parseInt(pair[1]));
        assertThat(page.body()).contains("role=\"alert\"").doesNotContain("Quillfeather");
        assertThat(FAULTY.asked()).doesNotContain("/elsewhere");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410, 500, 503})
    void anEncounterThatCannotBeReadDoesNotStopTheLaunch(int status) {
        FAULTY.tokens = tokens -> tokens.put("encounter", "enc-61");
        FAULTY.encounterStatus = status;
        Browser browser = new Browser(port);

        String screen = launched(browser, FAULTY.launch());

        assertThat(browser.open(screen + "probe").body()).contains("our-8812").contains("no encounter");
        assertThat(FAULTY.asked()).contains("/fhir/Encounter/enc-61");
    }

    @Test
    void aTokenAboutToEndIsRenewedAndOnlyForTheSamePatient() {
        Browser browser = new Browser(port);
        String screen = launchedForShort(browser, 2);

        assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
        assertThat(FAULTY.asked()).contains("/token");

        FAULTY.tokens = tokens -> tokens.put("patient", "pat-62");
        assertThat(browser.open(screen + "probe").status()).isEqualTo(410);
        assertThat(browser.open(screen + "probe").body()).contains("has expired");
    }

    @Test
    void aHostThatDoesNotRenewIsLeftAloneForAWhileAndTheScreenStaysWhileTheTokenIsGood() {
        Browser browser = new Browser(port);
        String screen = launchedForShort(browser, 19);
        FAULTY.tokenStatus = 503;

        for (int reads = 0; reads < 10; reads++) {
            assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
        }

        assertThat(FAULTY.asked()).filteredOn("/token"::equals).hasSizeBetween(1, 3);
    }

    @Test
    void aLaunchWhoseTokenEndedWithoutAnAnswerComesBackWithTheHost() {
        Browser browser = new Browser(port);
        String screen = launchedForShort(browser, 2);
        FAULTY.tokenStatus = 503;

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(browser.open(screen + "probe").status()).isEqualTo(502));
        FAULTY.tokenStatus = 200;
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(browser.open(screen + "probe").status()).isEqualTo(200));
    }

    @Test
    void aRenewalUnderWayHoldsUpNobodyElse() throws Exception {
        Browser browser = new Browser(port);
        String screen = launchedForShort(browser, 19);
        assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
        FAULTY.asked().clear();
        FAULTY.tokenGate = new CountDownLatch(1);
        CompletableFuture<Browser.Page> renewing = CompletableFuture.supplyAsync(() -> browser.open(screen + "probe"));
        await().until(() -> FAULTY.asked().contains("/token asked"));

        assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
        assertThat(renewing).isNotDone();

        FAULTY.tokenGate.countDown();
        assertThat(renewing.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void aRenewalThatIsRefusedEndsTheLaunch() {
        Browser browser = new Browser(port);
        String screen = launchedForShort(browser, 19);
        FAULTY.tokenStatus = 400;

        assertThat(browser.open(screen + "probe").status()).isEqualTo(410);
    }

    @Test
    void aTokenThatCannotBeRenewedEndsTheLaunch() {
        FAULTY.tokens = tokens -> tokens.put("expires_in", 2);
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(browser.open(screen + "probe").status()).isEqualTo(410));
    }

    @Test
    void onlyTheHostsColoursReachThePage() {
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());

        Browser.Page style = browser.open(screen + "host-style.css");

        assertThat(style.body()).isEqualTo(":root {\n  --host-text: #123456;\n}\n");
        assertThat(style.header("Content-Type")).startsWith("text/css");
    }

    @Test
    void aStyleDocumentThatIsTooLargeIsNotUsed() {
        FAULTY.style = "{\"color_text\":\"#123456\"}" + " ".repeat(16 * 1024);
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());

        assertThat(browser.open(screen + "host-style.css").body()).isEqualTo(":root {\n}\n");
    }

    @Test
    void aStyleDocumentThatIsLateHoldsUpNothingElse() throws Exception {
        FAULTY.styleGate = new CountDownLatch(1);
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());
        CompletableFuture<Browser.Page> style =
                CompletableFuture.supplyAsync(() -> browser.open(screen + "host-style.css"));
        await().until(() -> FAULTY.asked().contains("/style"));

        assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
        assertThat(style).isNotDone();

        // The gate is still closed: it is the limit of two seconds that ends the wait.
        assertThat(style.get(5, TimeUnit.SECONDS).body()).isEqualTo(":root {\n}\n");
    }

    @Test
    void aStyleOfAnotherOriginIsNotFetched() {
        FAULTY.tokens =
                tokens -> tokens.put("smart_style_url", FAULTY.root().replace("127.0.0.1", "localhost") + "/style");
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());

        assertThat(browser.open(screen + "host-style.css").body()).isEqualTo(":root {\n}\n");
        assertThat(FAULTY.asked()).doesNotContain("/style");
    }

    @Test
    void aFailureShowsNothingOfItself() {
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());

        Browser.Page page = browser.open(screen + "broken");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body()).doesNotContain("Quillfeather").doesNotContain("Exception");
    }

    /** Launches with a token good for so many seconds, and one to renew it with. */
    private static String launchedForShort(Browser browser, int seconds) {
        FAULTY.tokens = tokens -> {
            tokens.put("expires_in", seconds);
            tokens.put("refresh_token", "refresh-77");
        };
        String screen = launched(browser, FAULTY.launch());
        FAULTY.asked().clear();
        return screen;
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.", -1);
        char last = parts[1].charAt(parts[1].length() / 2);
        return parts[0] + "." + parts[1].substring(0, parts[1].length() / 2) + (last == 'A' ? 'B' : 'A')
                + parts[1].substring(parts[1].length() / 2 + 1) + "." + parts[2];
    }

    /** Spoils one thing. */
    interface Spoil {
        void apply();
    }
}
