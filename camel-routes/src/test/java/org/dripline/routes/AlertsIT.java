// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts over the journal: what goes on or ends finds what began it, whatever the sender calls it. */
class AlertsIT {

    private static final String SEQUEL_TO = "http://hl7.org/fhir/StructureDefinition/observation-sequelTo";

    private RoutesFixture routes;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
        routes.fhir.admit("SYN-0970", "pat-970");
        routes.fhir.admit("SYN-0971", "pat-971");
    }

    @Test
    void whatGoesOnAndEndsNamesWhatBeganIt() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.send(alert("a-1", "SYN-0970", "start", "i-1", "", "00"));
            socket.send(alert("a-2", "SYN-0970", "continue", "i-2", "i-1", "10"));
            socket.send(alert("a-3", "SYN-0970", "end", "i-3", "i-1", "20"));
            socket.send(alert("a-4", "SYN-0970", "start", "i-4", "", "30"));
            // A pump that ends under another id than it began with: found by device and condition.
            socket.send(alert("a-5", "SYN-0970", "end", "i-6", "i-5", "40"));
            socket.send(alert("a-6", "SYN-0970", "end", "i-7", "i-5", "50"));
        }
        awaitCharted(6);
        List<Observation> alerts = routes.fhir.observations();
        String first = "Observation/" + alerts.get(0).getIdElement().getIdPart();
        String second = "Observation/" + alerts.get(3).getIdElement().getIdPart();
        assertThat(alerts).extracting(AlertsIT::beganWith).containsExactly("", first, first, "", second, "");
        assertThat(alerts)
                .allSatisfy(
                        alert -> assertThat(alert.getCode().getCodingFirstRep().getCode())
                                .isEqualTo("device-alert"));
        assertThat(alerts.stream()
                        .map(alert -> alert.getDevice().getReference())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void outOfOrderTheyComeToTheSameAsInOrder() throws IOException {
        List<String> inOrder = List.of(
                alert("s-1", "SYN-0970", "start", "i-1", "", "00"),
                alert("s-2", "SYN-0970", "continue", "i-2", "i-1", "10"),
                alert("s-3", "SYN-0970", "end", "i-3", "i-1", "20"),
                alert("s-4", "SYN-0970", "start", "i-4", "", "30"),
                alert("s-5", "SYN-0970", "end", "i-6", "i-5", "40"));
        try (MllpSocket socket = routes.socket()) {
            for (String message : inOrder) {
                socket.send(message);
            }
            awaitCharted(5);
            Map<String, String> expected = beginnings();
            assertThat(expected.values()).filteredOn(String::isEmpty).hasSize(2);
            for (int[] order : new int[][] {{4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}, {1, 4, 0, 3, 2}}) {
                routes = RoutesFixture.fresh();
                routes.fhir.admit("SYN-0970", "pat-970");
                for (int each : order) {
                    socket.send(inOrder.get(each));
                }
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(beginnings()).isEqualTo(expected));
                awaitCharted(5);
                assertThat(beginnings()).isEqualTo(expected);
            }
        }
    }

    /** What is on the chart now, by id. */
    private Map<String, String> beginnings() {
        return routes.fhir.stored().values().stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .collect(Collectors.toMap(
                        observation -> observation.getIdElement().getIdPart(), AlertsIT::beganWith));
    }

    @Test
    void anEndOfAnotherPatientIsNotTakenForThisOnes() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.send(alert("a-7", "SYN-0970", "start", "i-1", "", "00"));
            socket.send(alert("a-8", "SYN-0971", "end", "i-2", "i-1", "10"));
        }
        awaitCharted(2);
        assertThat(routes.fhir.observations()).extracting(AlertsIT::beganWith).containsExactly("", "");
    }

    @Test
    void whatIsChartedAgainAfterACrashSaysTheSame() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.send(alert("a-9", "SYN-0970", "start", "i-1", "", "00"));
            socket.send(alert("a-10", "SYN-0970", "end", "i-2", "i-1", "10"));
        }
        awaitCharted(2);
        String end = beganWith(routes.fhir.observations().get(1));
        assertThat(end).isNotEmpty();
        // As after a crash between the FHIR transaction and the journal's commit.
        routes.update("update journal.entry set state = 'received'");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> routes.fhir.observations().size() == 4);
        assertThat(routes.fhir.observations()).extracting(AlertsIT::beganWith).containsExactly("", end, "", end);
    }

    @Test
    void aSenderThatSaysItIsAliveIsAnsweredAndChartsNothing() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(Messages.message(
                            "ORU^R40^ORU_R40",
                            "SIM_MONITOR",
                            "a-11",
                            "SYN-0970",
                            "ST|196614^MDC_EVT_ACTIVE^MDC|1.0.0.1|continue||||||F",
                            "NM|67860^MDC_ATTR_CONFIRM_TIMEOUT^MDC|1.0.0.8|5|264320^MDC_DIM_X_SEC^MDC|||||F")))
                    .contains("MSA|CA|a-11");
        }
        awaitCharted(1);
        assertThat(routes.fhir.transactions()).isEmpty();
        assertThat(routes.fhir.searches()).isEmpty();
    }

    private static String alert(
            String controlId, String patient, String phase, String instance, String parent, String second) {
        return Messages.message(
                        "ORU^R40^ORU_R40",
                        "SIM_PUMP",
                        controlId,
                        patient,
                        "CWE|196616^MDC_EVT_ALARM^MDC|1.0.0.1|196940^MDC_EVT_FLUID_LINE_OCCL^MDC||||||F"
                                + "|||202601051000" + second + "+0000||||PUMP-7^SIMPUMP^0200000000000002^EUI-64",
                        "CWE|68480^MDC_ATTR_ALERT_SOURCE^MDC|1.0.0.2|70049^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC||||||F",
                        "ST|68481^MDC_ATTR_EVENT_PHASE^MDC|1.0.0.3|" + phase + "||||||F")
                .replace(
                        "OBR|1|||182777000^monitoring of patient^SCT|||20260105100000+0000",
                        "OBR|1||" + instance + "^SIM|196616^MDC_EVT_ALARM^MDC|||20260105100000+0000" + "|".repeat(22)
                                + "^" + parent + "&SIM");
    }

    private static String beganWith(Observation alert) {
        return alert.hasExtension(SEQUEL_TO)
                ? ((Reference) alert.getExtensionByUrl(SEQUEL_TO).getValue()).getReference()
                : "";
    }

    private void awaitCharted(int entries) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> routes.states().size() == entries
                        && routes.states().stream().allMatch("charted"::equals));
    }
}
