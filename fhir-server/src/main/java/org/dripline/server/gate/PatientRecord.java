// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dripline.fhir.References;
import org.dripline.server.safety.WholeSearch;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The whole record of a patient, read as the system: what the gate judges does not depend on what the caller may see. A
 * search and never a read, because a read of what is not there would end the transaction it takes part in.
 */
final class PatientRecord {

    private static final int NEWEST = 50;

    /** Resource types the gate reads, with the parameter that finds a patient's. */
    private static final Map<Class<? extends Resource>, String> OF_A_PATIENT = Map.of(
            Condition.class, "patient",
            MedicationStatement.class, "patient",
            MedicationRequest.class, "patient",
            AllergyIntolerance.class, "patient",
            AdverseEvent.class, "subject",
            QuestionnaireResponse.class, "patient",
            Consent.class, "patient",
            Procedure.class, "patient",
            Encounter.class, "patient",
            DetectedIssue.class, "patient");

    private static final List<String> WITHOUT_VISIT =
            List.of(Codes.Loinc.BODY_WEIGHT, Codes.Loinc.BODY_WEIGHT_MEASURED, "3016-3", "2106-3", "82810-3");
    private static final List<String> OF_THE_VISIT = List.of(
            Codes.Loinc.BLOOD_PRESSURE,
            Codes.Loinc.HEART_RATE,
            Codes.Loinc.OXYGEN_SATURATION,
            Codes.Loinc.OXYGEN_SATURATION_PULSE_OXIMETRY);

    private final DaoRegistry daos;
    private final WholeSearch search;

    PatientRecord(DaoRegistry daos) {
        this.daos = daos;
        this.search = new WholeSearch(daos);
    }

    /** Everything the gate judges; empty when there is no such patient. */
    List<Resource> of(String patientId, @Nullable String encounterId) {
        List<Resource> record =
                new ArrayList<>(byId(Patient.class, patientId).stream().toList());
        if (record.isEmpty()) {
            return record;
        }
        String patient = "Patient/" + patientId;
        OF_A_PATIENT.forEach((type, parameter) -> record.addAll(search(type, map(parameter, patient))));
        record.addAll(newest(patient, Codes.Systems.LOINC, WITHOUT_VISIT));
        record.addAll(newest(patient, Codes.Systems.DRIPLINE_SCORE, List.of("asrm", "ymrs")));
        record.addAll(medications(record));
        if (encounterId != null) {
            ofTheVisit(encounterId, record);
        }
        return record;
    }

    private void ofTheVisit(String encounterId, List<Resource> record) {
        String encounter = "Encounter/" + encounterId;
        record.addAll(search(MedicationAdministration.class, map("context", encounter)));
        record.addAll(search(
                Observation.class, map("encounter", encounter).add("code", codes(Codes.Systems.LOINC, OF_THE_VISIT))));
        record.addAll(search(
                Observation.class,
                map("encounter", encounter)
                        .add("code", new TokenParam(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT))));
        record.addAll(referred(
                Location.class,
                byId(Encounter.class, encounterId).stream()
                        .flatMap(visit -> visit.getLocation().stream())
                        .map(Encounter.EncounterLocationComponent::getLocation)
                        .toList()));
    }

    /** A session and everything it is closed by. */
    List<Resource> ofSession(Encounter encounter) {
        String session = "Encounter/" + encounter.getIdElement().getIdPart();
        List<Resource> record = new ArrayList<>();
        record.add(encounter);
        record.addAll(search(MedicationRequest.class, map("encounter", session)));
        record.addAll(search(Observation.class, map("encounter", session)));
        record.addAll(search(MedicationAdministration.class, map("context", session)));
        record.addAll(search(QuestionnaireResponse.class, map("encounter", session)));
        record.addAll(search(DetectedIssue.class, map("patient", References.of(encounter.getSubject()))));
        return record;
    }

    <T extends Resource> Optional<T> byId(Class<T> type, String id) {
        return search.atMost(1, type, SearchParameterMap.newSynchronous("_id", new TokenParam(id))).stream()
                .findFirst();
    }

    <T extends Resource> List<T> search(Class<T> type, SearchParameterMap map) {
        return search.all(type, map);
    }

    static SearchParameterMap map(String parameter, String reference) {
        return SearchParameterMap.newSynchronous(parameter, new ReferenceParam(reference));
    }

    /** Stores one of ours, as the system. */
    <T extends IBaseResource> void store(T resource) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) resource.getClass();
        daos.getResourceDao(type).update(resource, new SystemRequestDetails());
    }

    private List<Observation> newest(String patient, String system, List<String> codes) {
        SearchParameterMap map = map("patient", patient).add("code", codes(system, codes));
        map.setSort(new SortSpec("date", SortOrderEnum.DESC));
        return search.atMost(NEWEST, Observation.class, map);
    }

    private static TokenOrListParam codes(String system, List<String> codes) {
        TokenOrListParam any = new TokenOrListParam();
        codes.forEach(code -> any.add(new TokenParam(system, code)));
        return any;
    }

    /** The Medications that these name. */
    List<Medication> medications(List<? extends Resource> resources) {
        return referred(
                Medication.class,
                resources.stream().flatMap(PatientRecord::medication).toList());
    }

    private <T extends Resource> List<T> referred(Class<T> type, List<Reference> references) {
        return references.stream()
                .map(Reference::getReferenceElement)
                .filter(id -> id.hasIdPart() && type.getSimpleName().equals(id.getResourceType()))
                .map(id -> id.getIdPart())
                .distinct()
                .flatMap(id -> byId(type, id).stream())
                .collect(Collectors.toList());
    }

    private static java.util.stream.Stream<Reference> medication(Resource resource) {
        org.hl7.fhir.r4.model.Type medication = null;
        if (resource instanceof MedicationStatement statement) {
            medication = statement.getMedication();
        } else if (resource instanceof MedicationRequest request) {
            medication = request.getMedication();
        }
        return medication instanceof Reference reference
                ? java.util.stream.Stream.of(reference)
                : java.util.stream.Stream.empty();
    }
}
