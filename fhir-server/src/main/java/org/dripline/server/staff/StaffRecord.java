// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import java.util.Optional;
import org.dripline.server.safety.WholeSearch;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;

/** What acts and confirmations rest on, read and written as the system. */
final class StaffRecord {

    private final DaoRegistry daos;
    private final WholeSearch search;

    StaffRecord(DaoRegistry daos) {
        this.daos = daos;
        this.search = new WholeSearch(daos);
    }

    /** A search and never a read, which would end the transaction it takes part in. */
    <T extends Resource> Optional<T> byId(Class<T> type, String id) {
        return search.atMost(1, type, SearchParameterMap.newSynchronous("_id", new TokenParam(id))).stream()
                .findFirst();
    }

    /** All that refer to one by this parameter, such as {@code target}. */
    <T extends Resource> List<T> referring(Class<T> type, String parameter, String reference) {
        return search.all(type, SearchParameterMap.newSynchronous(parameter, new ReferenceParam(reference)));
    }

    /** Stores it unless it is there already; what was first stays. */
    Provenance once(Provenance provenance) {
        return byId(Provenance.class, provenance.getIdElement().getIdPart()).orElseGet(() -> {
            daos.getResourceDao(Provenance.class).update(provenance, new SystemRequestDetails());
            return provenance;
        });
    }
}
