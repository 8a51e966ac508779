// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.dripline.fhir.GateIssues;
import org.dripline.fhir.KetamineOrders;
import org.dripline.fhir.SessionStates;
import org.dripline.gate.Mitigation;
import org.dripline.server.safety.PlanRules;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionAttestationMode;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueMitigationComponent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Which acts a write or a call is, by what is written and by what was there before. Pure. */
public final class Acts {

    /** Operations that are acts; the others are told by what they write, or need no role. */
    private static final Map<String, Act> OPERATIONS = Map.of(
            "$everything", Act.EXPORT,
            "$sign", Act.SIGN,
            "$closeout", Act.SIGN,
            "$confirm", Act.WITNESS,
            "$break-glass", Act.BREAK_GLASS,
            "$break-glass-list", Act.LIST_BREAK_GLASS);

    private static final Set<MedicationAdministrationStatus> GIVEN = EnumSet.of(
            MedicationAdministrationStatus.INPROGRESS,
            MedicationAdministrationStatus.COMPLETED,
            MedicationAdministrationStatus.STOPPED,
            MedicationAdministrationStatus.ONHOLD);

    private static final String CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";

    private Acts() {}

    /** What calling an operation is; null when anybody may whose scopes allow it. */
    public static @Nullable Act of(String operation) {
        return OPERATIONS.get(operation);
    }

