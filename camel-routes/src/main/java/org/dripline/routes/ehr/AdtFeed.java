// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.RejectReason;
import org.dripline.routes.adt.AdtEvent;
import org.dripline.routes.adt.EncounterMap;
import org.dripline.routes.adt.PatientMap;
import org.dripline.routes.adt.PlaceMap;
import org.dripline.routes.association.Association;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.pcd.PatientIdentity;
import org.dripline.routes.segment.EhrMessage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * ADT → Patient, Encounter, Location. The patient and the visit that are on the server are found and changed, whoever
 * made them; only where there is none, one is made. Written is what changes.
 *
 * <p>A40 is the server's own operation {@code Patient/$merge}: it moves every reference and keeps history. It is asked
 * for while the message is prepared, and asked again it finds that nothing is left to do.
 */
final class AdtFeed {

    /** HAPI clamps it to what one transaction may hold. */
    private static final int LARGEST_MERGE = 100_000;

    /** What a server answers that does not do this merge, or does not know the operation. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 412, 422, 501);

    private final Chart chart;
    private final Association association;

    AdtFeed(Chart chart, Association association) {
        this.chart = chart;
        this.association = association;
    }

    EhrOutcome become(EhrMessage message, ClaimedEntry entry, DataTypes types) {
        Optional<AdtEvent> read = AdtEvent.of(message, entry.receivedAt(), types.zone());
        if (read.isEmpty()) {
            return new EhrOutcome.Useless(RejectReason.MESSAGE_TYPE_UNSUPPORTED);
        }
        AdtEvent event = read.get();
        if (event.identity().identifiers().isEmpty()) {
            return new EhrOutcome.Useless(RejectReason.PATIENT_NOT_STATED);
        }
        List<Resource> resources = new ArrayList<>();
        if (event.trigger() == AdtEvent.Trigger.A40) {
            for (EhrMessage pair : message.groups("PID")) {
                Optional<EhrOutcome> refused = merge(event.of(pair), types, resources);
                if (refused.isPresent()) {
                    return refused.get();
                }
            }
            return becomes(entry, resources);
        }
        Association.Outcome whose = association.patient(event.identity());
        if (whose instanceof Association.Nobody nobody && nobody.reason() != RejectReason.PATIENT_UNKNOWN) {
            return EhrOutcome.Waits.of(nobody);
        }
        Patient patient = patient(whose, event.identity(), types);
        Changes.put(patient, it -> new PatientMap(types).update(it, event.patient(), event.recorded()), resources);
        if (event.trigger().isAboutVisit()) {
            visit(event, patient, entry.source(), types, resources);
        }
        return becomes(entry, resources);
    }

    private static EhrOutcome becomes(ClaimedEntry entry, List<Resource> resources) {
        Changes.addProvenance(entry, resources);
        return new EhrOutcome.Becomes(resources, Map.of(), List.of());
    }

    /** The one on the server, or a new one under an id that follows from its first number with a known system. */
    private Patient patient(Association.Outcome whose, PatientIdentity identity, DataTypes types) {
        if (whose instanceof Association.Found found) {
            Optional<Patient> known = chart.byId(Patient.class, found.patientId());
            if (known.isPresent()) {
                return known.get();
            }
            // Remembered, and gone since.
            association.forget();
        }
        Association.SystemValue number = association.known(identity).get(0);
        Patient patient = new Patient();
        patient.setId(DerivedId.of("pat", number.system(), number.value()));
        return patient;
    }

    private void visit(AdtEvent event, Patient patient, String source, DataTypes types, List<Resource> resources) {
        EncounterMap map = new EncounterMap(types);
        String patientId = patient.getIdElement().getIdPart();
        Optional<Encounter> visit = map.number(event.visit(), source)
                .map(number -> numbered(number, patientId))
                .or(() -> unnumbered(event, patientId));
        visit.ifPresent(encounter -> {
            PlaceMap.Place.of(event.visit().field(3)).ifPresent(place -> resources.addAll(chart.unknown(place)));
            Changes.put(encounter, it -> map.update(it, event, patientId, source), resources);
        });
    }

    private Encounter numbered(Identifier number, String patientId) {
        List<Encounter> found = chart.byIdentifier(Encounter.class, number, patientId);
        if (found.isEmpty()) {
            found = chart.byNumber(Encounter.class, number.getValue(), patientId);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        Encounter encounter = new Encounter();
        encounter.setId(DerivedId.of("enc", number.getSystem(), number.getValue(), patientId));
        return found.stream()
                .filter(each -> each.getIdElement().getIdPart().equals(encounter.getIdPart()))
                .findFirst()
                .orElse(encounter);
    }

    /** Without a number: the visit under way; an arrival is a visit of its own, by patient and time. */
    private Optional<Encounter> unnumbered(AdtEvent event, String patientId) {
        Optional<Encounter> underWay = association
                .encounter(patientId, event.identity(), event.occurred())
                .flatMap(id -> chart.byId(Encounter.class, id));
        if (underWay.isPresent() || !event.trigger().arrives()) {
            return underWay;
        }
        String id = DerivedId.of("enc", patientId, event.occurred().toString());
        Encounter encounter = new Encounter();
        encounter.setId(id);
        return chart.byId(Encounter.class, id).or(() -> Optional.of(encounter));
    }

    /** One record of two: PID stays, MRG goes. */
    private Optional<EhrOutcome> merge(AdtEvent event, DataTypes types, List<Resource> resources) {
        Association.Outcome stays = association.patient(event.identity());
        if (stays instanceof Association.Nobody nobody && nobody.reason() != RejectReason.PATIENT_UNKNOWN) {
            return Optional.of(EhrOutcome.Waits.of(nobody));
        }
        Association.Outcome goes = association.patient(
                new PatientIdentity(event.mergedIdentifiers(), event.identity().visit()));
        if (goes instanceof Association.Nobody nobody && nobody.reason() == RejectReason.PATIENT_AMBIGUOUS) {
            return Optional.of(EhrOutcome.Waits.of(nobody));
        }
        Patient survivor = patient(stays, event.identity(), types);
        if (goes instanceof Association.Found source
                && !source.patientId().equals(survivor.getIdElement().getIdPart())) {
            if (!(stays instanceof Association.Found)) {
                // Nobody has the new number yet: the record that is there gets it, and nothing has to move.
                survivor = patient(goes, event.identity(), types);
            } else {
                try {
                    merge(source.patientId(), survivor.getIdElement().getIdPart());
                } catch (BaseServerResponseException problem) {
                    if (REFUSALS.contains(problem.getStatusCode())) {
                        return Optional.of(new EhrOutcome.Useless(RejectReason.MERGE_REFUSED));
                    }
                    throw problem;
                }
                association.forget();
                survivor = chart.byId(Patient.class, survivor.getIdElement().getIdPart())
                        .orElseThrow();
            }
        }
        PatientMap map = new PatientMap(types);
        Changes.put(
                survivor,
                it -> {
                    map.update(it, event.patient(), event.recorded());
                    map.addIdentifiers(it, event.merged().said(1), Identifier.IdentifierUse.OLD);
                },
                resources);
        return Optional.empty();
    }

    private void merge(String source, String target) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("source-patient").setValue(new Reference("Patient/" + source));
        parameters.addParameter().setName("target-patient").setValue(new Reference("Patient/" + target));
        parameters
                .addParameter()
                .setName("resource-limit")
                .setValue(new org.hl7.fhir.r4.model.UnsignedIntType(LARGEST_MERGE));
        chart.repository().invoke(Patient.class, "$merge", parameters, Parameters.class);
    }
}
