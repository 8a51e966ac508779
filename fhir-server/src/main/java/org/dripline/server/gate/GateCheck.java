// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.KetamineOrders;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionProtocol;
import org.dripline.fhir.SessionStates;
import org.dripline.gate.Finding;
import org.dripline.gate.Stage;
import org.dripline.server.gate.Judge.Judged;
import org.dripline.server.safety.PlanRules;
import org.dripline.server.safety.Refusals;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Refuses intentions that the record speaks against: an order that becomes active, a session that is booked, cleared or
 * started, a signature under one of them. The answer is 422 with what was found and what is not recorded, each as
 * record; nothing of the request is stored.
 *
 * <p>It stands at the end of the transaction, so that what the same request records counts. Facts are never its
 * business: what a device reports or a person says has happened is stored, see {@link UnclearedRun}. What of the
 * findings the answer tells is {@link CallersView}'s.
 */
@Interceptor
public final class GateCheck {

    private final Judge judge;
    private final PatientRecord records;
    private final CallersView view;

    GateCheck(Judge judge, PatientRecord records, CallersView view) {
        this.judge = judge;
        this.records = records;
        this.view = view;
    }

    /** Called by HAPI when a new resource is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        intentions(null, resource).forEach(intention -> check(intention, request));
    }

    /** Called by HAPI when a new version is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        intentions(before, resource).forEach(intention -> check(intention, request));
    }

    /**
     * What somebody means to do.
     *
     * @param what as the subject of a sentence
     * @param protocol canonical address; null takes that of the session or the plan
     * @param counts which of what stands in the way stands in the way of this
     */
    private record Intention(
            String what,
            Reference subject,
            Reference encounter,
            @Nullable String protocol,
            Stage stage,
            Predicate<Finding> counts) {

        Intention(String what, Reference subject, Reference encounter, @Nullable String protocol, Stage stage) {
            this(what, subject, encounter, protocol, stage, finding -> true);
        }

        /** Nothing is booked over an issue of high severity that nobody has passed; what is not recorded may come. */
        static Intention booking(Reference subject) {
            return new Intention(
                    "The booking",
                    subject,
                    new Reference(),
                    null,
                    Stage.ORDER,
                    finding -> finding.isIssue() && finding.weight() == Finding.Weight.HARD_STOP);
        }
    }

    private Stream<Intention> intentions(@Nullable IBaseResource before, IBaseResource resource) {
        if (resource instanceof MedicationRequest order) {
            if (comesIntoForce((MedicationRequest) before, order)) {
                return Stream.of(new Intention(
                        "The order", order.getSubject(), order.getEncounter(), protocolOf(order), Stage.ORDER));
            }
        } else if (resource instanceof Encounter session) {
            if (SessionStates.begins((Encounter) before, session)) {
                return Stream.of(new Intention(
                        "The session",
                        session.getSubject(),
                        new Reference(References.of(session)),
                        null,
                        Stage.SESSION));
            } else if (SessionStates.isBooked((Encounter) before, session)) {
                return Stream.of(Intention.booking(session.getSubject()));
            }
        } else if (resource instanceof Appointment appointment) {
            if (isBooked((Appointment) before, appointment)) {
                return appointment.getParticipant().stream()
                        .map(Appointment.AppointmentParticipantComponent::getActor)
                        .filter(actor -> References.of(actor).startsWith("Patient/"))
                        .map(Intention::booking);
            }
        } else if (resource instanceof MedicationAdministration given) {
            if (isStartEntered((MedicationAdministration) before, given)) {
                return Stream.of(
                        new Intention("The start", given.getSubject(), given.getContext(), null, Stage.SESSION));
            }
        } else if (resource instanceof Provenance signed && before == null && signed.hasSignature()) {
            return signed.getTarget().stream().flatMap(target -> signature(target).stream());
        }
        return Stream.empty();
    }

    /** An infusion that the clinic books. What a scheduling system tells has been booked elsewhere. */
    private static boolean isBooked(@Nullable Appointment before, Appointment appointment) {
        return appointment.getStatus() == Appointment.AppointmentStatus.BOOKED
                && (before == null || before.getStatus() != Appointment.AppointmentStatus.BOOKED)
                && !appointment.getMeta().hasProfile(Canonicals.TOLD_APPOINTMENT)
                && appointment.getServiceType().stream()
                        .anyMatch(
                                type -> type.hasCoding(Codes.Systems.DRIPLINE_ENCOUNTER_TYPE, Codes.INFUSION_SESSION));
    }

