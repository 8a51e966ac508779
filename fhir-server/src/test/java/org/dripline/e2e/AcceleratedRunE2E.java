// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dripline.e2e.DriplineRun.Ports;
import org.dripline.server.storage.OperatorsPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * {@code ./dripline run --speed} on the scenario with an occlusion: product and simulators keep one clock to the end.
 * On the operator's PostgreSQL, as a hospital runs it; the other end-to-end tests run on the embedded one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcceleratedRunE2E {

    @TempDir
    private static @Nullable Path folder;

    private static @Nullable OperatorsPostgres postgres;
    private static @Nullable DriplineRun started;
    private static @Nullable Chromium opened;

    @BeforeAll
    static void runTheDemo() throws IOException {
        postgres = OperatorsPostgres.in(
                Files.createDirectory(Objects.requireNonNull(folder).resolve("operators-postgres")));
        opened = Chromium.open();
        started = DriplineRun.start(
                        postgres.environment(),
                        Ports.free(),
                        DriplineRun.freshData("accelerated"),
                        "--speed",
                        "60",
                        "--scenario",
                        "d04")
                .awaitChart();
    }

    @AfterAll
    static void stopTheDemo() {
        try {
            if (opened != null) {
                opened.close();
            }
            if (started != null) {
                started.close();
            }
        } finally {
            if (postgres != null) {
                postgres.close();
            }
        }
    }

    /** While the infusion goes on, since its end has to be waited for. */
    @ParameterizedTest
    @ValueSource(ints = {360, 768, 980, 1100, 1600})
    @Order(1)
    void isLegibleAndAccessibleAtEveryWidth(int width) {
        browser().resize(width, 1000);
        // The app in a tab of its own, so that it is as wide as the window.
        browser().driver().get(run().chart() + "/open");
        new WebDriverWait(browser().driver(), Duration.ofSeconds(30))
                .until(driver -> !driver.findElements(By.cssSelector(".live[data-mode=live]"))
                        .isEmpty());

        assertThat(browser()
                        .driver()
                        .executeScript(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("horizontal overflow in px")
                .isEqualTo(0L);
        List<Rule> serious = new AxeBuilder()
                .analyze(browser().driver()).getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .toList();
        assertThat(serious)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
        browser().screenshot("session-" + width);
    }

    @Test
    @Order(2)
    void aFasterClockShowsTheSameSessionToItsEnd() {
        browser().resize(1280, 1000);
        assertThat(run().chart()).endsWith("/chart/host-pat-syn-0004");
        Chart chart = Chart.open(browser(), run().chart()).awaitLiveSession();
        assertThat(chart.text(".identity")).contains("PUMPALARM-UNIT");
        assertThat(chart.text(".demo-clock")).contains("simulated clock");

        chart.await(
                "the session completes",
                Duration.ofSeconds(120),
                () -> chart.pump().contains("Completed"));
        chart.await("41 mg", Duration.ofSeconds(5), () -> chart.dose().contains("41"));

        assertThat(chart.text(".card.dose")).contains("0.5").contains("100 %");
        assertThat(chart.text(".times")).contains("46:00").contains("49:00").contains("3:00");
        browser().driver().switchTo().defaultContent();
        browser().screenshot("completed-in-chart");
        assertThat(run().data().resolve("postgres"))
                .as("a PostgreSQL of the product's own")
                .doesNotExist();
    }

    private static Chromium browser() {
        return Objects.requireNonNull(opened);
    }

    private static DriplineRun run() {
        return Objects.requireNonNull(started);
    }
}
