// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** A request that the token does not allow: 403 and an OperationOutcome that says which scope would. */
final class Refused {

    private Refused() {}

    /** @param sentence what is missing; quotes nothing of a resource or a search */
    static ForbiddenOperationException because(String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.FORBIDDEN)
                .setDiagnostics(sentence);
        return new ForbiddenOperationException(sentence, outcome);
    }
}