    /** An order that was in force with the same dose is no new intention. */
    private static boolean comesIntoForce(@Nullable MedicationRequest before, MedicationRequest order) {
        if (order.getStatus() != MedicationRequestStatus.ACTIVE || !isGated(order)) {
            return false;
        }
        return before == null
                || before.getStatus() != MedicationRequestStatus.ACTIVE
                || !before.getDosageInstructionFirstRep().equalsDeep(order.getDosageInstructionFirstRep());
    }

    private static boolean isGated(MedicationRequest order) {
        return PlanRules.isInfusionOrder(order) || PlanRules.isEsketamineOrder(order);
    }

    /** That of esketamine for an order of it whose session says nothing else; null leaves it to the session. */
    private @Nullable String protocolOf(MedicationRequest order) {
        String session = order.getEncounter().getReferenceElement().getIdPart();
        boolean named = session != null
                && records.byId(Encounter.class, session)
                        .flatMap(SessionProtocol::of)
                        .isPresent();
        return PlanRules.isEsketamineOrder(order) && !named ? Canonicals.ESKETAMINE_PROTOCOL : null;
    }

    /**
     * An administration under way that nobody had cleared, and of which no device has said that it runs. One that is
     * over is told as having happened and is stored.
     */
    private boolean isStartEntered(@Nullable MedicationAdministration before, MedicationAdministration given) {
        if (given.getStatus() != MedicationAdministrationStatus.INPROGRESS
                || (before != null && before.getStatus() == MedicationAdministrationStatus.INPROGRESS)
                || !KetamineOrders.isEither(given)) {
            return false;
        }
        String encounter = given.getContext().getReferenceElement().getIdPart();
        Optional<Encounter> session = encounter == null ? Optional.empty() : records.byId(Encounter.class, encounter);
        return !session.map(SessionStates::isCleared).orElse(false)
                && (encounter == null || UnclearedRun.known(records, encounter).isEmpty());
    }

    private Optional<Intention> signature(Reference target) {
        String id = target.getReferenceElement().getIdPart();
        if (id == null) {
            return Optional.empty();
        }
        return switch (String.valueOf(target.getReferenceElement().getResourceType())) {
            case "MedicationRequest" ->
                records.byId(MedicationRequest.class, id)
                        .filter(GateCheck::isGated)
                        .filter(order -> order.getStatus() == MedicationRequestStatus.DRAFT
                                || order.getStatus() == MedicationRequestStatus.ACTIVE)
                        .map(order -> new Intention(
                                "The signature",
                                order.getSubject(),
                                order.getEncounter(),
                                protocolOf(order),
                                Stage.ORDER));
            case "Encounter" ->
                records.byId(Encounter.class, id)
                        .filter(session -> !SessionStates.of(session).isEmpty() && !SessionStates.isCleared(session))
                        .map(session -> new Intention(
                                "The signature",
                                session.getSubject(),
                                new Reference("Encounter/" + id),
                                null,
                                Stage.SESSION));
            // A signature under anything else is none of the gate's.
            default -> Optional.empty();
        };
    }

    private void check(Intention intention, @Nullable RequestDetails request) {
        String patient = intention.subject().getReferenceElement().getIdPart();
        Judged judged = Optional.ofNullable(patient)
                .flatMap(id -> judge.judge(
                        id,
                        intention.encounter().getReferenceElement().getIdPart(),
                        intention.protocol(),
                        intention.stage()))
                .orElseThrow(() -> Refusals.because(intention.what()
                        + " names no patient whose record can be judged. Nothing of this request was stored: name the"
                        + " patient and send it again."));
        List<Finding> inTheWay =
                judged.report().inTheWay().stream().filter(intention.counts()).toList();
        if (inTheWay.isEmpty()) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        reasons.add(intention.what() + " waits: " + inTheWay.size() + " of the gate's rules stand in the way ("
                + judged.report().result().code() + ", protocol "
                + judged.report().protocol()
                + "). Nothing of this request was stored. Patient/" + patient
                + "/$infusion-gate lists them with their issues; record what is missing, or let a prescriber override"
                + " what may be overridden, and send it again.");
        CallersView.Parted findings = view.of(judged, inTheWay, request);
        findings.told()
                .forEach(finding -> reasons.add(finding.rule() + " ("
                        + finding.weight().code()
                        + (finding.isIssue()
                                ? finding.overridable() ? ", may be overridden" : ", never overridden"
                                : "")
                        + "): " + finding.words()));
        findings.hold().ifPresent(weight -> reasons.add("(" + weight.code() + "): " + view.words()));
        throw Refusals.because(reasons);
    }
}
