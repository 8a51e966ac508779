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
 * @param opensRecords whether the person may open records of patients who are not themselves at this moment, without
 *     which a user's scope reaches only what is no patient's
 */
public record AccessGrant(
        String clientId,
        @Nullable String username,
        @Nullable String patient,
        ScopeSet scopes,
        @Nullable String fhirUser,
        boolean opensRecords) {

    /** Of somebody who was not yet asked for the right to open records. */
    public AccessGrant(
            String clientId,
            @Nullable String username,
            @Nullable String patient,
            ScopeSet scopes,
            @Nullable String fhirUser) {
        this(clientId, username, patient, scopes, fhirUser, false);
    }

    /**
     * The scopes that grant an interaction on a type to this holder: a patient's scope needs the patient of a launch, a
     * user's a person who may open records, a system's a backend service.
     */
    public List<SmartScope> granting(String type, Interaction interaction) {
        return scopes.granting(type, interaction).stream()
                .filter(scope -> switch (scope.level()) {
                    case PATIENT -> patient != null;
                    case USER -> username != null && (opensRecords || SmartScope.isWithoutPatients(type));
                    case SYSTEM -> username == null;
                })
                .toList();
    }

    /** Whether an interaction on a type is granted on the launch's patient only. */
    public boolean isBound(String type, Interaction interaction) {
        List<SmartScope> granting = granting(type, interaction);
        return !granting.isEmpty() && granting.stream().allMatch(scope -> scope.level() == Level.PATIENT);
    }

    /** Whether all that is granted on patients' records is the launch's patient's. */
    public boolean isPatientOnly() {
        return scopes.onResources().stream()
                .allMatch(scope -> scope.level() == Level.PATIENT
                        || scope.level() == Level.USER && patient != null && !opensRecords);
    }

    /**
     * Whether this is who signed in, whom scope {@code fhirUser} lets an app read. Source: SMART App Launch 2.2,
     * "Scopes for requesting identity data".
     */
    public boolean isWhoSignedIn(String type, @Nullable String id) {
        return fhirUser != null && scopes.words().contains("fhirUser") && fhirUser.equals(type + "/" + id);
    }

    /** The same for somebody of whom it is known whether they may open records, and this launch's. */
    public AccessGrant opening(boolean anyRecord, boolean ofTheLaunch) {
        return new AccessGrant(clientId, username, ofTheLaunch ? patient : null, scopes, fhirUser, anyRecord);
    }

    /** Whether a scope is there, and all that is missing is that the person may open records. */
    public boolean lacksRole(String type, Interaction interaction) {
        return username != null
                && !opensRecords
                && granting(type, interaction).isEmpty()
                && scopes.granting(type, interaction).stream().anyMatch(scope -> scope.level() != Level.SYSTEM);
    }

    /** Who this is, the same over renewals of the token: what a page of a search belongs to. */
    public String holder() {
        return clientId + "|" + (username == null ? "" : username) + "|" + (patient == null ? "" : patient);
    }
}
