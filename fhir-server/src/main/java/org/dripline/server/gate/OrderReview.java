// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.dosing.Dose;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.KetamineOrders;
import org.dripline.fhir.NasalResources;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionResources;
import org.dripline.fhir.SessionStates;
import org.dripline.gate.DoseCheck;
import org.dripline.gate.DoseCheck.Difference;
import org.dripline.gate.Finding;
import org.dripline.gate.GateReport;
import org.dripline.gate.NasalDoseCheck;
import org.dripline.gate.Stage;
import org.dripline.protocol.Protocol;
import org.dripline.server.protocol.ProtocolInForce;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.Outside;
import org.dripline.server.safety.PlanRules;
import org.dripline.session.InfusionOrder;
import org.dripline.session.SessionLimits;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/** Orders that are not written yet, judged with the record as if they were. Nothing is stored. */
public final class OrderReview {

    private static final Set<EncounterStatus> OPEN = Set.of(
            EncounterStatus.PLANNED, EncounterStatus.ARRIVED, EncounterStatus.TRIAGED, EncounterStatus.INPROGRESS);

    private final Judge judge;
    private final PatientRecord records;
    private final ProtocolsInForce protocols;
    private final Outside outside;

    OrderReview(Judge judge, PatientRecord records, ProtocolsInForce protocols, Outside outside) {
        this.outside = outside;
        this.judge = judge;
        this.records = records;
        this.protocols = protocols;
    }

    /**
     * Whether the patient has an open ketamine order, course or referral, or a session that is planned or under way.
     *
     * @param patientId logical id
     */
    public boolean isInCourse(String patientId) {
        String patient = "Patient/" + patientId;
        return records.search(MedicationRequest.class, PatientRecord.map("patient", patient)).stream()
                        .anyMatch(order ->
                                KetamineOrders.isOpen(order) && isOfOurs(order, records.medications(List.of(order))))
                || records.search(CarePlan.class, PatientRecord.map("patient", patient)).stream()
                        .anyMatch(KetamineOrders::isOpenCourse)
                || records.search(ServiceRequest.class, PatientRecord.map("patient", patient)).stream()
                        .anyMatch(KetamineOrders::isOpenReferral)
                || !openSessions(patientId).isEmpty();
    }

    /**
     * What the gate says of the patient with these beside the record. The session is the one that is open, when there
     * is exactly one; without it only what holds for the course is judged.
     *
     * @param drafts orders that somebody is writing, each with an id of its own
     * @param elsewhere what another record knows, likewise; what ours holds already, by code, is left out
     * @return empty when there is no such patient
     */
    public Optional<Reviewed> judged(
            String patientId, Stage stage, List<MedicationRequest> drafts, List<? extends Resource> elsewhere) {
        Optional<Encounter> open = openSession(patientId, drafts);
        String session =
                open.map(encounter -> encounter.getIdElement().getIdPart()).orElse(null);
        String protocol = open.isEmpty() ? protocolOf(drafts) : null;
        return judge.judge(patientId, session, protocol, session == null ? Stage.ORDER : stage, record -> {
                    List<Resource> beside = new ArrayList<>(KnownElsewhere.notIn(record, elsewhere));
                    beside.addAll(drafts);
                    return beside;
                })
                .map(this::parted);
    }

    /** By what is stored here and kept back; what the caller sent along it knows. */
    private Reviewed parted(Judge.Judged judged) {
        Set<String> kept = judged.record().stream()
                .filter(resource -> !outside.shows(resource))
                .map(References::of)
                .collect(Collectors.toSet());
        Map<Boolean, List<Finding>> withheld = judged.report().findings().stream()
                .collect(Collectors.partitioningBy(
                        finding -> finding.evidence().stream().anyMatch(kept::contains)));
        return new Reviewed(
                judged.report(), withheld.getOrDefault(false, List.of()), withheld.getOrDefault(true, List.of()));
    }

    /**
     * What was judged, parted for another server.
     *
     * @param told findings in the order of the report
     * @param withheld likewise: that there is a hold is all that may be told of them
     */
    public record Reviewed(GateReport report, List<Finding> told, List<Finding> withheld) {
        public Reviewed {
            told = List.copyOf(told);
            withheld = List.copyOf(withheld);
        }
    }

    /**
     * The differences of a draft's dose, bag and rate with each other and with the protocol of the open session or of
     * the patient's plan, else the limits all protocols share.
     *
     * @param patientId logical id; empty when the patient is not on record here
     * @return empty when the draft's dose cannot be read
     */
    public Optional<List<Difference>> compared(Optional<String> patientId, MedicationRequest draft) {
        Optional<Encounter> session = patientId.flatMap(patient -> openSession(patient, List.of(draft)));
        ProtocolInForce inForce = protocols.ofOrder(draft, session, patientId.orElse(null));
        if (PlanRules.isEsketamineOrder(draft)) {
            return byNose(draft, inForce.protocol());
        }
        return dose(draft)
                .map(order -> DoseCheck.of(
                        order,
                        new DoseCheck.Pump(null, null, null, null, null),
                        inForce.protocol(),
                        SessionLimits.examples()));
    }

    /** The one session that is open for what is ordered; empty when there are several. */
    private Optional<Encounter> openSession(String patientId, List<MedicationRequest> drafts) {
        boolean byNose = protocolOf(drafts) != null;
        List<Encounter> open = openSessions(patientId).stream()
                .filter(session -> drafts.isEmpty() || NasalResources.isNasal(session) == byNose)
                .toList();
        return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
    }

    /** Esketamine's, when that and no ketamine is ordered; null leaves it to the session, else to the shared limits. */
    private static @Nullable String protocolOf(List<MedicationRequest> drafts) {
        boolean esketamine = drafts.stream().anyMatch(PlanRules::isEsketamineOrder);
        boolean ketamine = drafts.stream().anyMatch(draft -> KetamineOrders.isKetamine(draft, List.of()));
        return esketamine && !ketamine ? Canonicals.ESKETAMINE_PROTOCOL : null;
    }

    private static boolean isOfOurs(MedicationRequest order, List<Medication> medications) {
        return KetamineOrders.isKetamine(order, medications) || KetamineOrders.isEsketamine(order, medications);
    }

    /** The differences of an esketamine order; empty when its dose cannot be read. */
    static Optional<List<Difference>> byNose(MedicationRequest order, Protocol protocol) {
        return NasalResources.dose(order)
                .map(dose ->
                        NasalDoseCheck.of(dose, NasalResources.inDevices(order).orElse(null), protocol));
    }

    /** As the session engine reads it; a draft is compared as if it were in force. */
    static Optional<InfusionOrder> dose(MedicationRequest draft) {
        MedicationRequest inForce = draft.copy().setStatus(MedicationRequestStatus.ACTIVE);
        SessionResources.Reading reading = SessionResources.read(List.of(inForce));
        InfusionOrder order = reading.session().order();
        Dose dose = order == null ? null : order.dose();
        return dose == null || !reading.issues().isEmpty() ? Optional.empty() : Optional.ofNullable(order);
    }

    private List<Encounter> openSessions(String patientId) {
        List<Encounter> open = new ArrayList<>();
        for (Encounter encounter :
                records.search(Encounter.class, PatientRecord.map("patient", "Patient/" + patientId))) {
            boolean session = SessionStates.isSession(encounter) || NasalResources.isNasal(encounter);
            if (session && OPEN.contains(encounter.getStatus())) {
                open.add(encounter);
            }
        }
        open.sort(java.util.Comparator.comparing(References::of));
        return open;
    }
}
