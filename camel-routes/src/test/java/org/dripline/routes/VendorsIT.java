// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vendor's file says holds from the socket to the chart, and follows the file without a restart. */
class VendorsIT {

    private static final String OURS = """
            name: ours
            title: A synthetic drop counter
            basis: { site: { kind: site, what: A test } }
            identity: [{ application: SYN_DROP, basis: site }]
            codes: [{ sent: "0041", name: PULSE, means: "149530", basis: site }]
            """;

    private RoutesFixture routes;
    private Path file;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
        routes.fhir.admit("SYN-0960", "pat-960");
        file = routes.vendors.resolve("ours.yaml");
    }

    @AfterEach
    void clean() throws Exception {
        Files.deleteIfExists(file);
        ask("POST");
    }

    @Test
    void aShiftedHeaderIsAnsweredByItsOwnControlId() throws IOException {
        String message = Messages.heartRateFrom("MINDRAY_D", "v-1", "SYN-0960", "61")
                .replace("+0000||ORU^R01", "+0000|||ORU^R01");
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(message)).contains("MSA|CA|v-1\r");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("charted"));
        assertThat(routes.column("select control_id || ' ' || message_type from journal.entry"))
                .containsExactly("v-1 ORU^R01");
    }

    @Test
    void aControlIdThatNeverChangesIsNotFlagged() throws IOException {
        String message = Messages.heartRateFrom("VSP", "v-2", "SYN-0960", "61")
                .replace("EUI-64||||2026", "EUI-64|GE Healthcare|||2026");
        try (MllpSocket socket = routes.socket()) {
            socket.send(message);
            socket.send(message.replace("|61|", "|62|"));
            socket.send(message.replace("VSP", "SIM"));
            socket.send(message.replace("VSP", "SIM").replace("|61|", "|62|"));
        }
        assertThat(routes.column("select coalesce(flag, '-') from journal.entry order by id"))
                .containsExactly("-", "-", "-", "CONTROL_ID_REUSED");
    }

    @Test
    void anEditedFileIsInUseWithoutARestartAndAWrongOneIsNot() throws Exception {
        assertThat(ask("GET")).contains("\"name\":\"bbraun-space\"").contains("SEEN: ");
        Files.writeString(file, OURS);
        assertThat(ask("POST")).contains("\"name\":\"ours\"").contains("\"problem\":null");
        Files.writeString(file, OURS + "zone: here\n");
        assertThat(ask("POST")).contains("ours.yaml:6: \\\"zone\\\" means nothing here");
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.message(
                    "ORU^R01^ORU_R01", "SYN_DROP", "v-3", "SYN-0960", "NM|0041^PULSE|1|66|/min|||||R"));
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("charted"));
        assertThat(routes.fhir.observations())
                .singleElement()
                .satisfies(pulse ->
                        assertThat(pulse.getCode().getCoding()).anyMatch(coding -> "149530".equals(coding.getCode())));
    }

    @Test
    void whatIsReadOtherwiseThanDeclaredIsChartedAndFlagged() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("v-4", "SYN-0960", "61")
                    .replace("UNICODE UTF-8", "8859/1")
                    .replace("Fakename", "Fäkename"));
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("charted"));
        assertThat(routes.column("select flag from journal.entry")).containsExactly("CHARACTER_SET_CONTRADICTED");
    }

    @Test
    void atMostOneNumberAMinuteIsChartedWhereASiteWantsThat() throws Exception {
        Files.writeString(
                file,
                OURS.replace("SYN_DROP", "SYN_FAST") + "charting-interval: { at-most-one-in: PT1M, basis: site }\n");
        assertThat(ask("POST")).contains("\"problem\":null");
        String at = "20260105100000.250+0000";
        try (MllpSocket socket = routes.socket()) {
            for (String second : new String[] {"00", "20", "40"}) {
                socket.send(fast("v-5" + second, "6" + second.charAt(0))
                        .replace(at, at.replace("00.250", second + ".250")));
            }
            socket.send(fast("v-6", "69").replace(at, at.replace("0000.250", "0100.250")));
            // In a minute in which measuring stopped every number counts.
            socket.send(fast("v-7", "")
                    .replace("UCUM|||||R", "UCUM||NAV|||R")
                    .replace(at, at.replace("0000.250", "0110.250")));
            socket.send(fast("v-8", "70").replace(at, at.replace("0000.250", "0120.250")));
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).hasSize(6).containsOnly("charted"));
        assertThat(routes.fhir.observations())
                .extracting(
                        it -> it.hasValue() ? it.getValueQuantity().getValue().intValue() : -1)
                .containsExactly(60, 69, -1, 70);
    }

    /** Always the same monitor. */
    private static String fast(String controlId, String beats) {
        return Messages.heartRateFrom("SYN_FAST", controlId, "SYN-0960", beats).replace("MON-" + controlId, "MON-1");
    }

    private String ask(String method) throws IOException, InterruptedException {
        String port = routes.context.getEnvironment().getProperty("local.management.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/vendors"))
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        method.equals("GET")
                                                ? HttpRequest.BodyPublishers.noBody()
                                                : HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
