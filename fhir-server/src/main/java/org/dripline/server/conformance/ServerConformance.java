// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;

/** HAPI's CapabilityStatement with this product's name, version and profiles. Source: FHIR R4, CapabilityStatement. */
public final class ServerConformance extends JpaCapabilityStatementProvider {

    private final KnownProfiles profiles;

    /** Makes the provider of one server; the server must exist first. */
    @FunctionalInterface
    public interface Maker {
        ServerConformance of(RestfulServer server);
    }

    /** @param profiles the profiles that {@code supportedProfile} names */
    public ServerConformance(
            RestfulServer server,
            IFhirSystemDao<?, ?> system,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            KnownProfiles profiles) {
        super(server, system, settings, searchParameters, validation);
        this.profiles = profiles;
        setImplementationDescription("Dripline FHIR server");
    }

    @Override
    public IBaseConformance getServerConformance(HttpServletRequest request, RequestDetails details) {
        IBaseConformance conformance = super.getServerConformance(request, details);
        if (conformance instanceof CapabilityStatement statement) {
            name(statement);
        }
        return conformance;
    }

    private void name(CapabilityStatement statement) {
        statement.setName("Dripline");
        statement.setPublisher("Dripline");
        statement.getSoftware().setName("Dripline").setVersion(version());
        for (CapabilityStatementRestResourceComponent resource :
                statement.getRestFirstRep().getResource()) {
            for (String canonical : profiles.of(resource.getType())) {
                if (!resource.hasSupportedProfile(canonical)) {
                    resource.getSupportedProfile().add(new CanonicalType(canonical));
                }
            }
        }
    }

    /** The version in the jar's manifest; in a build from classes there is none. */
    static String version() {
        String version = ServerConformance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
