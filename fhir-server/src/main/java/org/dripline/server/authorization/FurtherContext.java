// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;

/**
 * What an app is opened on besides a patient and an encounter. Source: SMART App Launch 2.2, "fhirContext": never a
 * Patient or an Encounter, which have parameters of their own.
 */
final class FurtherContext {

    /** As many as one launch may name. */
    private static final int MOST = 10;

    private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]{1,63})/([A-Za-z0-9.-]{1,64})");
    private static final Set<String> OTHERWISE = Set.of("Patient", "Encounter");

    private final FhirContext fhir;
    private final DaoRegistry daos;

    FurtherContext(FhirContext fhir, DaoRegistry daos) {
        this.fhir = fhir;
        this.daos = daos;
    }

    /**
     * Whether each of these is stored in this patient's record. What carries a security label is as if it were not
     * there: who opens the app may not see it.
     *
     * @param references type and logical id each
     */
    boolean isOf(String patient, List<String> references) {
        return references.size() <= MOST
                && references.stream().allMatch(reference -> {
                    Matcher parts = REFERENCE.matcher(reference);
                    return parts.matches()
                            && !OTHERWISE.contains(parts.group(1))
                            && daos.isResourceTypeSupported(parts.group(1))
                            && isIn(patient, parts.group(1), parts.group(2));
                });
    }

    private boolean isIn(String patient, String type, String id) {
        try {
            IBaseResource stored = daos.getResourceDao(type).read(new IdType(type, id), new SystemRequestDetails());
            return stored.getMeta().getSecurity().isEmpty()
                    && fhir.newTerser()
                            .isSourceInCompartmentForTarget("Patient", stored, new IdType("Patient", patient));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return false;
        }
    }
}
