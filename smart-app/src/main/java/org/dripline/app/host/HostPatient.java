// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import org.jspecify.annotations.Nullable;

/**
 * The patient as the host EHR identifies him or her. Shown, never logged.
 *
 * @param id logical id in the host EHR
 * @param name for display, from the official or usual name; empty when the host gives none
 * @param birthDate FHIR date, possibly only a year or a month; null when the host gives none
 * @param sex FHIR administrative gender code; null when the host gives none
 * @param mrnSystem system of the medical record number, as configured for this host
 * @param mrn medical record number: the only thing by which our own Patient is found
 */
public record HostPatient(
        String id,
        String name,
        @Nullable String birthDate,
        @Nullable String sex,
        String mrnSystem,
        String mrn) {

    public HostPatient {
        if (id.isBlank() || mrnSystem.isBlank() || mrn.isBlank()) {
            throw new IllegalArgumentException("a host patient has an id and a medical record number");
        }
    }

    /** Names no one: a record's own text would carry the patient into any log line or error message. */
    @Override
    public String toString() {
        return "HostPatient";
    }
}
