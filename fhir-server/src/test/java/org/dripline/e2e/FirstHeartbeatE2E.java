// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dripline.e2e.DriplineRun.Ports;
import org.dripline.fixtures.scenario.FhirSeed;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import org.openqa.selenium.WindowType;

/**
 * What a person sees after {@code ./dripline run}: a chart without a login, the app in its frame on another site, a
 * running infusion, keys that show at once, and Ctrl-C that ends all of it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("it measures how soon a key shows")
class FirstHeartbeatE2E {

    private static final Duration KEY_TO_SCREEN = Duration.ofSeconds(3);

    private static @Nullable DriplineRun started;
    private static @Nullable Chromium opened;

    @BeforeAll
    static void runTheDemo() {
        opened = Chromium.open();
        started = DriplineRun.start(Ports.free(), DriplineRun.freshData("heartbeat"))
                .awaitChart();
    }

    @AfterAll
    static void stopTheDemo() {
        if (opened != null) {
            opened.close();
        }
        if (started != null) {
            started.close();
        }
    }

    @Test
    @Order(1)
    void opensOnARunningInfusionWithoutALogin() {
        browser().resize(1280, 1000);
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();
        chart.await("twenty minutes of infusion", () -> minimumDose(chart).compareTo(new BigDecimal("17.4")) >= 0);

        assertThat(URI.create(run().chart()).getHost()).isEqualTo("127.0.0.1");
        assertThat(chart.script("return location.hostname")).isEqualTo("localhost");
        assertThat(chart.pump()).contains("Running");
        assertThat(chart.text(".card.pump")).contains("52.5").contains("mL/h");
        assertThat(minimumDose(chart)).isLessThan(new BigDecimal("35"));
        assertThat(chart.text(".identity"))
                .contains("TESTWELL-ALPHA")
                .contains("SYN-0001")
                .contains("1984");
        for (String vital : List.of("bp", "hr", "spo2", "rr")) {
            chart.await(
                    vital + " with its age",
                    () -> chart.vital(vital).matches("(?s)\\d.*")
                            && !chart.text(".vital-" + vital + " .card-age").isBlank());
        }
        assertThat(chart.text(".intended-use"))
                .contains("Record and overview only. Bedside monitor and pump alarms come first. Values may be late.");
        browser().driver().switchTo().defaultContent();
        browser().screenshot("session-in-chart");
        assertThat(run().age()).as("started with nothing to build").isLessThan(Duration.ofMinutes(4));
    }

    @Test
    @Order(2)
    void tokensStayOnTheServer() {
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();

        assertThat(chart.script("return document.cookie")).isEqualTo("");
        assertThat(chart.script("return localStorage.length + sessionStorage.length"))
                .isEqualTo(0L);
        assertThat((String) chart.script("return document.documentElement.outerHTML + location.href"))
                .doesNotContain("eyJ")
                .doesNotContain("access_token");
    }

    @Test
    @Order(4)
    void aRaisedPressureShowsWithinThreeSeconds() {
        browser().resize(1280, 1000);
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();

        run().press('b');

        chart.await(
                "182/112 on the screen", KEY_TO_SCREEN, () -> chart.vital("bp").contains("182/112"));
    }

    @Test
    @Order(5)
    void anOcclusionShowsWithinThreeSecondsAndSoDoesItsEnd() {
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();

        run().press('o');
        chart.await("the pump is paused", KEY_TO_SCREEN, () -> chart.pump().contains("Paused"));
        assertThat(chart.text(".card.pump").toLowerCase(java.util.Locale.ROOT)).contains("occlusion");
        browser().driver().switchTo().defaultContent();
        browser().screenshot("occlusion-in-chart");

        Chart again = Chart.in(browser());
        run().press('o');
        again.await("the pump runs again", KEY_TO_SCREEN, () -> again.pump().contains("Running"));
    }

    @Test
    @Order(6)
    void anUnpluggedMonitorShowsUnknownWithinThreeSeconds() {
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();

        run().press('u');
        chart.await("heart rate unknown", KEY_TO_SCREEN, () -> chart.vital("hr").contains("unknown"));
        assertThat(chart.vital("spo2")).contains("unknown");
        assertThat(chart.vital("rr")).contains("unknown");
        browser().driver().switchTo().defaultContent();
        browser().screenshot("unplugged-in-chart");

        Chart again = Chart.in(browser());
        run().press('u');
        again.await(
                "heart rate back",
                Duration.ofSeconds(15),
                () -> again.vital("hr").matches("(?s)\\d.*"));
    }

    @Test
    @Order(7)
    void launchesInTheFrameWithThirdPartyCookiesBlocked() {
        try (Chromium strict = Chromium.openWithThirdPartyCookiesBlocked()) {
            strict.resize(1100, 900);
            Chart chart = Chart.open(strict, run().chart()).awaitLiveSession();

            assertThat(chart.text(".identity")).contains("TESTWELL-ALPHA");
        }
    }

    @Test
    @Order(8)
    void twoChartsOpenAtOnceNeverMix() {
        SessionRun other = SessionRun.startedAt(Scenario.load("D04"), Instant.now());
        new FhirSeed(URI.create(run().fhir()), run().clinic()).seed(other);
        String first = browser().driver().getWindowHandle();
        Chart.open(browser(), run().chart()).awaitLiveSession();

        browser().driver().switchTo().newWindow(WindowType.TAB);
        Chart second = Chart.open(browser(), run().chart().replace("syn-0001", "syn-0004"));
        second.await("the second patient", () -> second.text(".identity").contains("PUMPALARM-UNIT"));
        String secondApp = (String) second.script("return location.href");
        String secondTab = browser().driver().getWindowHandle();

        browser().driver().switchTo().window(first);
        Chart back = Chart.in(browser());
        back.script("location.reload()");
        back.await(
                "the first chart still shows its patient",
                () -> back.text(".identity").contains("TESTWELL-ALPHA"));
        assertThat((String) back.script("return location.href")).isNotEqualTo(secondApp);
        assertThat(back.text("body")).doesNotContain("PUMPALARM-UNIT");

        browser().driver().switchTo().window(secondTab);
        browser().driver().close();
        browser().driver().switchTo().window(first);
    }

    @Test
    @Order(9)
    void aForeignHostIsRefusedInASentence() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:"
                                        + run().ports().http()
                                        + "/app/launch?iss=https%3A%2F%2Fforeign.invalid%2Ffhir&launch=anything"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This EHR is not one that may open Dripline here");
    }

    @Test
    @Order(10)
    void aStoredPressureShowsWithinTwoSeconds() {
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();
        ProductClient product = run().client();
        Observation pressure = StoredHeartRates.pressure(product.encounterUnderWay("syn-0001"), 143, 91, Instant.now());

        chart.await("the pump's state", () -> chart.pump().contains("Running"));
        product.store(List.of(pressure));

        chart.await(
                "143/91 on the screen",
                Duration.ofSeconds(2),
                () -> chart.vital("bp").contains("143/91"));
    }

    /**
     * The stamp a search could resume from is set before the commit, so a reader that trusts it loses what a slow
     * writer commits late. Large and small transactions run beside each other here, and afterwards the screen must hold
     * exactly what the store holds.
     */
    @Test
    @Order(11)
    void theScreenMissesNothingOfConcurrentTransactions() throws Exception {
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();
        ProductClient product = run().client();
        String encounter = product.encounterUnderWay("syn-0001");
        Instant longAgo = Instant.now().minus(Duration.ofMinutes(50));
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            Future<?> large = writers.submit(() -> {
                for (int i = 0; i < 8; i++) {
                    product.store(StoredHeartRates.of("large-" + i, 100, encounter, longAgo));
                }
            });
            Future<?> small = writers.submit(() -> {
                for (int i = 0; i < 80; i++) {
                    product.store(StoredHeartRates.of("small-" + i, 1, encounter, longAgo));
                }
            });
            large.get(3, TimeUnit.MINUTES);
            small.get(3, TimeUnit.MINUTES);
        } finally {
            writers.shutdownNow();
        }

        chart.await("the screen holds what the store holds", Duration.ofSeconds(10), () -> {
            List<Observation> stored = product.observations(encounter);
            return stored.size() > 880
                    && chart.attribute(".live", "data-observation-count").equals(Integer.toString(stored.size()))
                    && chart.attribute(".live", "data-observation-digest").equals(StoredHeartRates.digest(stored));
        });
    }

    @Test
    @Order(12)
    void aSentMessageSaysWhatItBecameAndWhere() throws Exception {
        ScriptE2E.Outcome outcome = ScriptE2E.send(
                run().ports(),
                run().data(),
                Path.of(
                        "..",
                        "fixtures/src/main/resources/org/dripline/fixtures/hl7v2/generic/monitor-one-bad-value.hl7"));

        assertThat(outcome.output())
                .contains("CA")
                .contains("charted")
                .contains("withheld")
                .contains(run().fhir() + "/Observation/");
        assertThat(outcome.code()).isZero();
    }

    @Test
    @Order(20)
    void ctrlCStopsAllOfItCleanly() {
        List<ProcessHandle> all = run().processes();
        assertThat(all).hasSizeGreaterThanOrEqualTo(3);

        int code = run().interrupt();

        assertThat(code).isEqualTo(130);
        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(run().lines()).noneMatch(line -> line.contains("Exception"));
    }

    private static BigDecimal minimumDose(Chart chart) {
        String figure = chart.dose().replaceAll("[^0-9.]", "");
        return figure.isEmpty() || ".".equals(figure) ? BigDecimal.ZERO : new BigDecimal(figure);
    }

    private static Chromium browser() {
        return Objects.requireNonNull(opened);
    }

    private static DriplineRun run() {
        return Objects.requireNonNull(started);
    }
}
