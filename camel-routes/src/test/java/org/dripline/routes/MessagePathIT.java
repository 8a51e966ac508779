// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.charting.ChartingWorkers;
import org.dripline.routes.journal.Attributions;
import org.dripline.routes.journal.EntryStory;
import org.dripline.routes.journal.Journal;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the socket to the FHIR transaction, over the journal: what each message becomes. */
class MessagePathIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private RoutesFixture routes;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
    }

    @Test
    void aHeartRateReachesTheChart() throws IOException {
        routes.fhir.admit("SYN-0901", "pat-901");
        routes.fhir.open(encounter("enc-901", "pat-901", "V-134418"));
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(Messages.heartRate("c-1", "SYN-0901", "77"))).contains("MSA|CA|c-1");
        }
        awaitStates("charted");
        Observation observation = routes.fhir.observations().get(0);
        assertThat(observation.getValueQuantity().getValue()).isEqualByComparingTo("77");
        assertThat(observation.getSubject().getReference()).isEqualTo("Patient/pat-901");
        assertThat(observation.getEncounter().getReference()).isEqualTo("Encounter/enc-901");
        assertThat(observation.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-01-05T10:00:00.250Z");
        assertThat(routes.fhir.searches()).isNotEmpty().allMatch(search -> search.endsWith("no-store"));
        assertThat(routes.fhir.stored().keySet()).anyMatch(key -> key.startsWith("Device/dev-"));
        assertThat(routes.fhir.stored().keySet()).anyMatch(key -> key.startsWith("Provenance/prov-"));
    }

    @Test
    void anEncounterUnderWayIsFoundByTime() throws IOException {
        routes.fhir.admit("SYN-0902", "pat-902");
        Encounter encounter = encounter("enc-902", "pat-902", "V-other");
        encounter.getPeriod().setStart(Date.from(java.time.Instant.parse("2026-01-05T09:30:00Z")));
        routes.fhir.open(encounter);
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("c-2", "SYN-0902", "70"));
        }
        awaitStates("charted");
        assertThat(routes.fhir.observations().get(0).getEncounter().getReference())
                .isEqualTo("Encounter/enc-902");
    }

    @Test
    void aRepeatChangesNothing() throws IOException {
        routes.fhir.admit("SYN-0903", "pat-903");
        String message = Messages.heartRate("c-3", "SYN-0903", "71");
        try (MllpSocket socket = routes.socket()) {
            socket.send(message);
            awaitStates("charted");
            assertThat(socket.send(message)).contains("MSA|CA|c-3");
        }
        awaitStates("charted", "repeated");
        assertThat(routes.fhir.transactions()).hasSize(1);
        List<EntryStory> stories = routes.context.getBean(Journal.class).stories("c-3");
        assertThat(stories).extracting(EntryStory::state).containsExactly("repeated", "charted");
        assertThat(stories.get(0).resources())
                .isNotEmpty()
                .isEqualTo(stories.get(1).resources());
    }

    @Test
    void theSameControlIdWithOtherBytesIsChartedAndFlagged() throws IOException {
        routes.fhir.admit("SYN-0904", "pat-904");
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("c-4", "SYN-0904", "71"));
            socket.send(Messages.heartRate("c-4", "SYN-0904", "72"));
        }
        awaitStates("charted", "charted");
        assertThat(routes.column("select coalesce(flag, '-') from journal.entry order by id"))
                .containsExactly("-", "CONTROL_ID_REUSED");
        assertThat(routes.fhir.observations()).hasSize(2);
    }

    @Test
    void aBadValueDoesNotHoldBackTheGoodOnes() throws IOException {
        routes.fhir.admit("SYN-0905", "pat-905");
        String message = Messages.monitor(
                "c-5",
                "SYN-0905",
                "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|71|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R",
                "NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.2.1.1|-100|262688^MDC_DIM_PERCENT^MDC|||||R",
                "NM|151562^MDC_RESP_RATE^MDC|1.3.1.1|14||||||R",
                "NM|150456^MDC_CO2_ET^MDC|1.4.1.1|38|266016^MDC_DIM_MMHG^MDC|||||R",
                "NM|999999^MDC_UNHEARD_OF^MDC|1.5.1.1|38|266016^MDC_DIM_MMHG^MDC|||||R");
        try (MllpSocket socket = routes.socket()) {
            socket.send(message);
        }
        awaitStates("charted");
        assertThat(routes.fhir.observations())
                .extracting(
                        observation -> observation.getCode().getCodingFirstRep().getCode())
                .containsExactly("8867-4", "unmapped");
        assertThat(routes.column("select obx || ' ' || path || ' ' || reason from journal.withheld order by obx"))
                .containsExactly("2 1.2.1.1 SENTINEL", "3 1.3.1.1 UNIT_MISSING", "4 1.4.1.1 REFID_CONTRADICTS_CODE");
    }

    @Test
    void whatCannotBeReadIsQuarantinedAndTheNextGoesOn() throws IOException {
        routes.fhir.admit("SYN-0906", "pat-906");
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.message("MDM^T02^MDM_T02", "SIM_MONITOR", "c-6a", "SYN-0906"));
            socket.send(Messages.monitor("c-6b", "SYN-0906"));
            socket.send(Messages.heartRate("c-6c", "SYN-0906", "66"));
        }
        awaitStates("quarantined/MESSAGE_TYPE_UNSUPPORTED", "quarantined/NOTHING_READABLE", "charted");
    }

    @Test
    void aMessageWaitsForItsPatientAndKeepsItsPlace() throws IOException {
        routes.fhir.admit("SYN-0907", "pat-907");
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("c-7a", "SYN-0908", "61"));
            socket.send(Messages.heartRate("c-7b", "SYN-0907", "62"));
            awaitStates("parked/PATIENT_UNKNOWN", "charted");
            routes.fhir.admit("SYN-0908", "pat-908");
            socket.send(Messages.heartRate("c-7c", "SYN-0908", "63"));
        }
        awaitStates("charted", "charted", "charted");
        assertThat(rates()).containsExactly("62", "61", "63");
    }

    @Test
    void twoPatientsWithOneIdentifierAreNotGuessed() throws IOException {
        routes.fhir.admit("SYN-0909", "pat-909");
        routes.fhir.admit("SYN-0909", "pat-909-again");
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("c-8", "SYN-0909", "61"));
        }
        awaitStates("parked/PATIENT_AMBIGUOUS");
        assertThat(routes.fhir.transactions()).isEmpty();
    }

    @Test
    void theOrderHoldsWhileTheFhirServerIsAway() throws IOException {
        routes.fhir.admit("SYN-0910", "pat-910");
        routes.fhir.answerWith(503);
        List<String> sent = new ArrayList<>();
        try (MllpSocket socket = routes.socket()) {
            for (int beats = 60; beats < 90; beats++) {
                assertThat(socket.send(Messages.heartRate("c-9-" + beats, "SYN-0910", String.valueOf(beats))))
                        .contains("MSA|CA|");
                sent.add(String.valueOf(beats));
            }
        }
        await().atMost(SOON)
                .until(() -> routes.column("select name from journal.feed where attempts > 1")
                                .size()
                        == 1);
        assertThat(routes.states()).containsOnly("received");
        routes.fhir.answerWith(200);
        await().atMost(SOON).until(() -> routes.states().stream().allMatch("charted"::equals));
        assertThat(rates()).containsExactlyElementsOf(sent);
    }

    @Test
    void onlyTheRefusedMessageOfABatchIsQuarantined() throws IOException {
        routes.fhir.admit("SYN-0911", "pat-911");
        routes.fhir.answerWith(503);
        routes.fhir.refuse(bundle -> bundle.getEntry().stream()
                .anyMatch(entry -> entry.getResource() instanceof Observation observation
                        && observation.getValueQuantity().getValue().intValue() == 72));
        try (MllpSocket socket = routes.socket()) {
            for (int beats = 71; beats < 74; beats++) {
                socket.send(Messages.heartRate("c-10-" + beats, "SYN-0911", String.valueOf(beats)));
            }
        }
        routes.fhir.answerWith(200);
        awaitStates("charted", "quarantined/FHIR_REFUSED", "charted");
    }

    @Test
    void whatWaitsForABedWakesWhenItsDeviceChangesHands() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("c-30", "SYN-0930", "61")
                    .replaceFirst("PID[^\r]*\r", "")
                    .replace("PV1||O|||||||||||||||||V-134418", "PV1||O|WARD^ROOM^BED"));
        }
        awaitStates("parked/PATIENT_NOT_STATED");
        routes.context.getBean(ChartingWorkers.class).stop();
        routes.update("update journal.hold set next_attempt_at = now() + interval '1 hour'");
        Attributions attributions = routes.context.getBean(Attributions.class);
        String due = "select count(*) from journal.hold where next_attempt_at <= now()";
        attributions.wakeDevice("dev-of-somebody-else", Instant.now());
        assertThat(routes.column(due)).containsExactly("0");
        attributions.wakeDevice(DerivedId.of("dev", "MON-c-30", "0200000000000077"), Instant.now());
        assertThat(routes.column(due)).containsExactly("1");
        routes.context.getBean(ChartingWorkers.class).start();
    }

    @Test
    void theActuatorTellsTheStory() throws Exception {
        routes.fhir.admit("SYN-0912", "pat-912");
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("c-11", "SYN-0912", "61"));
        }
        awaitStates("charted");
        String port = routes.context.getEnvironment().getProperty("local.management.port");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/journal/c-11"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"state\":\"charted\"")
                .contains("\"controlId\":\"c-11\"")
                .contains("\"withheld\":[]")
                .contains("\"reason\":null")
                .contains("Observation/hr-")
                .contains("\"receivedAt\":\"")
                .doesNotContain("TESTWELL")
                .doesNotContain("SYN-0912");
    }

    private void awaitStates(String... states) {
        await().atMost(SOON).untilAsserted(() -> assertThat(routes.states()).containsExactly(states));
    }

    private List<String> rates() {
        return routes.fhir.observations().stream()
                .map(observation -> observation.getValueQuantity().getValue().toPlainString())
                .collect(Collectors.toList());
    }

    private static Encounter encounter(String id, String patient, String visit) {
        Encounter encounter = new Encounter();
        encounter.setId(id);
        encounter.setStatus(Encounter.EncounterStatus.INPROGRESS);
        encounter.getSubject().setReference("Patient/" + patient);
        encounter.addIdentifier().setSystem("urn:oid:2.999.7.2").setValue(visit);
        return encounter;
    }
}
