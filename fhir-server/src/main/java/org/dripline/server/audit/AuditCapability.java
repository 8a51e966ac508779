// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.ArrayList;
import org.dripline.server.rest.FhirInterceptor;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/** Says in the CapabilityStatement what AuditEvents are searched by: not by all that HAPI's store could. */
@Interceptor
final class AuditCapability implements FhirInterceptor {

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void name(IBaseConformance conformance) {
        if (conformance instanceof CapabilityStatement statement) {
            statement.getRestFirstRep().getResource().stream()
                    .filter(resource -> resource.getType().equals("AuditEvent"))
                    .forEach(resource -> {
                        resource.setSearchInclude(new ArrayList<>());
                        resource.setSearchRevInclude(new ArrayList<>());
                        resource.setSearchParam(new ArrayList<>());
                        AuditQuery.PARAMETERS.forEach((name, type) ->
                                resource.addSearchParam().setName(name).setType(SearchParamType.fromCode(type)));
                    });
        }
    }
}
