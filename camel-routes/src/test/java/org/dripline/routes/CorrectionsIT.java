// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dripline.routes.journal.Journal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device corrects or takes back (OBX-11 C, D, W), before and after it came. */
class CorrectionsIT {

    private static final String MONITOR =
            "|69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X|||||||MON-COR^SIMMONITOR^0200000000000077^EUI-64";
    private static final String BEATS = "|264864^MDC_DIM_BEAT_PER_MIN^MDC^/min^/min^UCUM|||||";
    private static final String TORR = "|266016^MDC_DIM_MMHG^MDC^mm[Hg]^mm[Hg]^UCUM|||||";
    private static final String AT = "|||20260105100000.250+0000";

    private RoutesFixture routes;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
        routes.fhir.admit("SYN-0980", "pat-980");
    }

    @Test
    void aCorrectedValueReplacesTheEarlierOne() throws IOException {
        send(heartRate("co-1", "161", "R"), heartRate("co-2", "61", "C"));
        awaitStates("charted", "charted");
        Observation wrong = only("hr-");
        Observation right = only("co-");
        assertThat(wrong.getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(wrong.getValueQuantity().getValue()).as("what it said stays").isEqualByComparingTo("161");
        assertThat(right.getStatus()).isEqualTo(Observation.ObservationStatus.CORRECTED);
        assertThat(right.getValueQuantity().getValue()).isEqualByComparingTo("61");
        assertThat(right.getMeta().getProfile()).hasSize(1);
        assertThat(((Reference) right.getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/observation-replaces")
                                .getValue())
                        .getReference())
                .isEqualTo("Observation/" + wrong.getIdElement().getIdPart());
        assertThat(routes.fhir.stored().values().stream()
                        .filter(Provenance.class::isInstance)
                        .map(Provenance.class::cast)
                        .flatMap(it -> it.getEntity().stream())
                        .filter(it -> it.getRole() == Provenance.ProvenanceEntityRole.REVISION))
                .singleElement()
                .satisfies(it -> assertThat(it.getWhat().getReference()).startsWith("Observation/hr-"));
    }

    @Test
    void whatIsCorrectedTwiceSaysTheLast() throws IOException {
        send(heartRate("co-3", "161", "R"), heartRate("co-4", "16", "C"), heartRate("co-5", "61", "C"));
        awaitStates("charted", "charted", "charted");
        assertThat(standing()).containsExactly("corrected 61");
    }

    @Test
    void onePressureThatIsTakenBackLeavesTheOther() throws IOException {
        send(
                Messages.monitor("co-6", "SYN-0980", MONITOR, systolic("210", "R"), diastolic("80", "R")),
                Messages.monitor("co-7", "SYN-0980", MONITOR, systolic("", "D")));
        awaitStates("charted", "charted");
        assertThat(only("bp-").getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        Observation left = only("co-");
        assertThat(left.getComponent().get(0).hasValue()).isFalse();
        assertThat(left.getComponent()
                        .get(0)
                        .getDataAbsentReason()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("unknown");
        assertThat(left.getComponent().get(1).getValueQuantity().getValue()).isEqualByComparingTo("80");

        send(Messages.monitor("co-8", "SYN-0980", MONITOR, diastolic("", "W")));
        awaitStates("charted", "charted", "charted");
        assertThat(standing()).isEmpty();
    }

    @Test
    void anEventOfAPumpThatDidNotHappenIsTakenBack() throws IOException {
        send(event("co-9", "F"), event("co-10", "W"));
        awaitStates("charted", "charted");
        assertThat(only("pe-").getStatus()).isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
        assertThat(standing()).isEmpty();
    }

    @Test
    void withoutAnythingToCorrectItIsWithheldUntilThatComes() throws IOException {
        List<String> messages =
                List.of(heartRate("co-11", "161", "R"), heartRate("co-12", "16", "C"), heartRate("co-13", "61", "C"));
        send(messages.toArray(String[]::new));
        awaitStates("charted", "charted", "charted");
        Map<String, String> inOrder = chart();

        fresh();
        send(messages.get(1));
        awaitStates("quarantined/NOTHING_READABLE");
        assertThat(routes.column("select reason from journal.withheld")).containsExactly("NOTHING_TO_CORRECT");
        assertThat(chart()).isEmpty();
        send(messages.get(2), messages.get(0));
        awaitStates("charted", "charted", "charted");
        assertThat(chart()).isEqualTo(inOrder);
        assertThat(routes.column("select reason from journal.withheld where resolved_at is null"))
                .isEmpty();
    }

    @Test
    void aCorrectionOutlivesAReplayOfWhatItCorrects() throws IOException {
        send(heartRate("co-14", "161", "R"), heartRate("co-15", "61", "C"));
        awaitStates("charted", "charted");
        Map<String, String> before = chart();
        for (String entry : routes.column("select id from journal.entry order by id")) {
            int transactions = routes.fhir.transactions().size();
            assertThat(routes.context.getBean(Journal.class).replay(Long.parseLong(entry)))
                    .isTrue();
            await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
                assertThat(routes.fhir.transactions()).hasSizeGreaterThan(transactions);
                assertThat(routes.states()).containsOnly("charted");
                assertThat(chart()).isEqualTo(before);
            });
        }
    }

    @Test
    void afterACrashItIsAppliedOnce() throws IOException {
        send(heartRate("co-16", "161", "R"), heartRate("co-17", "61", "C"));
        awaitStates("charted", "charted");
        Map<String, String> before = chart();
        // As after a crash between the FHIR transaction and the journal's commit.
        int transactions = routes.fhir.transactions().size();
        routes.update("truncate journal.correction");
        routes.update("update journal.entry set state = 'received' where control_id = 'co-17'");
        await().atMost(Duration.ofSeconds(8))
                .until(() -> routes.fhir.transactions().size() > transactions);
        awaitStates("charted", "charted");
        assertThat(chart()).isEqualTo(before);
    }

    private void send(String... messages) throws IOException {
        try (MllpSocket socket = routes.socket()) {
            for (String message : messages) {
                socket.send(message);
            }
        }
    }

    private static String heartRate(String controlId, String beats, String status) {
        return Messages.monitor(
                controlId,
                "SYN-0980",
                MONITOR,
                "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|" + beats + BEATS + status + AT);
    }

    private static String systolic(String value, String status) {
        return "NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.1.2.1|" + value + TORR + status + AT;
    }

    private static String diastolic(String value, String status) {
        return "NM|150022^MDC_PRESS_BLD_NONINV_DIA^MDC|1.1.2.2|" + value + TORR + status + AT;
    }

    private static String event(String controlId, String status) {
        return Messages.message(
                "ORU^R42^ORU_R01",
                "SIM_PUMP",
                controlId,
                "SYN-0980",
                "|70049^MDC_DEV_PUMP_INFUS_LVP_MDS^MDC|1.0.0.0|||||||X|||||||PUMP-COR^SIMPUMP^0200000000000002^EUI-64",
                "CWE|68487^MDC_ATTR_EVT_COND^MDC|1.0.0.1|197288^MDC_EVT_PUMP_DELIV_START^MDC||||||" + status + AT);
    }

    /** By id: status, value and components. */
    private Map<String, String> chart() {
        return observations().stream()
                .collect(Collectors.toMap(
                        it -> it.getIdElement().getIdPart(), CorrectionsIT::said, (a, b) -> b, TreeMap::new));
    }

    private List<String> standing() {
        return observations().stream()
                .filter(it -> it.getStatus() != Observation.ObservationStatus.ENTEREDINERROR)
                .map(CorrectionsIT::said)
                .toList();
    }

    private static String said(Observation observation) {
        return observation.getStatus().toCode()
                + (observation.hasValueQuantity()
                        ? " " + observation.getValueQuantity().getValue()
                        : "");
    }

    private Observation only(String prefix) {
        List<Observation> found = observations().stream()
                .filter(it -> it.getIdElement().getIdPart().startsWith(prefix))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Observation> observations() {
        return routes.fhir.stored().values().stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .toList();
    }

    private void awaitStates(String... states) {
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly(states));
    }
}
