// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import org.dripline.terminology.Codes.Observed;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a message no longer becomes, as entered in error: the number may be wrong, so nothing of it stays but whose it
 * was, when, from which device, and that it was an error. Whose, the FHIR server says: the message may say otherwise
 * now, or nothing.
 */
final class Retraction {

    private final FhirServer fhir;

    Retraction(FhirServer fhir) {
        this.fhir = fhir;
    }

    /**
     * Exceptions of the FHIR client pass through, but for one that says that there is no such resource.
     *
     * @param reference what a message became; other things than Observations are not retracted, since others use them
     */
    Optional<Resource> of(String reference) {
        if (!reference.startsWith("Observation/")) {
            return Optional.empty();
        }
        try {
            Observation charted = fhir.repository().read(Observation.class, new IdType(reference));
            Observation observation = new Observation();
            observation.setId(reference.substring(reference.indexOf('/') + 1));
            observation.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
            observation
                    .getCode()
                    .addCoding()
                    .setSystem(Systems.DRIPLINE_OBSERVATION)
                    .setCode(Observed.UNMAPPED);
            observation
                    .setSubject(charted.getSubject())
                    .setEncounter(charted.getEncounter())
                    .setEffective(charted.getEffective())
                    .setDevice(charted.getDevice());
            return Optional.of(observation);
        } catch (ResourceNotFoundException | ResourceGoneException nothingToRetract) {
            return Optional.empty();
        }
    }
}
