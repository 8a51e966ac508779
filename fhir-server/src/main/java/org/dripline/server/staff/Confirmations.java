// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.fhir.References;
import org.dripline.server.access.Caller;
import org.dripline.server.safety.Refusals;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * What a second person confirmed, as Provenance, both ways. Of an order or an administration: that its dose was checked
 * independently, agent {@code verifier}, target the version that was checked. Of a session: that what was left over was
 * discarded before their eyes, agent {@code WIT}, target the session, with the amount they saw. Source: HL7
 * Terminology, provenance-participant-type and v3-ParticipationType.
 */
public final class Confirmations {

    /** Extension on an administration: what was discarded, and who saw it; on a Provenance: how much they saw. */
    static final String WASTE = Canonicals.BASE + "/StructureDefinition/dripline-waste";

    private static final String AMOUNT = "amount";

    private static final Coding VERIFIER =
            new Coding("http://terminology.hl7.org/CodeSystem/provenance-participant-type", "verifier", "Verifier");
    private static final Coding WITNESS =
            new Coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "WIT", "witness");

    private Confirmations() {}

    /** Whether somebody says in it that they confirm. */
    static boolean isOne(Provenance provenance) {
        return Stream.of(VERIFIER, WITNESS)
                .anyMatch(kind -> !agents(provenance, kind).isEmpty());
    }

    /**
     * That a dose was checked.
     *
     * @param version the order or administration as it was read, such as {@code MedicationRequest/o-1/_history/2}
     */
    static Provenance ofDose(String version, String person, Instant at) {
        return confirmation(version, VERIFIER, person, at, "");
    }

    /**
     * That a rest was discarded.
     *
     * @param session such as {@code Encounter/s-1}
     * @param milligrams how much was seen
     */
    public static Provenance ofWaste(String session, String person, BigDecimal milligrams, Instant at) {
        Provenance provenance = confirmation(
                session, WITNESS, person, at, milligrams.stripTrailingZeros().toPlainString());
        provenance
                .addExtension()
                .setUrl(WASTE)
                .addExtension(
                        AMOUNT,
                        new Quantity()
                                .setValue(milligrams)
                                .setUnit(Ucum.MILLIGRAM)
                                .setSystem(Codes.Systems.UCUM)
                                .setCode(Ucum.MILLIGRAM));
        return provenance;
    }

    /**
     * Who the caller is in the record.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when nobody knows
     */
    public static String person(RequestDetails request) {
        return Caller.of(request)
                .flatMap(Staff::practitioner)
                .orElseThrow(() -> Refusals.because("Nobody knows who you are in this record: an administrator gives"
                        + " your user a Practitioner (--fhir-user), and then you can confirm."));
    }

    /** Who checked this version of an order or administration. */
    static List<String> checkers(String version, Collection<Provenance> provenances) {
        return provenances.stream()
                .filter(provenance -> provenance.getTarget().stream()
                        .anyMatch(target -> version.equals(
                                target.getReferenceElement().toUnqualified().getValue())))
                .flatMap(provenance -> agents(provenance, VERIFIER).stream())
                .toList();
    }

    /**
     * Who saw this much of a session's drug discarded; whoever confirmed another amount saw something else.
     *
     * @param milligrams what the record says now
     */
    public static List<String> witnesses(Collection<Provenance> ofTheSession, BigDecimal milligrams) {
        return ofTheSession.stream()
                .filter(provenance -> provenance.getExtensionByUrl(WASTE) != null
                        && provenance.getExtensionByUrl(WASTE).getExtensionByUrl(AMOUNT) != null
                        && provenance
                                        .getExtensionByUrl(WASTE)
                                        .getExtensionByUrl(AMOUNT)
                                        .getValue()
                                instanceof Quantity seen
                        && seen.getValue() != null
                        && seen.getValue().compareTo(milligrams) == 0)
                .flatMap(provenance -> agents(provenance, WITNESS).stream())
                .toList();
    }

    private static List<String> agents(Provenance provenance, Coding kind) {
        return provenance.getAgent().stream()
                .filter(agent -> agent.getType().hasCoding(kind.getSystem(), kind.getCode()))
                .map(ProvenanceAgentComponent::getWho)
                .map(References::of)
                .toList();
    }

    private static Provenance confirmation(String target, Coding kind, String person, Instant at, String what) {
        Provenance provenance = new Provenance();
        provenance.setId(DerivedId.of("confirm", target, kind.getCode(), person, what));
        provenance.addTarget(new Reference(target));
        provenance.setRecorded(Date.from(at));
        provenance.addAgent().setType(new CodeableConcept(kind.copy())).setWho(new Reference(person));
        return provenance;
    }
}
