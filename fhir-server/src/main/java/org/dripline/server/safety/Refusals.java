// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Why something is not stored or not done, as an answer 422 with one issue a reason. */
public final class Refusals {

    private Refusals() {}

    public static UnprocessableEntityException because(List<String> reasons) {
        OperationOutcome outcome = new OperationOutcome();
        reasons.forEach(reason -> outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.BUSINESSRULE)
                .setDiagnostics(reason));
        return new UnprocessableEntityException(FhirContext.forR4Cached(), outcome);
    }

    public static UnprocessableEntityException because(String reason) {
        return because(List.of(reason));
    }
}
