// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.IValidatorModule;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Validates plans, orders and signed documents before they are stored, and refuses those with errors: they can still be
 * put right. What happened (an Observation, an administration, an answer) is stored whatever it looks like; its profile
 * says in warnings what is odd about it.
 *
 * <p>The answer is 422 with an OperationOutcome that names every error; a transaction that holds a refused plan is
 * refused as a whole. Source: FHIR R4, RESTful API, "create" and "update" (rejecting with 422).
 */
@Interceptor
public final class PlanCheck {

    private final PlanRules rules;
    private final FhirValidator validator;

    PlanCheck(FhirContext fhir, IValidatorModule module, PlanRules rules) {
        this.rules = rules;
        this.validator = fhir.newValidator().registerValidatorModule(module);
    }

    /** Called by HAPI before a new resource is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(resource);
    }

    /** Called by HAPI before a new version is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        check(resource);
    }

    private void check(IBaseResource stored) {
        if (!(stored instanceof Resource resource) || !rules.isPlan(resource)) {
            return;
        }
        ValidationOptions options = new ValidationOptions();
        rules.profilesBesideClaimed(resource).forEach(options::addProfile);
        List<SingleValidationMessage> errors = new ArrayList<>();
        for (SingleValidationMessage message :
                validator.validateWithResult(resource, options).getMessages()) {
            if (message.getSeverity() == ResultSeverityEnum.ERROR
                    || message.getSeverity() == ResultSeverityEnum.FATAL) {
                errors.add(message);
            }
        }
        if (!errors.isEmpty()) {
            throw new UnprocessableEntityException(
                    "This " + resource.fhirType() + " contradicts its profile and is not stored.",
                    outcome(resource, errors));
        }
    }

    private static OperationOutcome outcome(Resource resource, List<SingleValidationMessage> errors) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.BUSINESSRULE)
                .setDiagnostics("This " + resource.fhirType() + " is a plan, an order or a signed document, so it is"
                        + " stored only when it agrees with its profile. Nothing of this request was stored. Correct"
                        + " what follows and send it again.");
        for (SingleValidationMessage error : errors) {
            OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.INVARIANT)
                    .setDiagnostics(error.getMessage());
            if (error.getLocationString() != null) {
                issue.addExpression(error.getLocationString());
            }
        }
        return outcome;
    }
}
