// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** A request that is not carried out: a status and an OperationOutcome that says what would be. */
final class Refused {

    private Refused() {}

    /**
     * What the token does not allow: 403.
     *
     * @param sentence what is missing; quotes nothing of a resource or a search
     */
    static ForbiddenOperationException because(String sentence) {
        return new ForbiddenOperationException(sentence, outcome(IssueType.FORBIDDEN, sentence));
    }

    /**
     * What asks for too much at a time: 400.
     *
     * @param sentence which limit, and its setting; quotes nothing of a request
     */
    static InvalidRequestException tooCostly(String sentence) {
        return new InvalidRequestException(sentence, outcome(IssueType.TOOCOSTLY, sentence));
    }

    private static OperationOutcome outcome(IssueType code, String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(code).setDiagnostics(sentence);
        return outcome;
    }
}
