// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.server.MovableClock;
import org.dripline.server.RoutesBeside;
import org.dripline.server.ServerContext;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Every scenario through the running product: devices over MLLP, all else as FHIR writes, on the clinical clock; every
 * expected number, issue, refusal and resource, no issue above info that its file does not list, and no exception.
 */
@ResourceLock("server")
@ResourceLock("smart-server") // what is refused there on purpose stands in the log that is listened to here
class ScenariosIT extends ServerContext {

    private static @Nullable RoutesBeside routes;

    @Autowired
    private Environment environment;

    @Autowired
    private MovableClock clock;

    static List<String> ids() throws IOException {
        try (Stream<Path> files = Files.list(YamlFile.FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[A-Z]\\d+\\.yaml"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .sorted()
                    .toList();
        }
    }

    @BeforeEach
    void productRuns() {
        if (routes == null) {
            routes = RoutesBeside.start(
                    environment,
                    base(),
                    "--dripline.routes.identifier-systems.SYNHOSP=" + SessionRun.MRN_SYSTEM,
                    "--dripline.routes.identifier-systems.SYNVISIT=" + SessionRun.VISIT_SYSTEM);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::protocolsAreThere);
        }
    }

    /** The shipped protocols are stored in the background of the first start. */
    private boolean protocolsAreThere() {
        return List.of("common-limits", "mood-standard", "maintenance-three-to-five-weeks", "pain-outpatient").stream()
                .allMatch(id -> {
                    try {
                        client().read()
                                .resource(PlanDefinition.class)
                                .withId(id)
                                .execute();
                        return true;
                    } catch (ResourceNotFoundException notYet) {
                        return false;
                    }
                });
    }

    @AfterEach
    void timeRunsAgain() {
        clock.runAgain();
    }

    @AfterAll
    static void routesStop() {
        if (routes != null) {
            routes.close();
            routes = null;
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    @DisplayName("D01 to D12, from the devices' first message to the last figure")
    void everyLineComesTrue(String id) {
        String own = Long.toString(System.nanoTime() % 60_000_000L, 36).toLowerCase(Locale.ROOT);
        try (LoggedTrouble trouble = LoggedTrouble.listening()) {
            new ScenarioPlay(id, YamlFile.read(id + ".yaml"), own, client(), Objects.requireNonNull(routes), clock)
                    .play();
            assertThat(trouble.lines()).as("errors and exceptions in the log").isEmpty();
        }
    }
}
