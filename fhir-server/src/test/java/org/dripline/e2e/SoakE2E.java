// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dripline.fixtures.device.Act;
import org.dripline.fixtures.device.Player;
import org.dripline.fixtures.device.Timeline;
import org.dripline.fixtures.scenario.FhirSeed;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.server.DriplineServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Session after session for as many minutes as {@code -De2e.soak-minutes} says ({@code ./dripline test --long}):
 * everything is charted, and the process stays below its two gigabytes.
 */
@Tag("long")
@Isolated("it measures the product under a steady load")
class SoakE2E {

    private static final long TWO_GIGABYTES = 2L << 30;

    @Test
    void sessionAfterSessionIsChartedInBoundedMemory(@TempDir Path folder) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(Long.getLong("e2e.soak-minutes", 30)));
        try (DriplineServer server = DriplineServer.in(folder)
                .with("--dripline.routes.identifier-systems.SYNHOSP=" + SessionRun.MRN_SYSTEM)
                .start()) {
            ProductClient product = new ProductClient(server.fhir(), server.management());
            FhirSeed seed = new FhirSeed(server.fhir());
            for (int round = 1; Instant.now().isBefore(end); round++) {
                Instant start = Instant.now().minus(Duration.ofHours(3L * round));
                for (String id : List.of("D01", "D04")) {
                    Timeline timeline = Timeline.of(SessionRun.startedAt(Scenario.load(id), start));
                    seed.seed(timeline.run());
                    try (Player player = new Player("127.0.0.1", server.mllpPort(), seed::put)) {
                        player.playAll(timeline);
                    }
                    product.awaitCharted(
                            timeline.messages().stream()
                                    .map(Act.Message::controlId)
                                    .distinct()
                                    .toList(),
                            Duration.ofMinutes(5));
                }
                assertThat(server.residentBytes())
                        .as("resident after round " + round)
                        .isLessThan(TWO_GIGABYTES);
            }
        }
    }
}
