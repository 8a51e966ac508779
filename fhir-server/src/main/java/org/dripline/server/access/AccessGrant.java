// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.List;
import org.dripline.server.access.SmartScope.Interaction;
import org.dripline.server.access.SmartScope.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a valid access token grants, and to whom.
 *
 * @param clientId the app
 * @param username the signed-in person; null for a backend service
 * @param patient logical id of the launch's Patient; null when there is none
 * @param scopes what was granted
 * @param fhirUser who the person is in the record here, such as {@code Practitioner/p-1}; null when nobody said, or
 *     when it is somebody of another server
 */
public record AccessGrant(
        String clientId,
        @Nullable String username,
        @Nullable String patient,
        ScopeSet scopes,
        @Nullable String fhirUser) {

    /**
     * The scopes that grant an interaction on a type to this holder: a patient's scope needs the patient of a launch, a
     * user's a person, a system's a backend service.
     */
    public List<SmartScope> granting(String type, Interaction interaction) {
        return scopes.granting(type, interaction).stream()
                .filter(scope -> switch (scope.level()) {
                    case PATIENT -> patient != null;
                    case USER -> username != null;
                    case SYSTEM -> username == null;
                })
                .toList();
    }

    /** Whether an interaction on a type is granted on the launch's patient only. */
    public boolean isBound(String type, Interaction interaction) {
        List<SmartScope> granting = granting(type, interaction);
        return !granting.isEmpty() && granting.stream().allMatch(scope -> scope.level() == Level.PATIENT);
    }

    /** Whether all that is granted on resources is the launch's patient's. */
    public boolean isPatientOnly() {
        return scopes.onResources().stream().allMatch(scope -> scope.level() == Level.PATIENT);
    }

    /** Who this is, the same over renewals of the token: what a page of a search belongs to. */
    public String holder() {
        return clientId + "|" + (username == null ? "" : username) + "|" + (patient == null ? "" : patient);
    }
}
