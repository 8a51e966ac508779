// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/**
 * Whose a report is by anything but the patient's own identifiers: the visit's number, who was in the bed (from ADT),
 * to whom the device was associated ({@code DeviceUseStatement}, by PCIM or by a person). Nothing is remembered: each
 * of them may be corrected at any moment.
 */
final class Whose {

    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");
    private static final Set<EncounterStatus> THERE = Set.of(
            EncounterStatus.ARRIVED, EncounterStatus.TRIAGED, EncounterStatus.INPROGRESS, EncounterStatus.FINISHED);
    private static final Set<DeviceUseStatementStatus> WORN =
            Set.of(DeviceUseStatementStatus.ACTIVE, DeviceUseStatementStatus.COMPLETED);

    private final IRepository repository;

    Whose(IRepository repository) {
        this.repository = repository;
    }

    /** Patients with a visit of that number. */
    Set<String> byVisit(TokenParam number) {
        Set<String> patients = new TreeSet<>();
        for (Encounter encounter : search(Encounter.class, "identifier", number)) {
            if (encounter.getStatus() != EncounterStatus.ENTEREDINERROR) {
                patients.add(patient(encounter.getSubject()));
            }
        }
        return patients;
    }

    /** Patients who were in that bed all the time from first to last, or in part of it. */
    Set<String> byBed(Bedside bedside) {
        if (bedside.bed().isEmpty()) {
            return Set.of();
        }
        Set<String> patients = new TreeSet<>();
        for (Location bed : search(Location.class, "identifier", new TokenParam(Canonicals.PLACE, bedside.bed()))) {
            String place = "Location/" + bed.getIdElement().getIdPart();
            for (Encounter encounter : search(Encounter.class, "location", new ReferenceParam(place))) {
                boolean there = encounter.getLocation().stream()
                        .filter(stay -> place.equals(stay.getLocation().getReference()))
                        .filter(stay -> stay.getPeriod().hasStart())
                        .anyMatch(stay -> meets(stay.getPeriod(), bedside));
                if (there && THERE.contains(encounter.getStatus())) {
                    patients.add(patient(encounter.getSubject()));
                }
            }
        }
        return patients;
    }

    /** Patients to whom one of the devices was associated from first to last, or in part of it. */
    Set<String> byDevice(Bedside bedside) {
        Set<String> patients = new TreeSet<>();
        bedside.devices().forEach(device -> patients.addAll(worn(ofDevice(device), bedside)));
        return patients;
    }

    /** All associations of a device. */
    List<DeviceUseStatement> ofDevice(String device) {
        return search(DeviceUseStatement.class, "device", new ReferenceParam("Device/" + device));
    }

    /** Those of their patients to whom the device was associated from first to last, or in part of it. */
    static Set<String> worn(List<DeviceUseStatement> statements, Bedside bedside) {
        return statements.stream()
                .filter(statement -> WORN.contains(statement.getStatus())
                        && statement.hasTimingPeriod()
                        && meets(statement.getTimingPeriod(), bedside))
                .map(statement -> patient(statement.getSubject()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The association of that device to that patient which holds at a moment. */
    Optional<DeviceUseStatement> worn(String deviceId, String patientId, Instant at) {
        Bedside then = new Bedside("", Set.of(deviceId), at, at);
        return ofDevice(deviceId).stream()
                .filter(statement -> statement.getStatus() == DeviceUseStatementStatus.ACTIVE
                        && patientId.equals(patient(statement.getSubject()))
                        && statement.hasTimingPeriod()
                        && meets(statement.getTimingPeriod(), then))
                .findFirst();
    }

    /** A moment at which one ends and the next begins belongs to the next. */
    private static boolean meets(Period period, Bedside bedside) {
        Instant start = period.hasStart() ? period.getStart().toInstant() : Instant.MIN;
        Instant end = period.hasEnd() ? period.getEnd().toInstant() : Instant.MAX;
        return !bedside.last().isBefore(start) && bedside.first().isBefore(end);
    }

    private static String patient(Reference subject) {
        return subject.getReferenceElement().getIdPart();
    }

    /** Names of the beds a visit was in. */
    Set<String> beds(Encounter encounter) {
        List<IQueryParameterType> ids = new ArrayList<>();
        encounter.getLocation().stream()
                .map(stay -> stay.getLocation().getReferenceElement().getIdPart())
                .filter(id -> id != null)
                .distinct()
                .forEach(id -> ids.add(new TokenParam(id)));
        if (ids.isEmpty()) {
            return Set.of();
        }
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("_id", ids);
        return search(Location.class, parameters).stream()
                .flatMap(location -> location.getIdentifier().stream())
                .filter(identifier -> Canonicals.PLACE.equals(identifier.getSystem()))
                .map(identifier -> identifier.getValue())
                .collect(Collectors.toSet());
    }

    private <T extends DomainResource> List<T> search(Class<T> type, String name, IQueryParameterType value) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put(name, List.of(value));
        return search(type, parameters);
    }

    <T extends DomainResource> List<T> search(Class<T> type, Multimap<String, List<IQueryParameterType>> parameters) {
        List<T> found = new ArrayList<>();
        for (Bundle.BundleEntryComponent entry :
                repository.search(Bundle.class, type, parameters, FRESH).getEntry()) {
            if (type.isInstance(entry.getResource())) {
                found.add(type.cast(entry.getResource()));
            }
        }
        return found;
    }
}
