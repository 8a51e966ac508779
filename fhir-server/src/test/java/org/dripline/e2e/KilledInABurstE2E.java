// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dripline.fixtures.device.Ack;
import org.dripline.fixtures.device.Act;
import org.dripline.fixtures.device.MllpClient;
import org.dripline.fixtures.device.Sender;
import org.dripline.fixtures.device.Timeline;
import org.dripline.fixtures.scenario.FhirSeed;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.server.DriplineServer;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the product, and of its PostgreSQL, in the middle of a burst: what was acknowledged is in the
 * journal afterwards and gets charted, nothing is charted twice, and the sender's resend changes nothing.
 */
class KilledInABurstE2E {

    /** How often the pair of kills is repeated; {@code ./dripline test --long} asks for more. */
    private static final int ROUNDS = Integer.getInteger("e2e.crash-rounds", 1);

    /** Messages of one burst; the kill comes when a third of them is acknowledged. */
    private static final int BURST = 160;

    private static final long TWO_GIGABYTES = 2L * 1024 * 1024 * 1024;

    @Test
    void whatWasAcknowledgedIsChartedOnce(@TempDir Path folder) throws Exception {
        try (DriplineServer server = DriplineServer.in(folder)
                .with(
                        "--dripline.app.enabled=false",
                        "--dripline.routes.identifier-systems.SYNHOSP=" + SessionRun.MRN_SYSTEM)
                .start()) {
            for (int round = 0; round < ROUNDS; round++) {
                Instant start = Instant.now().minus(Duration.ofHours(2L + round * 2L));
                killAndCompare(server, SessionRun.startedAt(Scenario.load("D01"), start), killed -> {
                    killed.killProduct();
                    assertThat(killed.postgresPid()).isPositive();
                    killed.start();
                    assertThat(killed.log()).contains("postgres adopted");
                });
                killAndCompare(server, SessionRun.startedAt(Scenario.load("D04"), start), DriplineServer::killPostgres);
            }
            assertThat(server.residentBytes()).isLessThan(TWO_GIGABYTES);

            server.stop();
            assertThat(server.log()).contains("postgres stopped");
            assertThat(server.postgresPid()).isEqualTo(-1);
        }
    }

    private static void killAndCompare(DriplineServer server, SessionRun run, Consumer<DriplineServer> kill)
            throws Exception {
        new FhirSeed(server.fhir()).seed(run);
        Timeline timeline = Timeline.of(run);
        Map<String, Act.Message> distinct = new LinkedHashMap<>();
        timeline.messages().stream().limit(BURST).forEach(message -> distinct.put(message.controlId(), message));

        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch inTheMiddle = new CountDownLatch(distinct.size() / 3);
        List<Thread> devices = new ArrayList<>();
        for (Sender sender : Sender.values()) {
            Thread device = new Thread(() -> sendUntilKilled(server, sender, distinct, acknowledged, inTheMiddle));
            device.start();
            devices.add(device);
        }
        assertThat(inTheMiddle.await(2, TimeUnit.MINUTES))
                .as("a third of the burst is acknowledged")
                .isTrue();
        kill.accept(server);
        for (Thread device : devices) {
            device.join();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(distinct.size() / 3);

        ProductClient product = new ProductClient(server.fhir(), server.management());
        product.awaitCharted(List.copyOf(acknowledged), Duration.ofMinutes(3));

        // The senders come back and send everything once more, as senders do that are not sure.
        try (MllpClient again = MllpClient.tireless("127.0.0.1", server.mllpPort())) {
            for (Act.Message message : distinct.values()) {
                assertThat(again.send(message.bytes()).accepted()).isTrue();
            }
        }
        product.awaitCharted(distinct.keySet(), Duration.ofMinutes(3));

        for (String controlId : distinct.keySet()) {
            List<JsonNode> entries = product.journal(controlId);
            assertThat(entries)
                    .filteredOn(entry -> entry.path("state").asText().equals("charted"))
                    .hasSize(1);
        }
        List<Observation> stored = product.observations(run.encounterId());
        Map<String, Long> facts = stored.stream()
                .filter(observation -> observation.getIdElement().getIdPart().matches("(hr|bp|spo2|rr|ps|pe)-.*"))
                .collect(Collectors.groupingBy(
                        observation -> observation.getIdElement().getIdPart().replaceAll("-.*", " ")
                                + observation.getEffectiveDateTimeType().getValueAsString()
                                + (observation.hasValueCodeableConcept()
                                        ? " "
                                                + observation
                                                        .getValueCodeableConcept()
                                                        .getCodingFirstRep()
                                                        .getCode()
                                        : "")
                                // What a pump says of itself and of its channel at one time are two facts.
                                + observation.getComponent().stream()
                                        .map(component -> " "
                                                + component
                                                        .getCode()
                                                        .getCodingFirstRep()
                                                        .getCode())
                                        .collect(Collectors.joining()),
                        Collectors.counting()));
        assertThat(stored).hasSizeGreaterThan(distinct.size());
        assertThat(stored)
                .allSatisfy(observation ->
                        assertThat(observation.getMeta().getVersionId()).isEqualTo("1"));
        assertThat(facts).allSatisfy((fact, times) -> assertThat(times).as(fact).isEqualTo(1L));
    }

    private static void sendUntilKilled(
            DriplineServer server,
            Sender sender,
            Map<String, Act.Message> messages,
            List<String> acknowledged,
            CountDownLatch inTheMiddle) {
        try (MllpClient client =
                new MllpClient("127.0.0.1", server.mllpPort(), Duration.ofSeconds(10), Duration.ofMillis(100), 1)) {
            for (Act.Message message : messages.values()) {
                if (message.sender() != sender) {
                    continue;
                }
                Ack ack = client.send(message.bytes());
                if (!ack.accepted()) {
                    return;
                }
                acknowledged.add(message.controlId());
                inTheMiddle.countDown();
            }
        } catch (IOException killed) {
            // What was not acknowledged is the sender's to send again; that is what this test does next.
            assertThat(inTheMiddle.getCount())
                    .as("messages to go before the kill")
                    .isZero();
        }
    }
}
