// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.clock.ClinicalClock;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.SessionProtocol;
import org.dripline.fhir.SessionResources;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.session.InfusionSession;
import org.dripline.session.SessionLimits;
import org.dripline.session.SessionSummary;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A session out of the store: everything that refers to its Encounter, summed up under the protocol it records. */
final class SummedSessions {

    /** Values of each device whose arrival is looked up to tell its clock. */
    private static final int FOR_A_CLOCK = 10;

    private final StoredRecord record;
    private final ProtocolsInForce protocols;
    private final Clock clock;

    SummedSessions(StoredRecord record, ProtocolsInForce protocols, Clock clock) {
        this.record = record;
        this.protocols = protocols;
        this.clock = clock;
    }

    /**
     * A session summed up.
     *
     * @param protocol canonical address of the one it was run under; empty when it names none
     * @param issues what did not enter, and why
     */
    record Summed(SessionSummary summary, List<SessionResources.Issue> issues, String protocol) {}

    /** The session at a moment; empty when nothing that makes a session refers to the Encounter. */
    Optional<Summed> at(Encounter encounter, Instant now) {
        return of(encounter, record(encounter), now);
    }

    /** All that is known of a session, the Encounter among it. */
    List<Resource> record(Encounter encounter) {
        return record.together(() ->
                resources(encounter, "Encounter/" + encounter.getIdElement().getIdPart()));
    }

    /** What a record adds up to; empty when nothing in it makes a session. */
    Optional<Summed> of(Encounter encounter, List<Resource> resources, Instant now) {
        Optional<SessionProtocol> named = SessionProtocol.of(encounter);
        SessionLimits limits = named.flatMap(each -> protocols
                        .named(each.canonical())
                        .map(protocol -> SessionLimits.examples().under(protocol, each.wasSigned())))
                .orElseGet(SessionLimits::examples);
        SessionResources.Reading reading = SessionResources.read(resources, limits);
        InfusionSession session = reading.session();
        if (session.reports().isEmpty() && session.vitalSigns().isEmpty() && session.order() == null) {
            return Optional.empty();
        }
        return Optional.of(new Summed(
                session.summaryAt(now),
                reading.issues(),
                named.map(SessionProtocol::canonical).orElse("")));
    }

    private List<Resource> resources(Encounter encounter, String reference) {
        List<Resource> resources = new ArrayList<>();
        resources.add(encounter);
        resources.addAll(record.referringTo(MedicationRequest.class, MedicationRequest.SP_ENCOUNTER, reference));
        List<Observation> observations = record.referringTo(Observation.class, Observation.SP_ENCOUNTER, reference);
        resources.addAll(observations);
        List<MedicationAdministration> given =
                record.referringTo(MedicationAdministration.class, MedicationAdministration.SP_CONTEXT, reference);
        resources.addAll(given);
        String patient = encounter
                .getSubject()
                .getReferenceElement()
                .toUnqualifiedVersionless()
                .getValue();
        if (patient != null) {
            TokenOrListParam weights = new TokenOrListParam()
                    .add(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT)
                    .add(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT_MEASURED);
            // A weight of another visit is not this session's, and nothing that was left out of it.
            record.observations(patient, weights).stream()
                    .filter(weight -> !weight.hasEncounter())
                    .forEach(resources::add);
            record.referringTo(AdverseEvent.class, AdverseEvent.SP_SUBJECT, patient).stream()
                    .filter(event -> reference.equals(event.getEncounter()
                            .getReferenceElement()
                            .toUnqualifiedVersionless()
                            .getValue()))
                    .forEach(resources::add);
        }
        resources.addAll(treatedEvents(given, resources));
        if (!(clock instanceof ClinicalClock clinical && clinical.demo())) {
            resources.addAll(
                    record.referringToAny(Provenance.class, Provenance.SP_TARGET, someOfEachDevice(observations)));
        }
        return resources;
    }

    /**
     * The adverse events that medicines were given for, besides those already read; one that is not here any more is
     * passed over.
     */
    private List<AdverseEvent> treatedEvents(List<MedicationAdministration> given, List<Resource> read) {
        Set<String> known = read.stream()
                .filter(AdverseEvent.class::isInstance)
                .map(event -> event.getIdElement().getIdPart())
                .collect(Collectors.toSet());
        List<String> ids = given.stream()
                .flatMap(medicine -> medicine.getExtensionsByUrl(Canonicals.TREATED_EVENT).stream())
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(event -> ((Reference) event).getReferenceElement().getIdPart())
                .filter(Objects::nonNull)
                .filter(id -> !known.contains(id))
                .distinct()
                .toList();
        return record.ofIds(AdverseEvent.class, ids);
    }

    private static List<String> someOfEachDevice(List<Observation> observations) {
        Map<String, Integer> taken = new HashMap<>();
        List<String> some = new ArrayList<>();
        for (Observation observation : observations) {
            String device = observation.getDevice().getReferenceElement().getIdPart();
            if (device != null && taken.merge(device, 1, Integer::sum) <= FOR_A_CLOCK) {
                some.add("Observation/" + observation.getIdElement().getIdPart());
            }
        }
        return some;
    }
}
