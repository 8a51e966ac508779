// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.adt;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.datatype.AsOf;
import org.dripline.routes.datatype.CodeMaps;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.segment.Element;
import org.dripline.routes.segment.Segment;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * {@code PV1[Encounter]}, {@code PV2[Encounter]}. The trigger and PV1-45 → status; PV1-2 → class; PV1-3 → location;
 * PV1-4 → type; PV1-7, -8, -9, -17 → participant (ATND, REF, CON, ADM); PV1-10 → serviceType; PV1-13, -14, -36 →
 * hospitalization; PV1-19, PV1-50 → identifier; PV1-44, PV1-45 → period; PV2-3 → reasonCode.
 *
 * <p>Moves (A01, A02, A04) count whenever they come; all else only from an event that is not older than what is known.
 */
public final class EncounterMap {

    private static final String ENCOUNTER_TYPE = Canonicals.BASE + "/CodeSystem/dripline-encounter-type";
    private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final DataTypes types;

    public EncounterMap(DataTypes types) {
        this.types = types;
    }

    /** The visit's number: PV1-19; empty when it is not given, and then there is no telling which visit it is. */
    public Optional<Identifier> number(Segment visit, String source) {
        return Optional.of(visit.field(19)).filter(Element::says).map(cx -> visitNumber(cx, source));
    }

    private Identifier visitNumber(Element cx, String source) {
        Identifier identifier = types.identifier(cx);
        return identifier.hasSystem() ? identifier : identifier.setSystem(DataTypes.senderSystem("visit", source));
    }

    /**
     * Puts what the event says into the visit.
     *
     * @param encounter a new one, or the one on the server
     * @param patientId whose
     * @param source of the message, for numbers without an authority
     */
    public void update(Encounter encounter, AdtEvent event, String patientId, String source) {
        Segment visit = event.visit();
        boolean current = AsOf.isCurrent(encounter, event.recorded());
        boolean fresh = !encounter.hasStatus();
        encounter.setSubject(new Reference("Patient/" + patientId));
        addIdentifier(encounter, number(visit, source));
        addIdentifier(
                encounter, Optional.of(visit.field(50)).filter(Element::says).map(cx -> visitNumber(cx, source)));
        if (current) {
            status(encounter, event);
        }
        details(encounter, event, current);
        period(encounter, event, current);
        moves(encounter, event, current);
        if (fresh && !encounter.hasStatus()) {
            encounter.setStatus(EncounterStatus.UNKNOWN);
        }
        AsOf.note(encounter, event.recorded());
    }

    private static void addIdentifier(Encounter encounter, Optional<Identifier> number) {
        number.filter(identifier -> encounter.getIdentifier().stream()
                        .noneMatch(known -> Objects.equals(known.getValue(), identifier.getValue())))
                .ifPresent(encounter::addIdentifier);
    }

    private void status(Encounter encounter, AdtEvent event) {
        boolean ended = event.visit().field(45).says();
        switch (event.trigger()) {
            case A01, A04 -> encounter.setStatus(EncounterStatus.INPROGRESS);
            case A02, A12, A13 -> encounter.setStatus(EncounterStatus.INPROGRESS);
            case A03 -> encounter.setStatus(EncounterStatus.FINISHED);
            case A05 -> encounter.setStatus(EncounterStatus.PLANNED);
            case A08 -> {
                if (!encounter.hasStatus()) {
                    encounter.setStatus(ended ? EncounterStatus.FINISHED : EncounterStatus.INPROGRESS);
                }
            }
            case A11 -> encounter.setStatus(EncounterStatus.CANCELLED);
            case A31, A40 -> {}
        }
    }

    /** From an older event only what no newer one has told. */
    private void details(Encounter encounter, AdtEvent event, boolean current) {
        Segment visit = event.visit();
        if (encounter.getMeta().getProfile().isEmpty()) {
            encounter.getMeta().addProfile(Canonicals.VISIT);
        }
        if (!encounter.hasClass_() || current && visit.field(2).says()) {
            encounter.setClass_(types.codes()
                    .coding(CodeMaps.Name.ENCOUNTER_CLASS, visit.text(2))
                    .orElse(new Coding(ACT_CODE, "AMB", "ambulatory")));
        }
        type(encounter, visit, current);
        participants(encounter, visit.said(7), "ATND", current);
        participants(encounter, visit.said(8), "REF", current);
        participants(encounter, visit.said(9), "CON", current);
        participants(encounter, visit.said(17), "ADM", current);
        Encounter.EncounterHospitalizationComponent stay = encounter.getHospitalization();
        told(visit.field(10), current || !encounter.hasServiceType()).ifPresent(encounter::setServiceType);
        told(visit.field(13), current || !stay.hasReAdmission()).ifPresent(stay::setReAdmission);
        told(visit.field(14), current || !stay.hasAdmitSource()).ifPresent(stay::setAdmitSource);
        told(visit.field(36), current || !stay.hasDischargeDisposition()).ifPresent(stay::setDischargeDisposition);
        told(event.more().field(3), current || !encounter.hasReasonCode())
                .ifPresent(reason -> encounter.setReasonCode(List.of(reason)));
    }

