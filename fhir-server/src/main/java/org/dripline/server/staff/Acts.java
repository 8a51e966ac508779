// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueMitigationComponent;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
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

    private Acts() {}

    /** What calling an operation is; null when anybody may whose scopes allow it. */
    public static @Nullable Act of(String operation) {
        return OPERATIONS.get(operation);
    }

    /**
     * What a write is.
     *
     * @param before what was stored; null when nothing was
     * @param byPerson whether a person is signed in; a system that tells an order of another medicine reports it
     */
    public static Set<Act> of(@Nullable IBaseResource before, IBaseResource after, boolean byPerson) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (after instanceof MedicationRequest order) {
            MedicationRequest known = (MedicationRequest) before;
            if (byPerson ? comesIntoForce(known, order) : isReleased(known, order)) {
                acts.add(Act.ORDER);
            }
        } else if (after instanceof Encounter session) {
            addOfSession((Encounter) before, session, acts);
        } else if (after instanceof MedicationAdministration given) {
            if (isGiven(given) && changes(before, given)) {
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
            if (isSigned(document)
                    && (before == null || !isSigned((Composition) before) || changes(before, document))) {
                acts.add(Act.SIGN);
            }
        } else {
            addOfThings(before, after, acts);
        }
        return acts;
    }

    /** Whether it says that ketamine or esketamine runs or was given. */
    static boolean isGiven(MedicationAdministration given) {
        return KetamineOrders.isEither(given) && GIVEN.contains(given.getStatus());
    }

    /** What deleting is. */
    public static Set<Act> ofDeletion(IBaseResource stored) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (stored instanceof DetectedIssue issue && !overrides(issue).isEmpty()) {
            acts.add(Act.OVERRIDE);
        }
        addOfThings(null, stored, acts);
        return acts;
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
        if (SessionStates.of(session).equals(Codes.SESSION_CLOSED)
                && !SessionStates.of(before).equals(Codes.SESSION_CLOSED)) {
            acts.add(Act.SIGN);
        }
    }

    private static void addOfThings(@Nullable IBaseResource before, IBaseResource after, Set<Act> acts) {
        if (after instanceof Practitioner || after instanceof PractitionerRole) {
            acts.add(Act.STAFF);
        } else if (after instanceof DeviceUseStatement) {
            acts.add(Act.ASSOCIATE);
        } else if (after instanceof Device device
                && device.hasPatient()
                && !(before instanceof Device known && known.getPatient().equalsDeep(device.getPatient()))) {
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

    /** What was in force and still says the same is no new order. */
    private static boolean comesIntoForce(@Nullable MedicationRequest before, MedicationRequest order) {
        if (order.getStatus() != MedicationRequestStatus.ACTIVE) {
            return false;
        }
        if (before == null || before.getStatus() != MedicationRequestStatus.ACTIVE) {
            return true;
        }
        MedicationRequest known = before.copy();
        MedicationRequest now = order.copy();
        for (MedicationRequest version : List.of(known, now)) {
            version.setMeta(null);
            version.setNote(null);
            version.setText(null);
            version.setId((String) null);
        }
        return !known.equalsDeep(now);
    }

    private static boolean changes(@Nullable IBaseResource before, MedicationAdministration given) {
        return !(before instanceof MedicationAdministration known)
                || known.getStatus() != given.getStatus()
                || !known.getDosage().equalsDeep(given.getDosage());
    }

    private static boolean changes(IBaseResource before, Composition document) {
        Composition known = (Composition) before;
        return known.getSection().size() != document.getSection().size()
                || known.getAttester().size() != document.getAttester().size()
                || !Composition.compareDeep(known.getSection(), document.getSection(), true)
                || !Composition.compareDeep(known.getAttester(), document.getAttester(), true);
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
