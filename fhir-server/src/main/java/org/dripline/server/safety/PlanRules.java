// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.KetamineOrders;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which resources are plans, orders or signed documents, and which of our profiles hold for one that claims none.
 *
 * <p>Of the plan types only those that claim a profile of ours are checked: the chart of a hospital holds plans that
 * are not this product's business. An order that gives ketamine at a rate is, whatever it claims.
 */
public final class PlanRules {

    /** Resource types that state an intention or carry a signature. */
    private static final Set<String> PLANS = Set.of(
            "ActivityDefinition",
            "CarePlan",
            "Composition",
            "Consent",
            "MedicationRequest",
            "PlanDefinition",
            "ServiceRequest");

    /** Whether an order is one for a ketamine infusion, by what it claims or by what it orders. */
    public static boolean isInfusionOrder(MedicationRequest order) {
        return order.getMeta().hasProfile(Canonicals.INFUSION_ORDER) || ordersKetamineAtARate(order);
    }

    /** Whether an order is one for esketamine, by what it claims or by what it orders: another medicine, gated too. */
    public static boolean isEsketamineOrder(MedicationRequest order) {
        return order.getMeta().hasProfile(Canonicals.ESKETAMINE_ORDER) || KetamineOrders.isEsketamine(order, List.of());
    }

    /** Whether it is to be checked before it is stored. */
    boolean isPlan(Resource resource) {
        if (resource instanceof DetectedIssue issue) {
            // The issue is a fact. Overriding it is an act somebody answers for.
            return issue.hasMitigation() && claimsOurs(resource);
        }
        return PLANS.contains(resource.fhirType())
                && (claimsOurs(resource) || !profilesBesideClaimed(resource).isEmpty());
    }

    /** Profiles that hold for it although it does not claim them. */
    List<String> profilesBesideClaimed(Resource resource) {
        List<String> profiles = new ArrayList<>();
        if (resource instanceof MedicationRequest order
                && ordersKetamineAtARate(order)
                && !order.getMeta().hasProfile(Canonicals.INFUSION_ORDER)) {
            profiles.add(Canonicals.INFUSION_ORDER);
        }
        return profiles;
    }

    private static boolean ordersKetamineAtARate(MedicationRequest order) {
        return order.hasMedicationCodeableConcept()
                && order.getMedicationCodeableConcept().getCoding().stream()
                        .anyMatch(coding -> Codes.Systems.RXNORM.equals(coding.getSystem())
                                && Codes.RxNorm.KETAMINE.equals(coding.getCode()))
                && order.getDosageInstruction().stream()
                        .flatMap(dosage -> dosage.getDoseAndRate().stream())
                        .anyMatch(Dosage.DosageDoseAndRateComponent::hasRate);
    }

    private static boolean claimsOurs(Resource resource) {
        return resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .anyMatch(profile -> profile != null && profile.startsWith(Canonicals.BASE));
    }
}
