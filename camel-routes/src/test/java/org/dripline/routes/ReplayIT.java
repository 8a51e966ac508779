// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.dripline.routes.association.Association;
import org.dripline.routes.charting.ChartingRound;
import org.dripline.routes.charting.ChartingWorkers;
import org.dripline.routes.charting.FhirServer;
import org.dripline.routes.charting.Preparation;
import org.dripline.routes.ehr.EhrFeeds;
import org.dripline.routes.journal.Journal;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.Nomenclature;
import org.dripline.routes.pcd.Senders;
import org.dripline.routes.vendor.Vendors;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was withheld is charted when the table is completed and somebody asks for it; what was wrong is retracted. */
class ReplayIT {

    private RoutesFixture routes;
    private @Nullable ChartingWorkers withMoreTables;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
        routes.fhir.admit("SYN-0990", "pat-990");
    }

    @AfterEach
    void stop() throws Exception {
        if (Files.deleteIfExists(routes.vendors.resolve("ours.yaml"))) {
            send("vendors", "{}");
        }
        if (withMoreTables != null) {
            withMoreTables.stop();
        }
    }

    @Test
    void aWithheldValueIsChartedOnceItsTableIsComplete(@TempDir Path tables) throws Exception {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.monitor(
                    "rp-1",
                    "SYN-0990",
                    "NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.2.1.1|130|999020^MDC_DIM_SIM_TORR^MDC|||||R",
                    "NM|150022^MDC_PRESS_BLD_NONINV_DIA^MDC|1.2.1.2|82|266016^MDC_DIM_MMHG^MDC|||||R",
                    "NM|999021^MDC_SIM_PRESSURE^MDC|1.3.1.1|12|266016^MDC_DIM_MMHG^MDC|||||R",
                    "NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.4.1.1|-100|262688^MDC_DIM_PERCENT^MDC|||||R"));
        }
        awaitCharted();
        assertThat(withheld()).containsExactly("1 UNIT_UNKNOWN open", "4 SENTINEL open");
        Observation half = stored("bp-");
        assertThat(half.getComponentFirstRep().hasValue()).isFalse();
        assertThat(stored("um-").getStatus()).isEqualTo(Observation.ObservationStatus.PRELIMINARY);

        complete(tables);
        String entry = routes.column("select id::text from journal.entry").get(0);
        assertThat(replay(entry)).contains("\"replayed\":true");
        await().atMost(Duration.ofSeconds(20)).until(() -> withheld().contains("1 UNIT_UNKNOWN resolved"));

        awaitCharted();
        assertThat(withheld()).containsExactly("1 UNIT_UNKNOWN resolved", "4 SENTINEL open");
        Observation whole = stored("bp-");
        assertThat(whole.getIdElement().getIdPart())
                .isEqualTo(half.getIdElement().getIdPart());
        assertThat(whole.getComponentFirstRep().getValueQuantity().getValue()).isEqualByComparingTo("130");
        assertThat(stored("vs-").getValueQuantity().getValue()).isEqualByComparingTo("12");
        assertThat(stored("um-").getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(stored("um-").hasValue()).isFalse();
        assertThat(stored("um-").getSubject().getReference()).isEqualTo("Patient/pat-990");
        assertThat(routes.context.getBean(Journal.class).stories("rp-1").get(0).withheld())
                .hasSize(1);
    }

    @Test
    void whatIsNotThereOrWasRefusedIsNotReadAgain() throws Exception {
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes("stray bytes\r"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> routes.states().size() == 1);
        String refused = routes.column("select id::text from journal.entry").get(0);
        assertThat(replay(refused)).contains("\"replayed\":false");
        assertThat(replay("999999999")).contains("\"replayed\":false");
        assertThat(routes.states()).containsExactly("quarantined/BYTES_OUTSIDE_FRAME");
    }

    @Test
    void oneValueIsReadAgainAloneOrDismissed() throws Exception {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.monitor(
                    "rp-2",
                    "SYN-0990",
                    "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|61|slaps|||||R",
                    "NM|151562^MDC_RESP_RATE^MDC|1.2.1.1|14|slaps|||||R",
                    "NM|149530^MDC_PULS_OXIM_PULS_RATE^MDC|1.3.1.1|62|slaps|||||R",
                    "NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.4.1.1|97|262688^MDC_DIM_PERCENT^MDC|||||R"));
        }
        awaitCharted();
        String entry = routes.column("select id::text from journal.entry").get(0);
        vendorSays("units: [{ sent: slaps, ucum: /min, basis: site }]");

        assertThat(post(entry + "/3", "{\"because\":\"counted twice\"}")).contains("\"dismissed\":true");
        assertThat(post(entry + "/3", "{\"because\":\"again\"}")).contains("\"dismissed\":false");
        assertThat(post(entry + "/1", "{}")).contains("\"replayed\":true");
        await().atMost(Duration.ofSeconds(20)).until(() -> withheld().contains("1 UNIT_UNKNOWN resolved"));
        awaitCharted();
        assertThat(withheld())
                .containsExactly("1 UNIT_UNKNOWN resolved", "2 UNIT_UNKNOWN open", "3 UNIT_UNKNOWN resolved");
        assertThat(stored("hr-").getValueQuantity().getValue()).isEqualByComparingTo("61");
        assertThat(routes.fhir.stored().keySet()).noneMatch(it -> it.startsWith("Observation/rr-"));

        assertThat(replay(entry)).contains("\"replayed\":true");
        await().atMost(Duration.ofSeconds(20)).until(() -> withheld().contains("2 UNIT_UNKNOWN resolved"));
        awaitCharted();
        assertThat(stored("rr-").getStatus()).isEqualTo(Observation.ObservationStatus.PRELIMINARY);
        assertThat(routes.fhir.stored().keySet()).noneMatch(it -> it.startsWith("Observation/vs-"));
        assertThat(routes.column("select dismissed from journal.withheld where obx = 3"))
                .containsExactly("counted twice");

        assertThat(post(entry + "/3", "{}")).contains("\"replayed\":true");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> routes.fhir.stored().keySet().stream().anyMatch(it -> it.startsWith("Observation/vs-")));
        assertThat(post(entry + "/4", "{}")).contains("\"replayed\":false");
        assertThat(post(entry + "/4", "{\"because\":\" \"}")).contains("Bad Request");
    }

    @Test
    void whatBecomesNothingWhenReadAgainIsRetracted() throws Exception {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("rp-3", "SYN-0990", "61"));
        }
        awaitCharted();
        String entry = routes.column("select id::text from journal.entry").get(0);
        vendorSays("codes: [{ sent: '147842', means: '150456', basis: site }]");
        replay(entry);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("quarantined/NOTHING_READABLE"));
        assertRetracted();
        assertThat(withheld()).containsExactly("2 UNIT_CONTRADICTS_CODE open");
    }

    @Test
    void whatTheServerRefusesWhenReadAgainIsRetracted() throws Exception {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("rp-4", "SYN-0990", "61"));
        }
        awaitCharted();
        String entry = routes.column("select id::text from journal.entry").get(0);
        routes.fhir.refuse(bundle -> bundle.getEntry().stream()
                .anyMatch(each -> each.getResource() instanceof Observation observation && observation.hasValue()));
        replay(entry);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("quarantined/FHIR_REFUSED"));
        assertRetracted();
    }

    private void assertRetracted() {
        Observation retracted = stored("hr-");
        assertThat(retracted.getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(retracted.hasValue()).isFalse();
        assertThat(retracted.getSubject().getReference()).isEqualTo("Patient/pat-990");
        assertThat(retracted.getEffectiveDateTimeType().getValueAsString()).startsWith("2026-01-05T10:00:00.250");
    }

    /** As whoever edits the site's folder and has it read. */
    private void vendorSays(String statement) throws Exception {
        Files.writeString(
                routes.vendors.resolve("ours.yaml"),
                "name: ours\ntitle: Ours\nbasis: { site: { kind: site, what: A test } }\n"
                        + "identity: [{ application: SIM_MONITOR, basis: site }]\n" + statement + "\n");
        assertThat(send("vendors", "{}")).contains("\"problem\":null");
    }

    /** As a start with {@code dripline.routes.tables} does. */
    private void complete(Path tables) throws IOException {
        Files.writeString(tables.resolve("units.csv"), "# synthetic\n999020;MDC_DIM_SIM_TORR;mm[Hg];\n");
        Files.writeString(tables.resolve("metrics.csv"), "999021;MDC_SIM_PRESSURE;VITAL;QUANTITY;mm[Hg];\n");
        routes.context.getBean(ChartingWorkers.class).stop();
        FhirServer fhir = routes.context.getBean(FhirServer.class);
        RoutesProperties properties = routes.context.getBean(RoutesProperties.class);
        Journal journal = routes.context.getBean(Journal.class);
        Senders senders = Senders.of(Nomenclature.loadWith(tables), Vendors.shipped());
        Association association =
                new Association(fhir.repository(), properties.identifierSystems(), Duration.ofSeconds(1));
        Preparation preparation = new Preparation(
                new DeviceMessageReader(() -> senders, (source, vendor) -> ZoneOffset.UTC, 5_000),
                association,
                new EhrFeeds(fhir.repository(), association, Map.of(), source -> ZoneOffset.UTC, 5_000),
                fhir.repository(),
                properties.futureTolerance());
        withMoreTables = new ChartingWorkers(
                journal,
                new ChartingRound(
                        journal,
                        preparation,
                        fhir,
                        properties.charting(),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC()),
                properties.charting(),
                Clock.systemUTC());
        withMoreTables.start();
    }

    private String replay(String entry) throws IOException, InterruptedException {
        return post(entry, "{}");
    }

    private String post(String what, String body) throws IOException, InterruptedException {
        return send("journal/" + what, body);
    }

    private String send(String path, String body) throws IOException, InterruptedException {
        String port = routes.context.getEnvironment().getProperty("local.management.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private List<String> withheld() {
        return routes.column("select obx || ' ' || reason || case when resolved_at is null then ' open' else"
                + " ' resolved' end from journal.withheld order by obx");
    }

    private Observation stored(String prefix) {
        return routes.fhir.stored().entrySet().stream()
                .filter(each -> each.getKey().startsWith("Observation/" + prefix))
                .map(each -> (Observation) each.getValue())
                .findFirst()
                .orElseThrow();
    }

    private void awaitCharted() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("charted"));
    }
}
