// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import org.dripline.app.host.HostEncounter;
import org.dripline.app.host.HostPatient;
import org.jspecify.annotations.Nullable;

/**
 * What a screen knows of the launch it is shown in. A handler below {@code /app/s/{launchId}/} takes it as a parameter;
 * by then the launch is known to belong to this browser session, to be in force, and to be about one patient of ours.
 *
 * @param launchId the unguessable path segment of this launch; never logged
 * @param issuer the host EHR's FHIR base URL, without a slash at its end
 * @param patient who the patient is, as the host EHR shows it
 * @param patientId logical id of the same patient on our own FHIR server, found by medical record number
 * @param encounter the host's encounter; null when it gave none or lets us not read it
 * @param needPatientBanner false only when the host said that it shows the patient's banner itself
 * @param intent what the host asked for, as it wrote it; null when it asked for nothing in particular
 * @param hostStyled whether the host names a style document, offered as {@code host-style.css} beside the screen
 */
public record LaunchContext(
        String launchId,
        String issuer,
        HostPatient patient,
        String patientId,
        @Nullable HostEncounter encounter,
        boolean needPatientBanner,
        @Nullable String intent,
        boolean hostStyled) {

    /** Names neither patient nor launch. */
    @Override
    public String toString() {
        return "LaunchContext";
    }
}
