// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dripline.fhir.GateResources;
import org.dripline.gate.Gate;
import org.dripline.gate.GateFacts;
import org.dripline.gate.GateReport;
import org.dripline.gate.GateRule;
import org.dripline.gate.Stage;
import org.dripline.protocol.Criterion;
import org.dripline.server.protocol.ProtocolInForce;
import org.dripline.server.protocol.ProtocolsInForce;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Judges the stored record of a patient at the clinical clock's now. Called inside a transaction it sees what that
 * transaction has written.
 */
final class Judge {

    /**
     * What was judged.
     *
     * @param record all that went in
     */
    record Judged(GateFacts facts, GateReport report, List<Resource> record) {
        Judged {
            record = List.copyOf(record);
        }
    }

    private final PatientRecord records;
    private final ProtocolsInForce protocols;
    private final Gate gate;
    private final Clock clock;

    Judge(PatientRecord records, ProtocolsInForce protocols, Gate gate, Clock clock) {
        this.records = records;
        this.protocols = protocols;
        this.gate = gate;
        this.clock = clock;
    }

    Gate gate() {
        return gate;
    }

    /**
     * Judges a patient.
     *
     * @param encounter id of the session; null judges what holds for the course
     * @param protocol canonical address; null takes that of the session or the plan, else the limits all protocols
     *     share
     * @return empty when there is no such patient
     */
    Optional<Judged> judge(String patient, @Nullable String encounter, @Nullable String protocol, Stage stage) {
        return judge(patient, encounter, protocol, stage, record -> List.of());
    }

    /**
     * The same, as if more were on record.
     *
     * @param beside what is laid beside the stored record, which it is given; never stored
     */
    Optional<Judged> judge(
            String patient,
            @Nullable String encounter,
            @Nullable String protocol,
            Stage stage,
            Function<List<Resource>, List<? extends Resource>> beside) {
        List<Resource> record = records.of(patient, encounter);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        record.addAll(beside.apply(List.copyOf(record)));
        GateFacts facts =
                GateResources.read(record, new GateResources.Moment(clock.instant(), clock.getZone(), encounter));
        ProtocolInForce inForce = protocol(patient, record, encounter, protocol);
        GateReport report = gate.judge(facts, inForce.protocol(), inForce.standing(), stage);
        return Optional.of(new Judged(facts, report, record));
    }

    /** Whether a protocol lets a prescriber pass a rule of the gate; true for a rule that is none of the gate's. */
    boolean mayBePassed(String rule, @Nullable Encounter session, @Nullable String patient) {
        return gate.rules()
                .rule(rule)
                .map(GateRule::criterion)
                .or(() -> Optional.of(RepeatCheck.CRITERION).filter(criterion -> rule.equals(RepeatCheck.RULE)))
                .map(criterion -> (session == null ? protocols.ofPatient(patient) : protocols.ofSession(session))
                        .protocol()
                        .criterion(criterion)
                        .map(Criterion::override)
                        .filter("prescriber"::equals)
                        .isPresent())
                .orElse(true);
    }

    private ProtocolInForce protocol(
            String patient, List<Resource> record, @Nullable String encounter, @Nullable String protocol) {
        if (protocol != null) {
            return protocols.of(Optional.of(protocol));
        }
        return record.stream()
                .filter(Encounter.class::isInstance)
                .map(Encounter.class::cast)
                .filter(visit -> visit.getIdElement().getIdPart().equals(encounter))
                .findFirst()
                .map(protocols::ofSession)
                .orElseGet(() -> protocols.ofPatient(patient));
    }
}
