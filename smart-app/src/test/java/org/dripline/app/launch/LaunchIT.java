// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.dripline.fixtures.ehr.StrictEhr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Launches as they should be, at hosts that accept nothing less. */
class LaunchIT extends AppUnderTest {

    static List<StrictEhr> strictHosts() {
        return List.of(ES384, RS384);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("strictHosts")
    void aStrictHostAcceptsTheLaunchWithEitherAlgorithm(StrictEhr host) {
        Browser browser = new Browser(port);

        String screen = launched(browser, host.launch("host-pat-syn-0001").toString());

        assertThat(browser.open(screen + "probe").body())
                .isEqualTo(host.issuer() + "|Synthia TESTWELL-ALPHA|SYN-0001|our-syn-0001|1984-03-11|female"
                        + "|host-enc-syn-0001|banner true|intent null|styled true");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("strictHosts")
    void aLaunchIsFramedByItsOwnHostAlone(StrictEhr host) {
        Browser browser = new Browser(port);
        String screen = launched(browser, host.launch("host-pat-syn-0001").toString());

        assertThat(browser.open(screen + "probe").header("Content-Security-Policy"))
                .endsWith("frame-ancestors " + host.issuer().replaceAll("/fhir$", ""));
    }

    @Test
    void authorizationRequestCarriesPkceStateNonceAudAndLaunch() {
        Browser browser = new Browser(port);
        String launchId = ES384.launchId("host-pat-syn-0001");

        URI authorize = URI.create(browser.until(launch(ES384, launchId), "/auth/authorize"));

        Map<String, String> asked = FaultyHost.form(authorize.getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "dripline-app")
                .containsEntry("redirect_uri", Browser.APP + "/app/callback")
                .containsEntry("aud", ES384.issuer())
                .containsEntry("launch", launchId)
                .containsEntry("code_challenge_method", "S256")
                .containsKey("nonce");
        assertThat(asked.get("code_challenge")).hasSize(43);
        assertThat(asked.get("state")).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void twoChartsInOneBrowserNeverMix() {
        Browser browser = new Browser(port);
        browser.open(Browser.APP + "/app/launch?iss=" + ES384.issuer() + "&launch=spent");
        String callbackA = browser.until(ES384.launch("host-pat-syn-0001").toString(), "/app/callback");
        String callbackB = browser.until(ES384.launch("host-pat-syn-0004").toString(), "/app/callback");

        String screenB = browser.until(callbackB, "/app/s/");
        String screenA = browser.until(callbackA, "/app/s/");

        assertThat(screenA).isNotEqualTo(screenB);
        assertThat(browser.open(screenA + "probe").body()).contains("our-syn-0001");
        assertThat(browser.open(screenB + "probe").body()).contains("our-syn-0004");
        assertThat(browser.open(screenA + "probe").body())
                .contains("our-syn-0001")
                .doesNotContain("0004");
    }

    @Test
    void anotherBrowserCannotOpenTheLaunch() {
        Browser owner = new Browser(port);
        String screen = launched(owner, ES384.launch("host-pat-syn-0001").toString());
        Browser other = new Browser(port);
        launched(other, ES384.launch("host-pat-syn-0004").toString());

        for (Browser stranger : List.of(other, new Browser(port))) {
            assertThat(stranger.open(screen + "probe").status()).isEqualTo(404);
            assertThat(stranger.open(screen + "careless").status()).isEqualTo(404);
            assertThat(stranger.open(screen + "host-style.css").status()).isEqualTo(404);
            assertThat(stranger.open(screen + "careless").body())
                    .contains("not open in this browser")
                    .doesNotContain("TESTWELL");
        }
        assertThat(owner.open(screen + "careless").body()).isEqualTo("shown");
    }

    /** Addresses with no page of ours behind them go another way through the server; the sentence is the same. */
    @Test
    void anAddressThatIsNoScreenSaysWhatToDo() {
        Browser nobody = new Browser(port);
        String app = Browser.APP + "/app/";

        assertThat(nobody.open(app + "s/nonsense").status()).isEqualTo(404);
        assertThat(nobody.open(app + "s/nonsense").body()).contains("not open in this browser");
        assertThat(nobody.open(app + "nonsense").status()).isEqualTo(404);
        assertThat(nobody.open(app + "nonsense").body()).contains("opened from a patient");
    }

    @Test
    void anEncodedOrDottedPathDoesNotGoRoundTheCheck() {
        Browser owner = new Browser(port);
        String screen = launched(owner, ES384.launch("host-pat-syn-0001").toString());
        Browser stranger = new Browser(port);
        String mine = launched(stranger, ES384.launch("host-pat-syn-0004").toString());

        for (String path : List.of(
                screen.replace("/app/s/", "/app/%73/") + "careless",
                screen.replace("/app/s/", "/app//s/") + "careless",
                screen.replace("/app/s/", "/app/s;x=1/") + "careless",
                mine + "../" + screen.substring(screen.indexOf("/app/s/") + 7) + "careless",
                mine + "%2e%2e/" + screen.substring(screen.indexOf("/app/s/") + 7) + "careless")) {
            assertThat(stranger.open(path).body()).as(path).doesNotContain("shown");
        }
    }

    @Test
    void aStateIsGoodOnceAndOnlyInItsBrowser() {
        Browser owner = new Browser(port);
        String callback = owner.until(ES384.launch("host-pat-syn-0001").toString(), "/app/callback");
        Browser stranger = new Browser(port);
        launched(stranger, ES384.launch("host-pat-syn-0004").toString());

        assertThat(stranger.open(callback).status()).isEqualTo(400);
        assertThat(owner.open(callback.replace("state=", "state=x")).status()).isEqualTo(400);
        String screen = owner.until(callback, "/app/s/");
        assertThat(owner.open(callback).status()).isEqualTo(400);
        assertThat(owner.open(callback).body()).contains("open Dripline from the chart again");
        assertThat(owner.open(screen + "probe").status()).isEqualTo(200);
    }

    @Test
    void theCookieIsForThisPathAndForFrames() {
        Browser browser = new Browser(port);
        launched(browser, ES384.launch("host-pat-syn-0001").toString());

        assertThat(browser.setCookies()).hasSize(1);
        assertThat(browser.setCookies().get(0))
                .startsWith("__Secure-dripline-app=")
                .contains("; Path=/app")
                .contains("; Secure")
                .contains("; HttpOnly")
                .contains("; SameSite=None")
                .contains("; Partitioned");
    }

    @Test
    void aBrowserThatKeepsNoCookieIsToldBeforeTheLaunchIsSpent() {
        Browser blocked = Browser.withoutCookies(port);
        String launch = ES384.launch("host-pat-syn-0001").toString();

        Browser.Page page = blocked.open(launch);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .containsOnlyOnce("<a ")
                .containsPattern("<a [^>]*target=\"_blank\"[^>]*href=\"/app/launch\\?iss=[^\"]+&amp;launch=[^\"]+\"")
                .contains("Open in a new tab");
        assertThat(blocked.visited()).noneMatch(address -> address.getPath().startsWith("/auth/"));
        assertThat(launched(new Browser(port), launch)).contains("/app/s/");
    }

    @Test
    void aLaunchEndsWhenTheHostTakesItsTokenBack() {
        Browser browser = new Browser(port);
        String screen = launched(browser, ES384.launch("host-pat-syn-0001").toString());

        ES384.revokeAllTokens();

        assertThat(browser.open(screen + "probe").status()).isEqualTo(410);
        assertThat(browser.open(screen + "probe").body()).contains("has expired");
        assertThat(new Browser(port).open(screen + "probe").status()).isEqualTo(404);
    }

    @Test
    void patientsWhoCannotBeIdentifiedAreNotShown() {
        OURS.hold(MRN_SYSTEM + "|SYN-0012", "our-a", "our-b");

        assertThat(opened("host-pat-odd-nomrn").status()).isEqualTo(409);
        assertThat(opened("host-pat-odd-twomrn").status()).isEqualTo(409);
        assertThat(opened("host-pat-odd-unknown").status()).isEqualTo(404);
        Browser.Page twice = opened("host-pat-syn-0012");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("identity is not unique").doesNotContain("FIBRO");
    }

    @Test
    void ourRecordsAreAskedWithoutTheNumberInTheAddressAndWithoutACache() {
        OURS.fail(true);
        Browser browser = new Browser(port);
        String screen = launched(browser, ES384.launch("host-pat-syn-0001").toString());

        assertThat(browser.open(screen + "probe").status()).isEqualTo(503);
        OURS.fail(false);
        assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
        assertThat(OURS.requests()).containsOnly("POST /base-url-134418/Patient/_search no-store");
    }

    @Test
    void aVisitIsNotNeeded() {
        OURS.hold(MRN_SYSTEM + "|SYN-0012", "our-12");

        assertThat(opened("host-pat-odd-novisit").body()).contains("our-12").contains("no encounter");
    }

    private Browser.Page opened(String patient) {
        Browser browser = new Browser(port);
        return browser.open(launched(browser, ES384.launch(patient).toString()) + "probe");
    }

    private static String launch(StrictEhr host, String launchId) {
        return Browser.APP + "/app/launch?iss=" + host.issuer() + "&launch=" + launchId;
    }
}
