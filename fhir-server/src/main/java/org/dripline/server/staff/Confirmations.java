// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.fhir.References;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * What a second person confirmed, as Provenance, both ways. Of an order: that its dose was checked independently, agent
 * {@code verifier}, target the version that was checked. Of a session: that what was left over was discarded before
 * their eyes, agent {@code WIT}, target the session. Source: HL7 Terminology, provenance-participant-type and
 * v3-ParticipationType.
 */
public final class Confirmations {

    /** Extension on an administration: what was discarded, and who saw it. */
    static final String WASTE = Canonicals.BASE + "/StructureDefinition/dripline-waste";

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
     * @param version the order as it was read, such as {@code MedicationRequest/o-1/_history/2}
     */
    static Provenance ofDose(String version, String person, Instant at) {
        return confirmation(version, VERIFIER, person, at);
    }

    /** That a rest was discarded, such as {@code Encounter/s-1}'s. */
    static Provenance ofWaste(String session, String person, Instant at) {
        return confirmation(session, WITNESS, person, at);
    }

    /** Who checked this version of an order. */
    static List<String> checkers(String version, Collection<Provenance> provenances) {
        return provenances.stream()
                .filter(provenance -> provenance.getTarget().stream()
                        .anyMatch(target -> version.equals(
                                target.getReferenceElement().toUnqualified().getValue())))
                .flatMap(provenance -> agents(provenance, VERIFIER).stream())
                .toList();
    }

    /** Who saw the rest of a session discarded. */
    public static List<String> witnesses(Collection<Provenance> ofTheSession) {
        return ofTheSession.stream()
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

    private static Provenance confirmation(String target, Coding kind, String person, Instant at) {
        Provenance provenance = new Provenance();
        provenance.setId(DerivedId.of("confirm", target, kind.getCode(), person));
        provenance.addTarget(new Reference(target));
        provenance.setRecorded(Date.from(at));
        provenance.addAgent().setType(new CodeableConcept(kind.copy())).setWho(new Reference(person));
        return provenance;
    }
}
