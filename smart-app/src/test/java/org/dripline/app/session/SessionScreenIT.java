// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The screen over a store it does not control: what arrives is shown soon, what is lost is said. */
class SessionScreenIT {

    /**
     * Long before the next read of everything (a minute), however busy the machine. What a nurse waits for is measured
     * in a browser, with nothing beside it.
     */
    private static final Duration SOON = Duration.ofSeconds(15);

    private final HttpClient browser = HttpClient.newHttpClient();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(20 * 60);
    private final StoredSession session = new StoredSession(start);
    private final StoreStub store = new StoreStub();
    /** One screen for all; each test has a store and a patient of its own. */
    private static volatile URI storeInUse = URI.create("http://127.0.0.1:1/fhir");

    private static ScreenUnderTest screen;
    private static int patients = 134418;
    private final String patient = "syn-" + patients++;

    @BeforeAll
    static void startScreen() {
        screen = ScreenUnderTest.over(() -> storeInUse, "dripline.session-screen.release-after=2s");
    }

    @BeforeEach
    void useStore() {
        storeInUse = store.base();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @AfterAll
    static void stopScreen() {
        screen.close();
    }

    @Test
    void theFirstPageHoldsTheWholeSessionAlready() {
        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now()));

        assertThat(store.observations()).as("more than one page of the store").isGreaterThan(500);
        await().untilAsserted(() -> {
            String page = get("");
            assertThat(attribute(page, "observation-count")).isEqualTo(Integer.toString(store.observations()));
            assertThat(page).contains("<b>Running</b>", "<b>52.5</b>", "<b>136/86</b>", "chart-wide", "<caption>");
        });
        assertThat(store.cacheControls).allMatch(header -> header.startsWith("no-store"));
    }

    @Test
    void whatIsStoredIsShownSoonAlsoWithAnOldStamp() {
        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now().minusSeconds(60)));
        get("");

        List<Resource> burst = session.reportsUntil(Instant.now());
        store.put(burst);
        Observation slow = session.pressure(Instant.now().truncatedTo(ChronoUnit.SECONDS), "151", "93");
        store.put(slow, Instant.now().minusSeconds(45));

        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            String live = get("session/live");
            assertThat(live).contains("<b>151/93</b>");
            assertThat(attribute(live, "observation-count")).isEqualTo(Integer.toString(store.observations()));
        });
    }

    @Test
    void anOcclusionIsShownSoon() {
        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now()));
        assertThat(get("")).contains("<b>Running</b>");

        store.put(List.of(session.stopOnOcclusion(Instant.now().truncatedTo(ChronoUnit.SECONDS))));

        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(get("session/live")).contains("<b>Paused</b>", "occlusion"));
    }

    @Test
    void aStoreThatIsAwayIsSaidAndComesBack() {
        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now()));
        get("");

        store.away = true;
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("session/live")).contains("The record cannot be reached since"));
        store.away = false;
        await().atMost(SOON).untilAsserted(() -> assertThat(get("session/live")).doesNotContain("cannot be reached"));
    }

    @Test
    void withoutASessionThePageSaysSoUntilOneBegins() {
        assertThat(get("")).contains("No infusion session under way");

        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now()));

        await().atMost(SOON).untilAsserted(() -> assertThat(get("session/live")).contains("<b>Running</b>"));
    }

    /**
     * The value is stored after the browser has asked, and yet is in the answer: news need not wait for a next poll. A
     * poll is held for less than a second, which a busy machine may need for the read alone: then the next poll is
     * tried.
     */
    @Test
    void aPollWithNothingNewWaitsForNews() throws Exception {
        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now()));
        await().atMost(SOON).untilAsserted(() -> assertThat(get("")).contains("<b>Running</b>"));

        int polls = 0;
        String news;
        String answer;
        do {
            news = (150 + polls) + "/93";
            String seen =
                    first(get("session/live"), "name=\"seen\" value=\"(\\d+)\"").group(1);
            CompletableFuture<String> poll = CompletableFuture.supplyAsync(() -> get("session/live?seen=" + seen));
            Thread.sleep(100);
            store.put(List.of(session.pressure(
                    Instant.now().truncatedTo(ChronoUnit.MILLIS), Integer.toString(150 + polls), "93")));
            answer = poll.get(SOON.toSeconds(), TimeUnit.SECONDS);
        } while (!answer.contains("<b>" + news + "</b>") && ++polls < 10);

        assertThat(answer).contains("<b>" + news + "</b>");
    }

    @Test
    void aPollRepeatsNoDrawingTheBrowserHas() {
        store.put(session.setting());
        store.put(session.reportsUntil(Instant.now()));
        get("");

        await().atMost(SOON).untilAsserted(() -> {
            String mark = first(get("session/live"), "name=\"chart\" value=\"([^\"]+)\"")
                    .group(1);
            assertThat(get("session/live?chart=" + mark))
                    .contains("<b>Running</b>")
                    .doesNotContain("<svg xmlns", "<table");
        });
    }

    @Test
    void aSessionNobodyWatchesIsLetGo() {
        store.put(session.setting());
        get("");
        assertThat(screen.feeds()).isPositive();

        await().atMost(SOON).until(() -> screen.feeds() == 0);
    }

    private String get(String path) {
        try {
            URI address = URI.create(screen.page(patient) + path);
            var answer = browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String attribute(String page, String name) {
        return first(page, "data-" + name + "=\"([^\"]*)\"").group(1);
    }

    private static MatchResult first(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().findFirst().orElseThrow();
    }
}
