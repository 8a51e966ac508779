// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.util.Collection;
import java.util.Set;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** Which orders, plans and referrals say that a patient's treatment is ketamine, or esketamine. */
public final class KetamineOrders {

    private static final Set<MedicationRequestStatus> OPEN =
            Set.of(MedicationRequestStatus.ACTIVE, MedicationRequestStatus.DRAFT, MedicationRequestStatus.ONHOLD);
    private static final Set<String> PLANS =
            Set.of(Canonicals.plan("induction"), Canonicals.plan("maintenance"), Canonicals.plan("pain"));
    private static final Set<String> OPEN_REQUEST = Set.of("draft", "active", "on-hold");

    private KetamineOrders() {}

    /**
     * Whether it orders ketamine.
     *
     * @param around where a Medication it refers to is found
     */
    public static boolean isKetamine(MedicationRequest order, Collection<? extends Resource> around) {
        return GateMedicines.isKetamine(GateMedicines.concept(around, order.getMedication()));
    }

    /**
     * Whether it orders esketamine, which is another medicine.
     *
     * @param around where a Medication it refers to is found
     */
    public static boolean isEsketamine(MedicationRequest order, Collection<? extends Resource> around) {
        return GateMedicines.isEsketamine(GateMedicines.concept(around, order.getMedication()));
    }

    /** Whether what was given is one of the two. */
    public static boolean isEither(MedicationAdministration given) {
        return given.getMedication() instanceof CodeableConcept medicine
                && (GateMedicines.isKetamine(medicine) || GateMedicines.isEsketamine(medicine));
    }

    /** Whether it is open: drafted, in force or on hold. */
    public static boolean isOpen(MedicationRequest order) {
        return OPEN.contains(order.getStatus());
    }

    /** Whether it is the open plan of a course here. */
    public static boolean isOpenCourse(CarePlan plan) {
        return PLANS.stream().anyMatch(plan.getMeta()::hasProfile)
                && plan.hasStatus()
                && OPEN_REQUEST.contains(plan.getStatus().toCode());
    }

    /** Whether it is an open referral here. */
    public static boolean isOpenReferral(ServiceRequest request) {
        return request.getMeta().hasProfile(Canonicals.REFERRAL)
                && request.hasStatus()
                && OPEN_REQUEST.contains(request.getStatus().toCode());
    }
}
