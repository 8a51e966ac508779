// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.PipeParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dripline.routes.outbound.Outbox;
import org.dripline.routes.outbound.OutboxHealth;
import org.dripline.routes.outbound.OutboxSenders;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is handed over to the outbox, to a socket of somebody else. */
class OutboxIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private RoutesFixture routes;
    private Mailbox mailbox;

    @BeforeEach
    void fresh() throws IOException {
        routes = RoutesFixture.fresh();
        mailbox = new Mailbox(routes.mailboxPort, message -> Optional.of(Mailbox.ack("AA", message)));
    }

    @AfterEach
    void close() throws IOException {
        mailbox.close();
    }

    @Test
    void whatIsHandedOverIsSentInOrderUntilItIsAnswered() throws Exception {
        mailbox.close();
        for (int i = 1; i <= 3; i++) {
            send("referrer", "o-" + i);
        }
        await().atMost(SOON)
                .until(() -> routes.column("select attempts from journal.destination").stream()
                                .mapToInt(Integer::parseInt)
                                .max()
                                .orElse(0)
                        > 1);
        assertThat(routes.column("select distinct state from journal.outgoing")).containsExactly("waiting");

        mailbox = new Mailbox(routes.mailboxPort, message -> Optional.of(Mailbox.ack("AA", message)));
        awaitStates("delivered", "delivered", "delivered");
        assertThat(mailbox.received()).extracting(Mailbox::controlId).containsExactly("o-1", "o-2", "o-3");
        assertThat(mailbox.received().get(0))
                .startsWith("MSH|^~\\&|DRIPLINE||REGISTRY|REFERRER|")
                .contains("|ORU^R01^ORU_R01|o-1|P|2.6||||||UNICODE UTF-8\r");
    }

    @Test
    void whatDiedBetweenSendingAndAnswerIsSentAgainUnderTheSameControlId() throws Exception {
        mailbox.answers(message -> Optional.empty());
        send("referrer", "k-1");
        send("referrer", "k-2");
        await().atMost(SOON).until(() -> !mailbox.received().isEmpty());
        // As after a kill: nothing of the attempt is settled, and whoever starts next knows the database only.
        OutboxSenders senders = routes.context.getBean(OutboxSenders.class);
        senders.stop();
        assertThat(routes.column("select state from journal.outgoing order by id"))
                .containsOnly("waiting");
        mailbox.answers(message -> Optional.of(Mailbox.ack("AA", message)));
        senders.start();

        awaitStates("delivered", "delivered");
        List<String> ids =
                mailbox.received().stream().map(Mailbox::controlId).distinct().toList();
        assertThat(ids).containsExactly("k-1", "k-2");
        assertThat(mailbox.received().stream()
                        .filter(it -> Mailbox.controlId(it).equals("k-1"))
                        .distinct())
                .as("the same bytes")
                .hasSize(1);
        assertThat(mailbox.received()).hasSizeGreaterThan(2);
    }

    @Test
    void aLeaseIsKeptByWhoLivesAndTakenFromWhoDied() throws Exception {
        OutboxSenders senders = routes.context.getBean(OutboxSenders.class);
        senders.stop();
        try (Connection other = routes.postgres.getPostgresDatabase().getConnection();
                Statement name = other.createStatement()) {
            name.execute("set application_name = 'dripline-journal-of-another'");
            routes.update("insert into journal.destination (name, leased_to, leased_until) values"
                    + " ('referrer', 'dripline-journal-of-another', now() + interval '1 hour')"
                    + " on conflict (name) do update set leased_to = excluded.leased_to,"
                    + " leased_until = excluded.leased_until, next_attempt_at = null");
            send("referrer", "l-1");
            senders.start();
            await().during(Duration.ofSeconds(2)).until(() -> mailbox.received().isEmpty());
        }
        awaitStates("delivered");
    }

    @Test
    void anAnswerToAnotherMessageIsNoAnswer() throws Exception {
        mailbox.answers(message -> Optional.of(Mailbox.ack("AA", message.replace("|n-1|", "|n-0|"))));
        send("referrer", "n-1");
        await().atMost(SOON).until(() -> mailbox.received().size() > 1);
        assertThat(routes.column("select state from journal.outgoing")).containsExactly("waiting");
        assertThat(get("outbox")).contains("\"problem\":\"NoAnswer\"").contains("\"waiting\":1");
    }

    @Test
    void whatIsRefusedIsKeptWithItsCodesAndKeepsNothingWaiting() throws Exception {
        mailbox.answers(message -> Optional.of(
                message.contains("r-1")
                        ? Mailbox.ack(
                                "AE",
                                message,
                                "ERR||PID^1^3|204^Unknown key identifier^HL70357|E|NO_SUCH^TESTWELL|||Who is TESTWELL?\r")
                        : Mailbox.ack("AA", message)));
        send("referrer", "r-1");
        send("referrer", "r-2");
        awaitStates("refused", "delivered");
        assertThat(get("outbox"))
                .contains("\"state\":\"refused\"", "\"answer\":\"AE\"", "\"errors\":\"204 NO_SUCH at PID-1-3\"")
                .contains("\"controlId\":\"r-1\"")
                .doesNotContain("TESTWELL")
                .doesNotContain("\"controlId\":\"r-2\"");

        String id = routes.column("select id from journal.outgoing order by id").get(0);
        mailbox.answers(message -> Optional.of(Mailbox.ack("AR", message)));
        assertThat(post("outbox/referrer/" + id, "{}")).contains("\"sentAgain\":true");
        await().atMost(SOON)
                .until(() ->
                        routes.column("select answer from journal.outgoing").contains("AR"));
        assertThat(post("outbox/referrer/" + id, "{\"because\":\"faxed instead\"}"))
                .contains("\"dismissed\":true");
        awaitStates("dismissed", "delivered");
        assertThat(post("outbox/referrer/" + id, "{\"because\":\"again\"}")).contains("\"dismissed\":false");
    }

    @Test
    void enhancedModeAsksForTheAcceptAcknowledgementAlone() throws Exception {
        mailbox.answers(message -> Optional.of(Mailbox.ack(message.contains("e-2") ? "CE" : "CA", message)));
        send("registry", "e-1");
        send("registry", "e-2");
        awaitStates("delivered", "refused");
        assertThat(mailbox.received().get(0)).contains("|e-1|P|2.6|||AL|NE||8859/1\r");
    }

    @Test
    void whatCannotBeWrittenOrHasNowhereToGoIsSaidAtOnce() {
        assertThatThrownBy(() -> send("nobody", "x-1"))
                .hasMessageContaining("dripline.routes.outbox.destinations.nobody")
                .hasMessageContaining("[referrer, registry]");
        assertThatThrownBy(() -> send("registry", "x-2", "TESTWELL-\u0141"))
                .hasMessageContaining("characters that 8859/1 does not have");
        assertThat(routes.column("select id from journal.outgoing")).isEmpty();
    }

    @Test
    void aDestinationThatIsSilentForLongIsLateAndTheProcessIsUp() throws Exception {
        mailbox.close();
        send("referrer", "h-1");
        routes.update("update journal.outgoing set created_at = now() - interval '1 hour'");
        assertThat(routes.context
                        .getBean(OutboxHealth.class)
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("LATE");
        assertThat(get("health")).contains("\"status\":\"UP\"");
    }

    @Test
    void aSignedSummaryIsSentAsADocumentOnce() throws Exception {
        Composition summary = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        Composition.class,
                        Files.readString(Path.of(
                                "../profiles/src/test/resources/fhir/valid/dripline-care-summary/d01-final.json")));
        Patient patient = new Patient();
        patient.setId("syn-0001");
        patient.addIdentifier().setSystem("urn:oid:2.999.7.1").setValue("SYN-0001");
        patient.addName().setFamily("TESTWELL-ALPHA").addGiven("Synthia");
        routes.fhir.stored().put("Composition/summary-d01", summary);
        routes.fhir.stored().put("Patient/syn-0001", patient);

        assertThat(post("outbox/referrer", "{\"document\":\"Composition/summary-d01\"}"))
                .contains("\"about\":\"Composition/summary-d01/_history/1\"");
        post("outbox/referrer", "{\"document\":\"Composition/summary-d01\"}");
        awaitStates("delivered");

        assertThat(mailbox.received()).hasSize(1);
        assertThat(mailbox.received().get(0))
                .contains("|MDM^T02^MDM_T02|")
                .contains("PID|1||SYN-0001^^^SYNHOSP&2.999.7.1&ISO||TESTWELL-ALPHA^Synthia^^^^^L")
                .contains("TXA|1|DS|TX|20260204163000+0000|")
                .contains("|LA|")
                .contains("|TX|34133-9^Summary of episode note^LN|1|INDICATION AND EARLIER TREATMENTS||||||F")
                .contains("|Recurrent major depression; sertraline and venlafaxine failed.|");
        new PipeParser().parse(mailbox.received().get(0));

        summary.setStatus(Composition.CompositionStatus.PRELIMINARY);
        assertThat(post("outbox/referrer", "{\"document\":\"Composition/summary-d01\"}"))
                .contains("is not signed");
        assertThat(post("outbox/referrer", "{\"document\":\"Composition/nowhere\"}"))
                .contains("404");
    }

    private void send(String destination, String controlId) throws HL7Exception {
        send(destination, controlId, "TESTWELL-OMEGA");
    }

    private void send(String destination, String controlId, String name) throws HL7Exception {
        Message message = new PipeParser()
                .parse("MSH|^~\\&|||||20260105100000+0000||ORU^R01^ORU_R01|" + controlId + "|P|2.6\r"
                        + "PID|1||SYN-0001^^^SYNHOSP^MR||" + name + "^Synthia\r"
                        + "OBR|1|||75325-1^Symptom^LN\rOBX|1|TX|75325-1^Symptom^LN|1|none||||||F\r");
        routes.context.getBean(Outbox.class).send(destination, message, "");
    }

    private void awaitStates(String... states) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(routes.column("select state from journal.outgoing order by id"))
                        .containsExactly(states));
    }

    private String get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(actuator(path)).build());
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(actuator(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private URI actuator(String path) {
        String port = routes.context.getEnvironment().getProperty("local.management.port");
        return URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
    }

    private static String answer(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
