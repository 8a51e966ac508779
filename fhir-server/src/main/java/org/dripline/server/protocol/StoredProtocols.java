// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.HistorySearchDateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import java.util.List;
import java.util.Optional;
import org.dripline.fhir.ProtocolResources;
import org.dripline.fhir.ProtocolSignatures;
import org.dripline.protocol.ProtocolSignature;
import org.dripline.server.safety.WholeSearch;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.utilities.CanonicalPair;

/** Protocols, their activities and their signatures in the FHIR store. */
final class StoredProtocols {

    private final DaoRegistry daos;
    private final WholeSearch search;
    private final ProtocolResources resources;

    StoredProtocols(DaoRegistry daos, ProtocolResources resources) {
        this.daos = daos;
        this.search = new WholeSearch(daos);
        this.resources = resources;
    }

    /** The version of the id, or the newest one when it names none. */
    StoredProtocol read(IIdType id, RequestDetails request) {
        PlanDefinition resource =
                daos.getResourceDao(PlanDefinition.class).read(id.withResourceType("PlanDefinition"), request);
        return new StoredProtocol(resource, read(resource, request), signatures(id.getIdPart()));
    }

    /** The newest one of a canonical address, with its signatures; of a version that was replaced, its last state. */
    Optional<StoredProtocol> named(String canonical, RequestDetails request) {
        return newest(PlanDefinition.class, canonical, request)
                .map(resource -> new StoredProtocol(
                        resource,
                        read(resource, request),
                        signatures(resource.getIdElement().getIdPart())));
    }

    /** What a resource says, whether it is stored or about to be. */
    ProtocolResources.Reading read(PlanDefinition resource, RequestDetails request) {
        return resources.read(resource, canonical -> newest(PlanDefinition.class, canonical, request));
    }

    /** Every signature of any version of a protocol. */
    List<ProtocolSignature> signatures(String id) {
        SearchParameterMap ofThisProtocol =
                SearchParameterMap.newSynchronous(Provenance.SP_TARGET, new ReferenceParam("PlanDefinition/" + id));
        return search.all(Provenance.class, ofThisProtocol).stream()
                .flatMap(provenance -> ProtocolSignatures.read(provenance).stream())
                .toList();
    }

    /** An activity by its canonical address. */
    Optional<ActivityDefinition> activity(String canonical, RequestDetails request) {
        return newest(ActivityDefinition.class, canonical, request);
    }

    <T extends IBaseResource> T resource(Class<T> type, IIdType id, RequestDetails request) {
        return daos.getResourceDao(type).read(id, request);
    }

    <T extends IBaseResource> IIdType store(T resource, RequestDetails request) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) resource.getClass();
        if (resource.getIdElement().hasIdPart()) {
            return daos.getResourceDao(type).update(resource, request).getId();
        }
        return daos.getResourceDao(type).create(resource, request).getId();
    }

    private <T extends MetadataResource> Optional<T> newest(Class<T> type, String canonical, RequestDetails request) {
        CanonicalPair named = CanonicalPair.of(canonical);
        SearchParameterMap byUrl = SearchParameterMap.newSynchronous("url", new UriParam(named.getUrl()));
        if (named.hasVersion()) {
            byUrl.add("version", new TokenParam(named.getVersion()));
        }
        byUrl.setSort(new SortSpec("_lastUpdated", SortOrderEnum.DESC));
        byUrl.setLoadSynchronousUpTo(1);
        Optional<T> current = daos.getResourceDao(type).search(byUrl, request).getAllResources().stream()
                .map(type::cast)
                .findFirst();
        return current.isEmpty() && named.hasVersion() ? earlier(type, named, request) : current;
    }

    /** A version that was replaced since: what was done under it is read under it. */
    private <T extends MetadataResource> Optional<T> earlier(
            Class<T> type, CanonicalPair named, RequestDetails request) {
        IFhirResourceDao<T> dao = daos.getResourceDao(type);
        SearchParameterMap byUrl = SearchParameterMap.newSynchronous("url", new UriParam(named.getUrl()));
        return search.all(type, byUrl).stream()
                .flatMap(resource -> dao
                        .history(
                                resource.getIdElement().toUnqualifiedVersionless(),
                                new HistorySearchDateRangeParam(),
                                request)
                        .getAllResources()
                        .stream())
                .filter(type::isInstance)
                .map(type::cast)
                .filter(version -> named.getVersion().equals(version.getVersion()))
                .findFirst();
    }
}
