// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
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
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the product, and of its PostgreSQL, in the middle of a burst: what was acknowledged is in the
 * journal afterwards and gets charted, nothing is charted twice, and the sender's resend changes nothing. A document
 * that was sent and not answered before the kill is sent again after it, at once.
 */
class KilledInABurstE2E {

    /** How often the pair of kills is repeated; {@code ./dripline test --long} asks for more. */
    private static final int ROUNDS = Integer.getInteger("e2e.crash-rounds", 1);

    /** Messages of one burst; the kill comes when a third of them is acknowledged. */
    private static final int BURST = 100;

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final long TWO_GIGABYTES = 2L * 1024 * 1024 * 1024;

    @Test
    void whatWasAcknowledgedIsChartedOnce(@TempDir Path folder) throws Exception {
        try (SlowReferrer referrer = new SlowReferrer();
                DriplineServer server = DriplineServer.in(folder)
                        .with(
                                "--dripline.app.enabled=false",
                                "--dripline.routes.outbox.destinations.referrer.host=127.0.0.1",
                                "--dripline.routes.outbox.destinations.referrer.port=" + referrer.port(),
                                // Longer than this test: what the killed process held must not be waited for.
                                "--dripline.routes.outbox.destinations.referrer.answer-timeout=10m",
                                "--dripline.routes.identifier-systems.SYNHOSP=" + SessionRun.MRN_SYSTEM)
                        .start()) {
            sendDocument(server);
            await().atMost(SOON).until(() -> referrer.received().size() == 1);
            for (int round = 0; round < ROUNDS; round++) {
                Instant start = Instant.now().minus(Duration.ofHours(2L + round * 2L));
                killAndCompare(server, SessionRun.startedAt(Scenario.load("D01"), start), killed -> {
                    killed.killProduct();
                    referrer.answersFromNowOn();
                    assertThat(killed.postgresPid()).isPositive();
                    killed.start();
                    assertThat(killed.log()).contains("postgres adopted");
                });
                killAndCompare(server, SessionRun.startedAt(Scenario.load("D04"), start), DriplineServer::killPostgres);
            }
            assertThat(referrer.received().stream().distinct())
                    .as(
                            "what was sent and not answered before the kill comes again, the same bytes under the same MSH-10")
                    .hasSize(1);
            assertThat(referrer.received()).hasSize(2);
            assertThat(outbox(server, HttpRequest.newBuilder()))
                    .contains("\"destination\":\"referrer\"", "\"waiting\":0", "\"refused\":0");
            assertThat(server.residentBytes()).isLessThan(TWO_GIGABYTES);

            server.stop();
            assertThat(server.log()).contains("postgres stopped");
            assertThat(server.postgresPid()).isEqualTo(-1);
        }
    }

    /** A signed document, for a destination that is silent. */
    private static void sendDocument(DriplineServer server) throws IOException, InterruptedException {
        Patient patient = new Patient();
        patient.setId("syn-9101");
        patient.addIdentifier().setSystem(SessionRun.MRN_SYSTEM).setValue("SYN-9101");
        patient.addName().setFamily("TESTWELL-REFERRED").addGiven("Synthia");
        Composition document = new Composition();
        document.setId("summary-9101");
        document.setStatus(Composition.CompositionStatus.FINAL)
                .setSubject(new Reference("Patient/syn-9101"))
                .setDate(new Date())
                .setTitle("Summary of ketamine infusions");
        document.getType().addCoding().setSystem("http://loinc.org").setCode("34133-9");
        document.addAuthor().setDisplay("Dr. Ordina TEST-PRESCRIBER");
        document.addAttester()
                .setMode(Composition.CompositionAttestationMode.LEGAL)
                .setTime(new Date())
                .setParty(new Reference().setDisplay("Dr. Ordina TEST-PRESCRIBER"));
        Composition.SectionComponent section = document.addSection();
        section.setTitle("Indication");
        section.getText().setStatus(Narrative.NarrativeStatus.GENERATED);
        section.getText()
                .setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Recurrent major depression.</p></div>");
        new ProductClient(server.fhir(), server.management()).store(List.of(patient, document));
        assertThat(outbox(
                        server,
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"document\":\"Composition/summary-9101\"}")),
                        "/referrer"))
                .contains("Composition/summary-9101/_history/1");
    }

    private static String outbox(DriplineServer server, HttpRequest.Builder request, String... more)
            throws IOException, InterruptedException {
        URI outbox = URI.create(server.management() + "/outbox" + String.join("", more));
        return HttpClient.newHttpClient()
                .send(request.uri(outbox).build(), HttpResponse.BodyHandlers.ofString())
                .body();
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