    /** US Core asks for a type; the EHR's own stands beside ours, which says where the visit is from. */
    private void type(Encounter encounter, Segment visit, boolean current) {
        if (!encounter.hasType()) {
            encounter
                    .addType()
                    .addCoding(new Coding(Codes.Systems.SNOMED_CT, "308335008", "Patient encounter procedure"))
                    .addCoding(new Coding(ENCOUNTER_TYPE, "ehr-visit", "Visit told by an EHR"));
        }
        told(visit.field(4), current || encounter.getType().size() == 1).ifPresent(type -> {
            encounter
                    .getType()
                    .removeIf(known ->
                            known.getCoding().stream().noneMatch(coding -> ENCOUNTER_TYPE.equals(coding.getSystem())));
            encounter.addType(type);
        });
    }

    private Optional<CodeableConcept> told(Element field, boolean counts) {
        return counts && field.says() ? Optional.of(types.concept(field)) : Optional.empty();
    }

    private void participants(Encounter encounter, List<Element> people, String role, boolean current) {
        boolean known = encounter.getParticipant().stream().anyMatch(it -> has(it, role));
        if (people.isEmpty() || known && !current) {
            return;
        }
        encounter.getParticipant().removeIf(it -> has(it, role));
        people.forEach(who -> types.practitioner(who)
                .ifPresent(practitioner -> encounter
                        .addParticipant()
                        .setIndividual(practitioner)
                        .addType()
                        .addCoding(new Coding(PARTICIPATION, role, null))));
        // In one order, whichever message told of whom.
        encounter
                .getParticipant()
                .sort(Comparator.comparing(
                        it -> it.getTypeFirstRep().getCodingFirstRep().getCode(),
                        Comparator.nullsLast(Comparator.naturalOrder())));
    }

    private static boolean has(Encounter.EncounterParticipantComponent participant, String role) {
        return participant.getType().stream().anyMatch(type -> type.hasCoding(PARTICIPATION, role));
    }

    private void period(Encounter encounter, AdtEvent event, boolean current) {
        Optional<Instant> admitted = instant(event.visit().field(44));
        if (event.trigger().arrives() || admitted.isPresent() && current) {
            encounter.getPeriod().setStartElement(Stays.time(admitted.orElse(event.occurred())));
        } else if (!encounter.getPeriod().hasStart() && event.trigger() != AdtEvent.Trigger.A05) {
            encounter.getPeriod().setStartElement(Stays.time(event.occurred()));
        }
        if (!current) {
            return;
        }
        if (event.trigger() == AdtEvent.Trigger.A03) {
            encounter
                    .getPeriod()
                    .setEndElement(Stays.time(instant(event.visit().field(45)).orElse(event.occurred())));
        } else if (event.trigger() == AdtEvent.Trigger.A13) {
            encounter.getPeriod().setEndElement(null);
        } else {
            instant(event.visit().field(45))
                    .ifPresent(end -> encounter.getPeriod().setEndElement(Stays.time(end)));
        }
    }

    private Optional<Instant> instant(Element time) {
        return Moment.of(time.text(), types.zone()).map(Moment::instant);
    }

    private static void moves(Encounter encounter, AdtEvent event, boolean current) {
        Optional<Reference> place = PlaceMap.Place.of(event.visit().field(3)).map(PlaceMap::reference);
        switch (event.trigger()) {
            case A01, A02, A04 -> place.ifPresent(it -> Stays.move(encounter, it, event.occurred()));
            case A05 -> place.ifPresent(it -> Stays.plan(encounter, it));
            case A08, A13 ->
                place.filter(it -> current && event.trigger() == AdtEvent.Trigger.A08)
                        .filter(it -> encounter.getStatus() == EncounterStatus.INPROGRESS)
                        .ifPresent(it -> Stays.move(encounter, it, event.occurred()));
            case A12 ->
                Stays.cancelMove(
                        encounter,
                        place,
                        event.recorded(),
                        Optional.of(event.occurred()).filter(at -> !at.equals(event.recorded())));
            case A03, A11, A31, A40 -> {}
        }
        Stays.settle(encounter);
    }
}
