// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;

/** What an answer of the FHIR server that is not a success means for the entry at hand. HTTP status → consequence. */
enum FhirProblem {
    /**
     * Nobody there, not now, or not us: the whole source waits, in order. Also a wrong base URL (404) or a missing
     * permission (401, 403).
     */
    AWAY,
    /** Somebody else wrote at the same time: try again. */
    CONFLICT,
    /** The content is refused: trying again does not help. */
    REFUSED,
    /** The server broke: perhaps on this content, perhaps not. */
    BROKE;

    static FhirProblem of(RuntimeException problem) {
        if (!(problem instanceof BaseServerResponseException answered)) {
            return AWAY;
        }
        return switch (answered.getStatusCode()) {
            case 409, 412 -> CONFLICT;
            case 400, 413, 422 -> REFUSED;
            case 500, 501 -> BROKE;
            default -> AWAY;
        };
    }

    /** Class and status only: HAPI's messages quote content. */
    static String describe(RuntimeException problem) {
        String status = problem instanceof BaseServerResponseException answered ? "/" + answered.getStatusCode() : "";
        return problem.getClass().getSimpleName() + status;
    }
}
