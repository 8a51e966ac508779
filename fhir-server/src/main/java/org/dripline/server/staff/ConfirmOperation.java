// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.util.Optional;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionStates;
import org.dripline.server.access.Caller;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Provenance;

/**
 * {@code $confirm}: a second person confirms, from their own session, what another did. Whoever is signed in is who
 * confirms; nothing is sent but the address. Called again it gives the same Provenance.
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
        String person = person(request);
        if (order.getStatus() != MedicationRequestStatus.ACTIVE) {
            throw Refusals.because("A dose is confirmed once its order is in force: this one is not active.");
        }
        if (staff.person(order.getRequester()).equals(Optional.of(person))) {
            throw Refusals.because("Nobody confirms their own order: somebody else does, from their own session.");
        }
        return records.once(Confirmations.ofDose(versionOf(order), person, clock.instant()));
    }

    /**
     * That what was left over of a session's drug was discarded before the caller's eyes. Whoever closes the session
     * must be somebody else; see {@code $closeout}.
     *
     * @return the Provenance; 422 when it is no infusion session
     */
    @Operation(name = "$confirm", type = Encounter.class)
    public Provenance waste(@IdParam IdType id, RequestDetails request) {
        Encounter session = records.byId(Encounter.class, id.getIdPart())
                .filter(SessionStates::isSession)
                .orElseThrow(() -> Refusals.because("There is no infusion session of this id."));
        return records.once(Confirmations.ofWaste(References.of(session), person(request), clock.instant()));
    }

    static String versionOf(MedicationRequest order) {
        return References.of(order) + "/_history/" + order.getIdElement().getVersionIdPart();
    }

    private static String person(RequestDetails request) {
        return Caller.of(request)
                .flatMap(Staff::practitioner)
                .orElseThrow(() -> Refusals.because("Nobody knows who you are in this record: an administrator gives"
                        + " your user a Practitioner (--fhir-user), and then you can confirm."));
    }
}
