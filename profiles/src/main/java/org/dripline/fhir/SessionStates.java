// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.util.Set;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;

/** What the states of a session mean. Source: CodeSystem dripline-session-state. */
public final class SessionStates {

    /** A session that was put off. */
    public static final String DEFERRED = "deferred";

    private static final String SCHEDULED = "scheduled";

    /** States that somebody enters to let it begin. */
    private static final Set<String> INTENTIONS = Set.of("cleared", "iv-placed", "infusing");

    /** States after the drug ran; entered without clearance they tell what happened. */
    private static final Set<String> HAS_RUN = Set.of(
            "paused",
            "stopped-early",
            "infusion-complete",
            "recovery",
            "discharge-ready",
            "discharged",
            "post-24h-check",
            Codes.SESSION_CLOSED);

    private SessionStates() {}

    /** The code of a session's state; empty when it records none. */
    public static String of(@Nullable Encounter encounter) {
        Extension state = encounter == null ? null : encounter.getExtensionByUrl(Canonicals.SESSION_STATE);
        return state == null || state.getValue() == null ? "" : state.getValue().primitiveValue();
    }

    /** Whether a visit is one for an infusion: it records a state, or its type says so. */
    public static boolean isSession(Encounter encounter) {
        return encounter.hasExtension(Canonicals.SESSION_STATE)
                || encounter.getType().stream()
                        .anyMatch(
                                type -> type.hasCoding(Codes.Systems.DRIPLINE_ENCOUNTER_TYPE, Codes.INFUSION_SESSION));
    }

    /** Whether this version lets a session begin that the one before had not. A visit that is over begins nothing. */
    public static boolean begins(@Nullable Encounter before, Encounter encounter) {
        return INTENTIONS.contains(of(encounter)) && !isCleared(before) && !isOver(encounter);
    }

    /** Whether this version books a session that the one before had not. */
    public static boolean isBooked(@Nullable Encounter before, Encounter encounter) {
        return of(encounter).equals(SCHEDULED) && !of(before).equals(SCHEDULED) && !isOver(encounter);
    }

    /** Whether the session had been cleared; what has run since was cleared, or carries its issue. */
    public static boolean isCleared(@Nullable Encounter encounter) {
        return INTENTIONS.contains(of(encounter)) || HAS_RUN.contains(of(encounter));
    }

    /** Whether it is under way, or about to be, with or without clearance. */
    public static boolean isUnderWay(Encounter encounter) {
        return isCleared(encounter) && !isOver(encounter);
    }

    /** Whether it is told as having run although it was not cleared. */
    public static boolean hasRunUncleared(@Nullable Encounter before, Encounter encounter) {
        boolean hasRun = HAS_RUN.contains(of(encounter)) || (of(encounter).equals("infusing") && isOver(encounter));
        return hasRun && !isCleared(before);
    }

    /** Whether the visit is over, or never came to be. */
    public static boolean isOver(Encounter encounter) {
        return encounter.getStatus() == Encounter.EncounterStatus.FINISHED
                || encounter.getStatus() == Encounter.EncounterStatus.CANCELLED;
    }
}
