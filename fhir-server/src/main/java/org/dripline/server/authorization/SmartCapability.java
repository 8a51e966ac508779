// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.dripline.server.rest.FhirInterceptor;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;

/** Says in the CapabilityStatement that SMART guards this server. Source: SMART App Launch 2.2, "Conformance". */
@Interceptor
final class SmartCapability implements FhirInterceptor {

    private static final String ADDRESSES = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final String SERVICES = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    private final Issuer issuer;
    private final boolean answersOtherOrigins;

    /** @param answersOtherOrigins whether pages of listed other origins are answered (CORS) */
    SmartCapability(Issuer issuer, boolean answersOtherOrigins) {
        this.issuer = issuer;
        this.answersOtherOrigins = answersOtherOrigins;
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void name(IBaseConformance conformance, ServletRequestDetails request) {
        if (conformance instanceof CapabilityStatement statement
                && !statement.getRestFirstRep().hasSecurity()) {
            String base = issuer.of(request.getServletRequest()) + "/oauth2/";
            var security = statement.getRestFirstRep().getSecurity();
            security.setCors(answersOtherOrigins);
            security.addService().addCoding().setSystem(SERVICES).setCode("SMART-on-FHIR");
            Extension addresses = security.addExtension();
            addresses.setUrl(ADDRESSES);
            for (String endpoint : new String[] {"authorize", "token", "introspect", "revoke"}) {
                addresses.addExtension(new Extension(endpoint, new UriType(base + endpoint)));
            }
        }
    }
}
