// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dripline.e2e.DriplineRun.Ports;
import org.junit.jupiter.api.Test;

/**
 * {@code ./dripline run --speed} on the scenario with an occlusion: product and simulators keep one clock to the end.
 */
class AcceleratedRunE2E {

    @Test
    void aFasterClockShowsTheSameSessionToItsEnd() {
        try (Chromium browser = Chromium.open();
                DriplineRun run = DriplineRun.start(
                                Ports.free(),
                                DriplineRun.freshData("accelerated"),
                                "--speed",
                                "60",
                                "--scenario",
                                "d04")
                        .awaitChart()) {
            browser.resize(1280, 1000);
            assertThat(run.chart()).endsWith("/chart/host-pat-syn-0004");
            Chart chart = Chart.open(browser, run.chart()).awaitLiveSession();
            assertThat(chart.text(".identity")).contains("PUMPALARM-UNIT");
            assertThat(chart.text(".demo-clock")).contains("simulated clock");

            chart.await(
                    "the session completes",
                    Duration.ofSeconds(120),
                    () -> chart.pump().contains("Completed"));
            chart.await("41 mg", Duration.ofSeconds(5), () -> chart.dose().contains("41"));

            assertThat(chart.text(".card.dose")).contains("0.5").contains("100 %");
            assertThat(chart.text(".times")).contains("46:00").contains("49:00").contains("3:00");
            browser.driver().switchTo().defaultContent();
            browser.screenshot("completed-in-chart");
        }
    }
}
