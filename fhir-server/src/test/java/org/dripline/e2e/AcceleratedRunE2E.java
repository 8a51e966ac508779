// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.dripline.e2e.DriplineRun.Ports;
import org.dripline.fixtures.scenario.FhirSeed;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.WindowType;

/**
 * {@code ./dripline run --speed} on the scenario with an occlusion: product and simulators keep one clock to the end.
 * While the session goes on: the app in its frame, and beside another chart.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcceleratedRunE2E {

    private static @Nullable DriplineRun started;
    private static @Nullable Chromium opened;

    @BeforeAll
    static void runTheDemo() {
        opened = Chromium.open();
        started = DriplineRun.start(
                        Ports.free(), DriplineRun.freshData("accelerated"), "--speed", "60", "--scenario", "d04")
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
    void opensOnTheScenarioThatWasAskedFor() {
        browser().resize(1280, 1000);
        assertThat(run().chart()).endsWith("/chart/host-pat-syn-0004");
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();

        assertThat(chart.text(".identity")).contains("PUMPALARM-UNIT");
        assertThat(chart.text(".demo-clock")).contains("simulated clock");
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
    @Order(3)
    void launchesInTheFrameWithThirdPartyCookiesBlocked() {
        try (Chromium strict = Chromium.openWithThirdPartyCookiesBlocked()) {
            strict.resize(1100, 900);
            Chart chart = Chart.open(strict, run().chart()).awaitLiveSession();

            assertThat(chart.text(".identity")).contains("PUMPALARM-UNIT");
        }
    }

    @Test
    @Order(4)
    void twoChartsOpenAtOnceNeverMix() {
        SessionRun other = SessionRun.startedAt(Scenario.load("D01"), Instant.now());
        new FhirSeed(URI.create(run().fhir()), run().clinic()).seed(other);
        String first = browser().driver().getWindowHandle();
        Chart.open(browser(), run().chart()).awaitLiveSession();

        browser().driver().switchTo().newWindow(WindowType.TAB);
        Chart second = Chart.open(browser(), run().chart().replace("syn-0004", "syn-0001"));
        second.await("the second patient", () -> second.text(".identity").contains("TESTWELL-ALPHA"));
        String secondApp = (String) second.script("return location.href");
        String secondTab = browser().driver().getWindowHandle();

        browser().driver().switchTo().window(first);
        Chart back = Chart.in(browser());
        back.script("location.reload()");
        back.await(
                "the first chart still shows its patient",
                () -> back.text(".identity").contains("PUMPALARM-UNIT"));
        assertThat((String) back.script("return location.href")).isNotEqualTo(secondApp);
        assertThat(back.text("body")).doesNotContain("TESTWELL-ALPHA");

        browser().driver().switchTo().window(secondTab);
        browser().driver().close();
        browser().driver().switchTo().window(first);
    }

    @Test
    @Order(5)
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
    @Order(6)
    void aFasterClockShowsTheSameSessionToItsEnd() {
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();

        chart.await(
                "the session completes",
                Duration.ofSeconds(120),
                () -> chart.pump().contains("Completed"));
        chart.await("41 mg", Duration.ofSeconds(5), () -> chart.dose().contains("41"));

        assertThat(chart.text(".card.dose")).contains("0.5").contains("100 %");
        assertThat(chart.text(".times")).contains("46:00").contains("49:00").contains("3:00");
        browser().driver().switchTo().defaultContent();
        browser().screenshot("completed-in-chart");
    }

    private static Chromium browser() {
        return Objects.requireNonNull(opened);
    }

    private static DriplineRun run() {
        return Objects.requireNonNull(started);
    }
}
