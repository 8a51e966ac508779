// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/** Finds the patient a signed-in person opens an app for, by name or number. */
final class PatientPicker {

    private static final int MOST = 20;

    private final DaoRegistry daos;

    /**
     * One line to choose from.
     *
     * @param id logical id
     * @param name as it is written
     * @param born ISO date; empty when unknown
     * @param numbers identifiers
     */
    record Choice(String id, String name, String born, String numbers) {

        static Choice of(Patient patient) {
            return new Choice(
                    patient.getIdElement().getIdPart(),
                    patient.getNameFirstRep().getNameAsSingleString(),
                    patient.hasBirthDate() ? patient.getBirthDateElement().getValueAsString() : "",
                    patient.getIdentifier().stream().map(Identifier::getValue).collect(Collectors.joining(", ")));
        }
    }

    PatientPicker(DaoRegistry daos) {
        this.daos = daos;
    }

    /** The first that match a name or a number; none when nothing is asked. */
    List<Choice> matching(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        Map<String, Choice> found = new LinkedHashMap<>();
        search(new SearchParameterMap().add("identifier", new TokenParam(null, text.strip())), found);
        SearchParameterMap names = new SearchParameterMap();
        for (String word : text.strip().split("\\s+")) {
            names.add("name", new StringParam(word));
        }
        search(names, found);
        return List.copyOf(found.values());
    }

    /** The patient with this logical id. */
    Optional<Choice> patient(String id) {
        if (!id.matches("[A-Za-z0-9.-]{1,64}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Choice.of(patients().read(new IdType("Patient", id), new SystemRequestDetails())));
        } catch (ResourceNotFoundException | ResourceGoneException nobody) {
            return Optional.empty();
        }
    }

    /** Whether there is such an encounter, and it is this patient's. */
    boolean isEncounterOf(String patient, String encounter) {
        try {
            return daos.getResourceDao(Encounter.class)
                    .read(new IdType("Encounter", encounter), new SystemRequestDetails())
                    .getSubject()
                    .getReference()
                    .equals("Patient/" + patient);
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return false;
        }
    }

    private void search(SearchParameterMap map, Map<String, Choice> found) {
        map.setLoadSynchronousUpTo(MOST);
        patients().search(map, new SystemRequestDetails()).getResources(0, MOST).stream()
                .map(Patient.class::cast)
                .map(Choice::of)
                .forEach(choice -> found.putIfAbsent(choice.id(), choice));
    }

    private IFhirResourceDao<Patient> patients() {
        return daos.getResourceDao(Patient.class);
    }
}
