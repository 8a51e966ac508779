// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.PipeParser;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dripline.routes.charting.VendorFixtures;
import org.dripline.routes.outbound.Outbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;

/**
 * With everything at TRACE (as the fixture was configured at its start) nothing of a patient reaches the log: no
 * identifier, no name, no value.
 */
class NoPhiInLogsIT {

    /** Odd enough to be found nowhere by chance. */
    private static final List<String> PATIENT_DATA =
            List.of("SYN-775533", "TESTWELL-OMEGA", "Fakename", "V-134418", "133.771", "Odd-Drug-Label-9917");

    private final Recorder recorder = new Recorder();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private RoutesFixture routes;

    @BeforeEach
    void listen() {
        routes = RoutesFixture.fresh();
        routes.logAt(LogLevel.TRACE);
        recorder.start();
        root.addAppender(recorder);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(recorder);
    }

    @Test
    void nothingOfAPatientIsLogged() throws IOException {
        assertThat(root.isTraceEnabled()).isTrue();
        String charted = Messages.heartRate("phi-1", "SYN-775533", "133.771");
        String drug = Messages.monitor(
                "phi-2", "SYN-775533", "ST|184514^MDC_DRUG_NAME_LABEL^MDC|1.1.2.1|Odd-Drug-Label-9917||||||R");
        try (MllpSocket socket = routes.socket()) {
            socket.send(charted);
            awaitStates("parked/PATIENT_UNKNOWN");
            routes.fhir.admit("SYN-775533", "pat-775533");
            routes.fhir.answerWith(500);
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            routes.fhir.answerWith(200);
            awaitStates("charted");
            socket.send(drug);
            awaitStates("charted", "charted");
            socket.send(charted.replace("|133.771|", "|not 133.771|").replace("phi-1", "phi-3"));
            awaitStates("charted", "charted", "quarantined/NOTHING_READABLE");
            socket.send(charted.replace("MSH|^~\\&|", "MSH|||").replace("phi-1", "phi-4"));
            socket.write(MllpSocket.bytes("PID|||SYN-775533||TESTWELL-OMEGA\r"));
            socket.write(MllpSocket.bytes("\u000b" + charted.substring(0, 330)));
            assertThat(socket.read()).contains("FRAME_INCOMPLETE");
        }
        send(charted.replace("phi-1", "phi-5"));
        assertThat(recorder.lines).isNotEmpty();
        assertThat(recorder.lines).noneMatch(line -> PATIENT_DATA.stream().anyMatch(line::contains));
    }

    /** Out again, to somebody who is silent first and then refuses it in its own words. */
    private void send(String message) throws IOException {
        AtomicInteger times = new AtomicInteger();
        try (Mailbox mailbox = new Mailbox(
                routes.mailboxPort,
                it -> times.getAndIncrement() == 0
                        ? Optional.empty()
                        : Optional.of(
                                Mailbox.ack("AE", it, "ERR|||207|E|Fakename|||SYN-775533 is TESTWELL-OMEGA\r")))) {
            routes.context.getBean(Outbox.class).send("referrer", new PipeParser().parse(message), "");
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            routes.column("select state from journal.outgoing").contains("refused"));
        } catch (HL7Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Test
    void nothingOfAnyFixtureIsLogged() throws IOException {
        List<Path> files =
                new ArrayList<>(VendorFixtures.messages(Path.of("src/test/resources/org/dripline/routes/charting")));
        for (Path folder : VendorFixtures.folders()) {
            files.addAll(VendorFixtures.messages(folder));
        }
        List<byte[]> messages = new ArrayList<>();
        for (Path file : files) {
            messages.add(Files.readAllBytes(file));
        }
        messages.addAll(ofEhrs());
        Set<String> telling = new TreeSet<>();
        try (MllpSocket socket = routes.socket()) {
            for (byte[] bytes : messages) {
                telling.addAll(ofThePatient(MessageText.of(bytes)));
                socket.write(MllpSocket.frame(bytes));
                socket.read();
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(routes.states()).hasSize(messages.size()).doesNotContain("received"));
        // And once more with somebody to chart them for.
        telling.stream()
                .filter(each -> each.startsWith("SYN-"))
                .forEach(each -> routes.fhir.admit(each, "pat-" + each));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> routes.states().stream().noneMatch("parked/PATIENT_UNKNOWN"::equals));
        assertThat(routes.states()).filteredOn("charted"::equals).hasSizeGreaterThan(60);
        assertThat(telling)
                .contains("SYN-0001", "TESTWELL-ALPHA", "Synthia", "V-D01", "Ketamine", "19840311")
                .contains("1 Invented Lane", "0100001", "Infuse over forty minutes", "Patient is ill");
        assertThat(recorder.lines).isNotEmpty();
        assertThat(recorder.lines).noneMatch(line -> telling.stream().anyMatch(line::contains));
    }

    /** A file has what one hospital sends, one message after the other. */
    private static List<byte[]> ofEhrs() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of("../fixtures/src/main/resources/org/dripline/fixtures/hl7v2"))) {
            for (Path folder : folders.filter(
                            it -> String.valueOf(it.getFileName()).startsWith("ehr-"))
                    .sorted()
                    .toList()) {
                for (Path file : VendorFixtures.messages(folder)) {
                    for (String message : Files.readString(file).split("(?m)^(?=MSH)")) {
                        if (!message.isBlank()) {
                            messages.add(message.strip().replace("\n", "\r").getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        }
        assertThat(messages).hasSizeGreaterThan(50);
        return messages;
    }

    /**
     * Identifiers, names, birth, address, visit, drug, alert texts, reasons and notes of a message; not its numbers,
     * which a duration may equal, nor words of the standard such as {@code start}.
     */
    private static Set<String> ofThePatient(String message) {
        Set<String> telling = new TreeSet<>();
        for (String segment : message.split("[\r\n]+")) {
            String[] fields = Arrays.copyOf(segment.split("\\|", -1), 32);
            Arrays.setAll(fields, at -> fields[at] == null ? "" : fields[at]);
            switch (fields[0]) {
                case "PID" -> {
                    for (String identifier : fields[3].split("~")) {
                        telling.add(identifier.split("\\^")[0]);
                    }
                    telling.addAll(List.of(fields[5].split("\\^", 3)).subList(0, fields[5].contains("^") ? 2 : 0));
                    telling.add(fields[7]);
                    telling.add(component(fields[11], 1));
                    telling.add(component(fields[13], 7));
                    telling.add(component(fields[14], 7));
                }
                case "PV1" -> telling.add(component(fields[19], 1));
                case "SCH" -> telling.add(component(fields[6], 2));
                case "RXE" -> telling.add(component(fields[7], 2));
                case "NTE" -> telling.add(fields[3]);
                case "OBX" -> {
                    if (fields[3].matches("(184514|68546)\\^.*")) {
                        telling.add(fields[5]);
                    }
                }
                default -> {}
            }
        }
        // Nothing, HL7's explicit null, and how an EHR calls whom nobody knows.
        telling.removeAll(Set.of("", "\"\"", "UNKNOWN"));
        return telling;
    }

    private static String component(String field, int number) {
        String[] components = field.split("\\^", -1);
        return number <= components.length ? components[number - 1] : "";
    }

    private void awaitStates(String... states) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly(states));
    }

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().startsWith("com.sun.net.httpserver")) {
                // The pretended FHIR server's own.
                return;
            }
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + thrown);
        }
    }
}
