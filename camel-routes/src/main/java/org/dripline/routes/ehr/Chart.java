// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.routes.adt.PlaceMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Resource;

/** What the FHIR server has now; never from a cache of its own. Safe for use by many threads. */
final class Chart {

    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");

    private final IRepository repository;
    /** Places do not change, so those that were seen on the server are not asked for again. */
    private final Cache<String, Boolean> places =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Chart(IRepository repository) {
        this.repository = repository;
    }

    <T extends DomainResource> Optional<T> byId(Class<T> type, String id) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("_id", List.of(new TokenParam(id)));
        return search(type, parameters).stream().findFirst();
    }

    /** Those of a patient with this identifier. */
    <T extends DomainResource> List<T> byIdentifier(Class<T> type, Identifier identifier, String patientId) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("identifier", List.of(new TokenParam(identifier.getSystem(), identifier.getValue())));
        parameters.put("patient", List.of(new ReferenceParam("Patient/" + patientId)));
        return search(type, parameters);
    }

    /** The same, whatever system the identifier has there. */
    <T extends DomainResource> List<T> byNumber(Class<T> type, String number, String patientId) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("identifier", List.of(new TokenParam(number)));
        parameters.put("patient", List.of(new ReferenceParam("Patient/" + patientId)));
        return search(type, parameters);
    }

    /** Those Locations of a place that the server does not have yet. */
    List<Location> unknown(PlaceMap.Place place) {
        List<Location> unknown = new ArrayList<>();
        for (Location location : PlaceMap.locations(place)) {
            String id = location.getIdElement().getIdPart();
            if (places.getIfPresent(id) == null) {
                if (byId(Location.class, id).isPresent()) {
                    places.put(id, true);
                } else {
                    unknown.add(location);
                }
            }
        }
        return unknown;
    }

    IRepository repository() {
        return repository;
    }

    void forget() {
        places.invalidateAll();
    }

    private <T extends DomainResource> List<T> search(
            Class<T> type, Multimap<String, List<IQueryParameterType>> parameters) {
        List<T> found = new ArrayList<>();
        for (Bundle.BundleEntryComponent entry :
                repository.search(Bundle.class, type, parameters, FRESH).getEntry()) {
            Resource resource = entry.getResource();
            if (type.isInstance(resource)) {
                found.add(type.cast(resource));
            }
        }
        return found;
    }
}
