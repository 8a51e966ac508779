// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.util.Optional;
import org.dripline.fhir.References;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code $confirm}: a second person confirms, from their own session, what another did. Whoever is signed in is who
 * confirms; nothing is sent but the address. Called again it gives the same Provenance. What was seen discarded is
 * confirmed in package {@code gate}, where it is worked out.
 */
final class ConfirmOperation implements FhirOperation {

    private final Staff staff;
    private final StaffRecord records;
    private final Clock clock;

    ConfirmOperation(Staff staff, StaffRecord records, Clock clinicalClock) {
        this.staff = staff;
        this.records = records;
        this.clock = clinicalClock;
    }

    /**
     * That the dose of an order in force was checked independently. It holds for the version that is stored now: an
     * order that changes is confirmed again.
     *
     * @return the Provenance; 422 when the order is not in force, or is the caller's own
     */
    @Operation(name = "$confirm", type = MedicationRequest.class)
    public Provenance dose(@IdParam IdType id, RequestDetails request) {
        MedicationRequest order = records.byId(MedicationRequest.class, id.getIdPart())
                .orElseThrow(() -> new ResourceNotFoundException(id));
        String person = Confirmations.person(request);
        if (order.getStatus() != MedicationRequestStatus.ACTIVE) {
            throw Refusals.because("A dose is confirmed once its order is in force: this one is not active.");
        }
        if (staff.person(order.getRequester()).equals(Optional.of(person))) {
            throw Refusals.because("Nobody confirms their own order: somebody else does, from their own session.");
        }
        return records.once(Confirmations.ofDose(versionOf(order), person, clock.instant()));
    }

    /**
     * That the dose of an administration, programmed or given, was checked independently; it holds for the version that
     * is stored now.
     *
     * @return the Provenance; 422 when it gives no ketamine or no dose, does not say who gave it, or the caller gave it
     */
    @Operation(name = "$confirm", type = MedicationAdministration.class)
    public Provenance given(@IdParam IdType id, RequestDetails request) {
        MedicationAdministration given = records.byId(MedicationAdministration.class, id.getIdPart())
                .orElseThrow(() -> new ResourceNotFoundException(id));
        String person = Confirmations.person(request);
        if (!Acts.isGiven(given)
                || !given.getDosage().hasDose() && !given.getDosage().hasRate()) {
            throw Refusals.because(
                    "What is confirmed is the dose of ketamine or esketamine that runs or was given: this"
                            + " says none (status, dosage).");
        }
        if (!given.hasPerformer()) {
            throw Refusals.because("It does not say who gave it, so nobody can be told from them: add the performer.");
        }
        boolean own = given.getPerformer().stream()
                .anyMatch(performer -> staff.person(performer.getActor()).equals(Optional.of(person)));
        if (own) {
            throw Refusals.because("Nobody confirms what they gave: somebody else does, from their own session.");
        }
        return records.once(Confirmations.ofDose(versionOf(given), person, clock.instant()));
    }

    static String versionOf(Resource resource) {
        return References.of(resource) + "/_history/" + resource.getIdElement().getVersionIdPart();
    }
}
