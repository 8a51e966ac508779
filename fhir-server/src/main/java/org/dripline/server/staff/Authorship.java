// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.References;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionAttestationMode;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is signed in is whoever answers for it: an act that names nobody gets their name, one that names somebody
 * else is refused (422). Who confirms, confirms by {@code $confirm} from a session of their own, and nobody writes that
 * into a resource.
 */
public final class Authorship {

    private static final Set<String> PEOPLE = Set.of("Practitioner", "PractitionerRole");
    private static final Set<CompositionAttestationMode> SIGNED =
            Set.of(CompositionAttestationMode.LEGAL, CompositionAttestationMode.PROFESSIONAL);

    private final Staff staff;

    Authorship(Staff staff) {
        this.staff = staff;
    }

    /**
     * Holds what a person writes against who they are, and puts their name where none is.
     *
     * @param acts what the write is, see {@link Acts}
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when it names somebody else
     */
    public void hold(AccessGrant grant, Set<Act> acts, @Nullable IBaseResource before, IBaseResource after) {
        if (acts.contains(Act.ORDER) && after instanceof MedicationRequest order) {
            order.setRequester(self(grant, order.getRequester(), "requester of an order"));
        }
        if (after instanceof DetectedIssue issue) {
            Acts.newOverrides((DetectedIssue) before, issue)
                    .forEach(
                            override -> override.setAuthor(self(grant, override.getAuthor(), "author of an override")));
        }
        if (after instanceof Provenance provenance) {
            ofProvenance(grant, provenance);
        }
        if (acts.contains(Act.SIGN) && after instanceof Composition document) {
            document.getAttester().stream()
                    .filter(attester -> SIGNED.contains(attester.getMode()))
                    .filter(attester -> wasNotThere((Composition) before, attester))
                    .forEach(attester -> attester.setParty(self(grant, attester.getParty(), "attester of a document")));
        }
        if (after instanceof MedicationAdministration given && !sameWitness(before, given)) {
            throw Refusals.because("A witness confirms from a session of their own: leave the witness out, and let them"
                    + " call $confirm on the session.");
        }
    }

    /** Nobody changes what they themselves may do. */
    public boolean isOnOneself(AccessGrant grant, @Nullable IBaseResource before, IBaseResource after) {
        String self = Staff.practitioner(grant).orElse("");
        return !self.isEmpty() && (isOf(self, after) || before != null && isOf(self, before));
    }

    /**
     * Holds the body of an operation that names who acts, as {@code practitioner}; a {@code witness} it does not take.
     */
    public void hold(AccessGrant grant, Set<String> queryNames, @Nullable IBaseResource body) {
        if (queryNames.contains("practitioner") || queryNames.contains("witness")) {
            throw Refusals.because("Name who acts in the body, as Parameters.");
        }
        if (!(body instanceof Parameters parameters)) {
            return;
        }
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            if ("witness".equals(parameter.getName())) {
                throw Refusals.because("A witness confirms from a session of their own: leave the witness out, and let"
                        + " them call $confirm on the session.");
            }
            if ("practitioner".equals(parameter.getName()) && parameter.getValue() instanceof Reference named) {
                self(grant, named, "practitioner of this operation");
            }
        }
    }

    private void ofProvenance(AccessGrant grant, Provenance provenance) {
        if (Confirmations.isOne(provenance)) {
            throw Refusals.because(
                    "Who confirms, confirms by $confirm from a session of their own; nobody writes it down for them.");
        }
        for (Provenance.ProvenanceAgentComponent agent : provenance.getAgent()) {
            if (!agent.hasWho() || isPerson(agent.getWho())) {
                agent.setWho(self(grant, agent.getWho(), "agent of a Provenance"));
            }
        }
        provenance.getSignature().forEach(signature -> signature.setWho(self(grant, signature.getWho(), "signer")));
    }

    /** The person themself where nobody is named; else what is named, which must be them. */
    private Reference self(AccessGrant grant, @Nullable Reference named, String what) {
        String self = Staff.practitioner(grant)
                .orElseThrow(() -> Refusals.because("Nobody knows who you are in this record: an administrator gives"
                        + " your user a Practitioner (--fhir-user), and then this can be in your name."));
        if (named == null || named.isEmpty()) {
            return new Reference(self);
        }
        if (!staff.person(named).equals(Optional.of(self))) {
            throw Refusals.because(
                    "The " + what + " is whoever is signed in, which is " + self
                            + ": this names somebody else. Leave it out, or let them do it. Nothing of this request was stored.");
        }
        return named;
    }

    private static boolean isPerson(Reference who) {
        String type = who.getReferenceElement().getResourceType();
        return type == null || PEOPLE.contains(type);
    }

    private static boolean isOf(String person, IBaseResource resource) {
        return resource instanceof Practitioner practitioner
                        && References.of(practitioner).equals(person)
                || resource instanceof PractitionerRole role
                        && References.of(role.getPractitioner()).equals(person);
    }

    private static boolean wasNotThere(
            @Nullable Composition before, Composition.CompositionAttesterComponent attester) {
        return before == null || before.getAttester().stream().noneMatch(attester::equalsDeep);
    }

    private static boolean sameWitness(@Nullable IBaseResource before, MedicationAdministration after) {
        List<String> now = witnesses(after);
        return now.isEmpty()
                || before instanceof MedicationAdministration known
                        && witnesses(known).equals(now);
    }

    private static List<String> witnesses(MedicationAdministration given) {
        return given.getExtension().stream()
                .filter(extension -> Confirmations.WASTE.equals(extension.getUrl()))
                .flatMap(waste -> waste.getExtension().stream())
                .filter(part -> "witness".equals(part.getUrl()))
                .map(Extension::getValue)
                .filter(Objects::nonNull)
                .map(value -> value instanceof Reference named ? References.of(named) : "")
                .toList();
    }
}
