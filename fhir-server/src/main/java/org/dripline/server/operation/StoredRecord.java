// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.dripline.server.safety.WholeSearch;
import org.hl7.fhir.instance.model.api.IAnyResource;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** Reads what a summary is made of. */
final class StoredRecord {

    private final DaoRegistry daos;
    private final WholeSearch search;
    private final IHapiTransactionService transactions;

    StoredRecord(DaoRegistry daos, IHapiTransactionService transactions) {
        this.daos = daos;
        this.transactions = transactions;
        this.search = new WholeSearch(daos);
    }

    /**
     * Reads in one transaction that says it writes nothing: Hibernate then keeps no second copy of each row and looks
     * for no change in hundreds of them.
     */
    <T> T together(Supplier<T> reads) {
        return transactions.withSystemRequest().readOnly().execute(reads::get);
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
        return search.all(type, SearchParameterMap.newSynchronous(parameter, new ReferenceParam(reference)));
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
        return search.all(type, map);
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
        return search.all(type, map);
    }

    /** Every resource of a type whose time, by this parameter, is from the first moment on and before the second. */
    <T extends Resource> List<T> between(Class<T> type, String parameter, Instant from, Instant until) {
        return search.all(
                type,
                SearchParameterMap.newSynchronous()
                        .add(
                                parameter,
                                new DateRangeParam(
                                        new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(from)),
                                        new DateParam(ParamPrefixEnum.LESSTHAN, Date.from(until)))));
    }

    /** A patient's Observations with one of these codes. */
    List<Observation> observations(String patient, TokenOrListParam codes) {
        SearchParameterMap map = SearchParameterMap.newSynchronous(Observation.SP_SUBJECT, new ReferenceParam(patient));
        map.add(Observation.SP_CODE, codes);
        return search.all(Observation.class, map);
    }
}
