// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.repository.impl.GenericClientRepository;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.util.Collection;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * The FHIR server as the routes see it: HAPI's repository over its REST client, which has transactions and headers, so
 * we need no interface of our own.
 */
public final class FhirServer {

    /** The server need not send back what it was just given. */
    private static final Map<String, String> MINIMAL = Map.of("Prefer", "return=minimal");

    private final IRepository repository;

    /** @param repository transactions and searches */
    FhirServer(IRepository repository) {
        this.repository = repository;
    }

    /** Connects on first use. A client factory of its own, since the cached context's is shared with others. */
    public static FhirServer at(FhirProperties properties) {
        FhirContext context = FhirContext.forR4Cached();
        ApacheRestfulClientFactory factory = new ApacheRestfulClientFactory(context);
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        factory.setConnectTimeout(Math.toIntExact(properties.connectTimeout().toMillis()));
        factory.setConnectionRequestTimeout(
                Math.toIntExact(properties.connectTimeout().toMillis()));
        factory.setSocketTimeout(Math.toIntExact(properties.readTimeout().toMillis()));
        factory.setPoolMaxPerRoute(64);
        factory.setPoolMaxTotal(64);
        IGenericClient client = factory.newGenericClient(properties.baseUrl().toString());
        client.setEncoding(EncodingEnum.JSON);
        if (properties.credentials() != null) {
            client.registerInterceptor(new BackendToken(properties.credentials(), properties.connectTimeout()));
        }
        return new FhirServer(new GenericClientRepository(client));
    }

    /** For searches. */
    public IRepository repository() {
        return repository;
    }

    /** One transaction of PUTs; each id must occur once. Exceptions of the client pass through. */
    void put(Collection<Resource> resources) {
        repository.transaction(transaction(resources), MINIMAL);
    }

    static Bundle transaction(Collection<Resource> resources) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : resources) {
            String reference = reference(resource);
            Bundle.BundleEntryRequestComponent request =
                    bundle.addEntry().setResource(resource).getRequest();
            request.setMethod(Bundle.HTTPVerb.PUT).setUrl(reference);
            if (resource.getMeta().hasVersionId()) {
                // Made from what the server had: somebody who wrote it since must not be overwritten.
                request.setIfMatch("W/\"" + resource.getMeta().getVersionId() + "\"");
            }
        }
        return bundle;
    }

    static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