    /**
     * What a write is: doing an act, undoing it, and saying it otherwise.
     *
     * @param before what was stored; null when nothing was
     * @param byPerson whether a person is signed in; a system that tells an order of another medicine reports it
     */
    public static Set<Act> of(@Nullable IBaseResource before, IBaseResource after, boolean byPerson) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (after instanceof MedicationRequest order) {
            MedicationRequest known = (MedicationRequest) before;
            if (byPerson ? isOtherwise(known, order, Acts::isInForce) : isReleased(known, order)) {
                acts.add(Act.ORDER);
            }
        } else if (after instanceof Encounter session) {
            addOfSession((Encounter) before, session, acts);
        } else if (after instanceof MedicationAdministration given) {
            if (isOtherwise((MedicationAdministration) before, given, Acts::isGiven)) {
                acts.add(Act.GIVE);
            }
        } else if (after instanceof DetectedIssue issue) {
            if (!same(overrides((DetectedIssue) before), overrides(issue))) {
                acts.add(Act.OVERRIDE);
            }
        } else if (after instanceof Provenance provenance) {
            if (provenance.hasSignature()) {
                acts.add(Act.SIGN);
            }
            if (Confirmations.isOne(provenance)) {
                acts.add(Act.WITNESS);
            }
        } else if (after instanceof Composition document) {
            if (isOtherwise((Composition) before, document, Acts::isSigned)) {
                acts.add(Act.SIGN);
            }
        } else if (after instanceof Consent consent) {
            if (isOtherwise((Consent) before, consent, Acts::isOfPrivacy)) {
                acts.add(Act.RECORD_CONSENT);
            }
        } else {
            addOfThings(before, after, acts);
        }
        return acts;
    }

    /**
     * What deleting is: undoing an act takes who may do it.
     *
     * @param byPerson whether a person is signed in; a system that tells an order of another medicine takes it back
     */
    public static Set<Act> ofDeletion(IBaseResource stored, boolean byPerson) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (stored instanceof MedicationRequest order) {
            if (isInForce(order) && (byPerson || PlanRules.isInfusionOrder(order))) {
                acts.add(Act.ORDER);
            }
        } else if (stored instanceof Encounter session) {
            if (SessionStates.isCleared(session)) {
                acts.add(isClosed(session) ? Act.SIGN : Act.CLEAR);
            }
        } else if (stored instanceof MedicationAdministration given) {
            if (isGiven(given)) {
                acts.add(Act.GIVE);
            }
        } else if (stored instanceof DetectedIssue issue) {
            if (!overrides(issue).isEmpty()) {
                acts.add(Act.OVERRIDE);
            }
        } else if (stored instanceof Composition document) {
            if (isSigned(document)) {
                acts.add(Act.SIGN);
            }
        } else if (stored instanceof Consent consent) {
            if (isOfPrivacy(consent)) {
                acts.add(Act.RECORD_CONSENT);
            }
        }
        addOfThings(null, stored, acts);
        return acts;
    }

    /** Whether a version says in whose name something was done otherwise than the one before: that is kept. */
    public static boolean rewrites(@Nullable IBaseResource before, IBaseResource after, boolean byPerson) {
        return before instanceof Provenance known
                && after instanceof Provenance now
                && (byPerson || isAPersonsWord(known))
                && !said(known).equalsDeep(said(now));
    }

    private static boolean isAPersonsWord(Provenance provenance) {
        return provenance.hasSignature()
                || Confirmations.isOne(provenance)
                || provenance.getAgent().stream()
                        .map(agent -> agent.getWho().getReferenceElement().getResourceType())
                        .anyMatch(type -> "Practitioner".equals(type) || "PractitionerRole".equals(type));
    }

    /** Whether it says that ketamine or esketamine runs or was given. */
    static boolean isGiven(MedicationAdministration given) {
        return KetamineOrders.isEither(given) && GIVEN.contains(given.getStatus());
    }

    /** The overrides of an issue that were not there before, or are otherwise now. */
    public static List<DetectedIssueMitigationComponent> newOverrides(
            @Nullable DetectedIssue before, DetectedIssue after) {
        List<DetectedIssueMitigationComponent> known = overrides(before);
        return overrides(after).stream()
                .filter(override -> known.stream().noneMatch(override::equalsDeep))
                .toList();
    }

    private static void addOfSession(@Nullable Encounter before, Encounter session, Set<Act> acts) {
        if (SessionStates.begins(before, session)) {
            acts.add(Act.CLEAR);
        }
        if (isClosed(session) != (before != null && isClosed(before))) {
            acts.add(Act.SIGN);
        }
    }

    private static boolean isClosed(Encounter session) {
        return SessionStates.of(session).equals(Codes.SESSION_CLOSED);
    }

    private static void addOfThings(@Nullable IBaseResource before, IBaseResource after, Set<Act> acts) {
        if (after instanceof Practitioner || after instanceof PractitionerRole) {
            acts.add(Act.STAFF);
        } else if (after instanceof DeviceUseStatement) {
            acts.add(Act.ASSOCIATE);
        } else if (after instanceof Device device
                && !(before instanceof Device known ? known.getPatient() : new Reference())
                        .equalsDeep(device.getPatient())) {
            acts.add(Act.ASSOCIATE);
        }
    }

    /**
     * An infusion made active by a system. A change of what is in force and an order of another medicine are the EHR's
     * own, which it only tells.
     */
    private static boolean isReleased(@Nullable MedicationRequest before, MedicationRequest order) {
        return PlanRules.isInfusionOrder(order)
                && order.getStatus() == MedicationRequestStatus.ACTIVE
                && (before == null || before.getStatus() != MedicationRequestStatus.ACTIVE);
    }

    private static boolean isInForce(MedicationRequest order) {
        return order.getStatus() == MedicationRequestStatus.ACTIVE;
    }

    /**
     * Whether something that counts is there now and was not, was there and is not, or says something else. All that is
     * said is compared, but for a note, and what only describes the rest.
     */
    private static <T extends DomainResource> boolean isOtherwise(@Nullable T before, T after, Predicate<T> counts) {
        if (before == null || !counts.test(before)) {
            return counts.test(after);
        }
        return !counts.test(after) || !said(before).equalsDeep(said(after));
    }

    private static DomainResource said(DomainResource version) {
        DomainResource said = version.copy();
        said.setId((String) null);
        said.setMeta(null);
        said.setText(null);
        if (said instanceof MedicationRequest order) {
            order.setNote(null);
        } else if (said instanceof MedicationAdministration given) {
            given.setNote(null);
        }
        return said;
    }

    /** Of which withholding is told; see package {@code sensitive}. */
    private static boolean isOfPrivacy(Consent consent) {
        return consent.getScope().hasCoding(CONSENT_SCOPE, "patient-privacy");
    }

    private static boolean isSigned(Composition document) {
        return document.getStatus() == CompositionStatus.FINAL
                || document.getStatus() == CompositionStatus.AMENDED
                || document.getAttester().stream()
                        .anyMatch(attester -> attester.getMode() == CompositionAttestationMode.LEGAL
                                || attester.getMode() == CompositionAttestationMode.PROFESSIONAL);
    }

    private static List<DetectedIssueMitigationComponent> overrides(@Nullable DetectedIssue issue) {
        return issue == null
                ? List.of()
                : issue.getMitigation().stream()
                        .filter(mitigation -> GateIssues.action(mitigation).equals(Mitigation.OVERRIDE))
                        .toList();
    }

    private static boolean same(
            List<DetectedIssueMitigationComponent> some, List<DetectedIssueMitigationComponent> others) {
        return some.size() == others.size()
                && some.stream().allMatch(one -> others.stream().anyMatch(one::equalsDeep));
    }
}
