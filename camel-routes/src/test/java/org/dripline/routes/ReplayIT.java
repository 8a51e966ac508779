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
    void stop() {
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

    /** As a start with {@code dripline.routes.tables} does. */
    private void complete(Path tables) throws IOException {
        Files.writeString(tables.resolve("units.csv"), "# synthetic\n999020;MDC_DIM_SIM_TORR;mm[Hg];\n");
        Files.writeString(tables.resolve("metrics.csv"), "999021;MDC_SIM_PRESSURE;VITAL;QUANTITY;mm[Hg];\n");
        routes.context.getBean(ChartingWorkers.class).stop();
        FhirServer fhir = routes.context.getBean(FhirServer.class);
        RoutesProperties properties = routes.context.getBean(RoutesProperties.class);
        Journal journal = routes.context.getBean(Journal.class);
        Association association =
                new Association(fhir.repository(), properties.identifierSystems(), Duration.ofSeconds(1));
        Preparation preparation = new Preparation(
                new DeviceMessageReader(Nomenclature.loadWith(tables), source -> ZoneOffset.UTC, 5_000),
                association,
                new EhrFeeds(fhir.repository(), association, Map.of(), source -> ZoneOffset.UTC, 5_000),
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
        String port = routes.context.getEnvironment().getProperty("local.management.port");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/journal/" + entry))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
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
