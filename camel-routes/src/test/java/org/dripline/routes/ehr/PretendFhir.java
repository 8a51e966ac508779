// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.google.common.collect.Multimap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseParameters;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/** As much of a FHIR server as preparing an EHR's message asks: by id, by identifier and patient. No operations. */
final class PretendFhir implements IRepository {

    private final Map<String, Resource> stored = new TreeMap<>();

    void put(Collection<Resource> resources) {
        resources.forEach(resource ->
                stored.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource));
    }

    void clear() {
        stored.clear();
    }

    Collection<Resource> all() {
        return List.copyOf(stored.values());
    }

    @Override
    public <B extends IBaseBundle, T extends IBaseResource> B search(
            Class<B> bundleType,
            Class<T> type,
            Multimap<String, List<IQueryParameterType>> parameters,
            Map<String, String> headers) {
        Bundle bundle = new Bundle();
        stored.values().stream()
                .filter(resource -> resource.fhirType().equals(type.getSimpleName()))
                .filter(resource -> parameters.entries().stream()
                        .allMatch(parameter -> matches(
                                resource,
                                parameter.getKey(),
                                parameter.getValue().get(0))))
                .forEach(resource -> bundle.addEntry().setResource(resource.copy()));
        return bundleType.cast(bundle);
    }

    private static boolean matches(Resource resource, String name, IQueryParameterType value) {
        String asked = value.getValueAsQueryToken();
        return switch (name) {
            case "_id" -> asked.equals(resource.getIdElement().getIdPart());
            case "identifier" ->
                values(resource, "identifier").stream()
                        .map(Identifier.class::cast)
                        .anyMatch(identifier -> {
                            TokenParam token = (TokenParam) value;
                            return identifier.getValue().equals(token.getValue())
                                    && (token.getSystem() == null
                                            || token.getSystem().equals(identifier.getSystem()));
                        });
            case "patient" ->
                FhirContext.forR4Cached()
                        .newJsonParser()
                        .encodeResourceToString(resource)
                        .contains("\"" + asked + "\"");
            case "date" -> true;
            default -> throw new IllegalArgumentException("not searched by " + name);
        };
    }

    private static List<Base> values(Resource resource, String element) {
        return resource.getNamedProperty(element).getValues();
    }

    @Override
    public <R extends IBaseResource, P extends IBaseParameters, T extends IBaseResource> R invoke(
            Class<T> type, String name, P parameters, Class<R> returnType) {
        throw new ResourceNotFoundException("no operations");
    }

    @Override
    public <T extends IBaseResource, I extends IIdType> T read(Class<T> type, I id, Map<String, String> headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends IBaseResource> MethodOutcome create(T resource, Map<String, String> headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends IBaseResource> MethodOutcome update(T resource, Map<String, String> headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T extends IBaseResource, I extends IIdType> MethodOutcome delete(
            Class<T> type, I id, Map<String, String> headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FhirContext fhirContext() {
        return FhirContext.forR4Cached();
    }
}
