// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.jpa.provider.merge.PatientMergeProvider;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import org.dripline.server.rest.FhirOperation;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;

/**
 * HAPI's {@code Patient/$merge}. HAPI makes a provider of it that is a provider of Patients too; registered as such it
 * would be the second one, and HAPI warns of that at each start. So its operation alone is offered.
 */
final class MergeOperation implements FhirOperation {

    private final PatientMergeProvider merge;

    MergeOperation(PatientMergeProvider merge) {
        this.merge = merge;
    }

    /** Parameters are those of HAPI's operation, which names and checks them. */
    @Operation(name = "$merge", typeName = "Patient")
    public IBaseParameters merge(
            ServletRequestDetails request,
            @OperationParam(name = "source-patient-identifier", typeName = "Identifier") List<IBase> sourceIdentifiers,
            @OperationParam(name = "target-patient-identifier", typeName = "Identifier") List<IBase> targetIdentifiers,
            @OperationParam(name = "source-patient", max = 1) IBaseReference source,
            @OperationParam(name = "target-patient", max = 1) IBaseReference target,
            @OperationParam(name = "preview", typeName = "boolean", max = 1) IPrimitiveType<Boolean> preview,
            @OperationParam(name = "delete-source", typeName = "boolean", max = 1) IPrimitiveType<Boolean> deleteSource,
            @OperationParam(name = "result-patient", max = 1) IBaseResource result,
            @OperationParam(name = "resource-limit", typeName = "unsignedInt") IPrimitiveType<Integer> limit) {
        return merge.patientMerge(
                request, sourceIdentifiers, targetIdentifiers, source, target, preview, deleteSource, result, limit);
    }
}
