// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chart an app is opened on. Source: SMART App Launch 2.2, "Scopes for requesting context data".
 *
 * @param patient logical id
 * @param encounter logical id; null when it is not opened on one
 * @param intent what the person means to do, one of the app's own words; null when nothing is said
 * @param needPatientBanner whether the app must show whose chart it is
 * @param further what else it is opened on, such as {@code ServiceRequest/417}: {@code fhirContext}; neither a Patient
 *     nor an Encounter
 */
public record Launch(
        @Nullable String patient,
        @Nullable String encounter,
        @Nullable String intent,
        boolean needPatientBanner,
        List<String> further) {

    public Launch {
        further = List.copyOf(further);
    }

    /** On a chart and nothing else. */
    Launch(@Nullable String patient, @Nullable String encounter, @Nullable String intent, boolean needPatientBanner) {
        this(patient, encounter, intent, needPatientBanner, List.of());
    }
}
