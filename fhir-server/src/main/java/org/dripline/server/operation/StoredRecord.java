// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.util.List;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.instance.model.api.IAnyResource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** Reads what a summary is made of. A record larger than the limit is refused, never cut. */
final class StoredRecord {

    /** A day of one value a second; a session or a patient's scores are far below. */
    private static final int MOST = 90_000;

    private final DaoRegistry daos;

    StoredRecord(DaoRegistry daos) {
        this.daos = daos;
    }

    /**
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException when there is none of this id
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceGoneException when it was deleted
     */
    <T extends IBaseResource> T read(Class<T> type, IIdType id, RequestDetails request) {
        return daos.getResourceDao(type).read(id.toUnqualifiedVersionless(), request);
    }

    /** Every resource of a type that refers to one by this parameter. */
    <T extends Resource> List<T> referringTo(Class<T> type, String parameter, String reference) {
        return search(type, SearchParameterMap.newSynchronous(parameter, new ReferenceParam(reference)), reference);
    }

    /** Every resource of a type that refers to any of these by this parameter. */
    <T extends Resource> List<T> referringToAny(Class<T> type, String parameter, List<String> references) {
        if (references.isEmpty()) {
            return List.of();
        }
        ReferenceOrListParam any = new ReferenceOrListParam();
        references.forEach(reference -> any.add(new ReferenceParam(reference)));
        SearchParameterMap map = SearchParameterMap.newSynchronous();
        map.add(parameter, any);
        return search(type, map, "the record");
    }

    /** Those of these ids that are here. */
    <T extends Resource> List<T> ofIds(Class<T> type, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        TokenOrListParam any = new TokenOrListParam();
        ids.forEach(any::add);
        SearchParameterMap map = SearchParameterMap.newSynchronous();
        map.add(IAnyResource.SP_RES_ID, any);
        return search(type, map, "the record");
    }

    /** A patient's Observations with one of these codes. */
    List<Observation> observations(String patient, TokenOrListParam codes) {
        SearchParameterMap map = SearchParameterMap.newSynchronous(Observation.SP_SUBJECT, new ReferenceParam(patient));
        map.add(Observation.SP_CODE, codes);
        return search(Observation.class, map, patient);
    }

    private <T extends Resource> List<T> search(Class<T> type, SearchParameterMap map, String of) {
        // Asked in the server's name: in a caller's, HAPI cuts a search at the page size and says nothing. Without a
        // count
        // of its own it cuts at the default fetch.
        map.setLoadSynchronousUpTo(MOST);
        map.setCount(MOST);
        List<T> found = daos.getResourceDao(type).search(map, new SystemRequestDetails()).getResources(0, MOST).stream()
                .map(type::cast)
                .toList();
        if (found.size() >= MOST) {
            throw Refusals.because(of + " has " + MOST + " resources of type " + type.getSimpleName()
                    + " or more: too many to sum up.");
        }
        return found;
    }
}
