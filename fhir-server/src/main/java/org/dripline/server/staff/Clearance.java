// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.dripline.fhir.DerivedId;
import org.dripline.fhir.References;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.safety.PlanRules;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/**
 * A session that a person clears: its order was confirmed by somebody else, and it is written down who cleared it;
 * where the clinic does not ask for a second person and none confirmed, that too.
 */
public final class Clearance {

    /** What the record says where a clinic turned the second person off. */
    public static final String NOT_DOUBLE_CHECKED = "not double-checked";

    private static final Coding AUTHOR =
            new Coding("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "author", "Author");

    private final Staff staff;
    private final StaffRecord records;
    private final AccessSettings settings;
    private final Clock clock;

    /** @param clinicalClock dates what is written down */
    public Clearance(Staff staff, DaoRegistry daos, AccessSettings settings, Clock clinicalClock) {
        this.staff = staff;
        this.records = new StaffRecord(daos);
        this.settings = settings;
        this.clock = clinicalClock;
    }

    /**
     * Called before the end of the transaction that clears a session.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when an order of it in force was not
     *     confirmed as it is stored now
     */
    public void cleared(AccessGrant grant, Encounter session) {
        Optional<String> person = Staff.practitioner(grant);
        if (person.isEmpty()) {
            return;
        }
        Optional<MedicationRequest> unconfirmed =
                orders(session).stream().filter(order -> !isConfirmed(order)).findFirst();
        if (settings.asksForSecondPerson()) {
            unconfirmed.ifPresent(order -> {
                throw Refusals.because("The session waits: nobody but its requester has confirmed "
                        + References.of(order) + " as it is now. Somebody else does so from their own session:"
                        + " POST " + References.of(order) + "/$confirm. Nothing of this request was stored.");
            });
        }
        records.once(provenance(session, person.get(), unconfirmed.isPresent()));
    }

    private boolean isConfirmed(MedicationRequest order) {
        Optional<String> requester = staff.person(order.getRequester());
        Collection<Provenance> known = records.referring(Provenance.class, "target", References.of(order));
        return Confirmations.checkers(ConfirmOperation.versionOf(order), known).stream()
                .anyMatch(checker -> !requester.equals(Optional.of(checker)));
    }

    private List<MedicationRequest> orders(Encounter session) {
        return records.referring(MedicationRequest.class, "encounter", References.of(session)).stream()
                .filter(order -> order.getStatus() == MedicationRequestStatus.ACTIVE)
                .filter(order -> PlanRules.isInfusionOrder(order) || PlanRules.isEsketamineOrder(order))
                .toList();
    }

    private Provenance provenance(Encounter session, String person, boolean isUnconfirmed) {
        String target =
                References.of(session) + "/_history/" + session.getIdElement().getVersionIdPart();
        Provenance provenance = new Provenance();
        provenance.setId(DerivedId.of("clearance", target));
        provenance.addTarget(new Reference(target));
        provenance.setRecorded(Date.from(clock.instant()));
        provenance.setActivity(new CodeableConcept()
                .setText(isUnconfirmed ? "Session cleared, " + NOT_DOUBLE_CHECKED : "Session cleared"));
        provenance.addAgent().setType(new CodeableConcept(AUTHOR.copy())).setWho(new Reference(person));
        return provenance;
    }
}
