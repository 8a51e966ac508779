// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The services, one for each hook. Source: CDS Hooks 2.0, the hooks of those names. */
enum HookService {
    ORDER_SELECT(
            "Order against the infusion record",
            "Compares a draft ketamine order with its arithmetic, and judges drafts by the infusion gate. Silent for"
                    + " patients without a ketamine order, course or referral.",
            List.of("userId", "patientId", "selections", "draftOrders")),
    ORDER_SIGN(
            "Order against the infusion record, before it is signed",
            "As order-select, for all drafts that are about to be signed.",
            List.of("userId", "patientId", "draftOrders")),
    PATIENT_VIEW(
            "What stands against an infusion",
            "What the infusion gate holds against the course of a patient who has one. Silent for everybody else.",
            List.of("userId", "patientId")),
    ENCOUNTER_START(
            "What stands against today's infusion",
            "What the infusion gate holds against the session that is open. Silent for everybody else.",
            List.of("userId", "patientId", "encounterId"));

    /** What a host is asked to send along. All but the patient is beside what is on record here. */
    static final Map<String, String> PREFETCH = Map.of(
            "patient", "Patient/{{context.patientId}}",
            "conditions", "Condition?patient={{context.patientId}}&clinical-status=active",
            "allergies", "AllergyIntolerance?patient={{context.patientId}}",
            "medications", "MedicationRequest?patient={{context.patientId}}&status=active");

    private final String title;
    private final String description;
    private final List<String> needed;

    HookService(String title, String description, List<String> needed) {
        this.title = title;
        this.description = description;
        this.needed = needed;
    }

    /** The hook it serves, which is its id too: {@code order-select}. */
    String hook() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** Fields the hook's context must have. */
    List<String> needed() {
        return needed;
    }

    boolean isOfOrders() {
        return this == ORDER_SELECT || this == ORDER_SIGN;
    }

    static Optional<HookService> of(String id) {
        return Arrays.stream(values())
                .filter(service -> service.hook().equals(id))
                .findFirst();
    }
}
