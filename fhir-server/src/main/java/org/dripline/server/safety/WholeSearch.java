// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * Searches in the server's name, for whoever needs all of a record: what is judged or summed up does not depend on what
 * the caller may see. In a caller's name HAPI cuts a search at the page size and says nothing; without a count of its
 * own it cuts at the default fetch.
 */
public final class WholeSearch {

    /** A day of one value a second; a session, or a patient's record of one type, is far below. */
    private static final int MOST = 90_000;

    private final DaoRegistry daos;

    /** @param daos the store */
    public WholeSearch(DaoRegistry daos) {
        this.daos = daos;
    }

    /**
     * Everything that matches.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when that is more than can be read at
     *     once: it is never cut
     */
    public <T extends Resource> List<T> all(Class<T> type, SearchParameterMap map) {
        List<T> found = atMost(MOST, type, map);
        if (found.size() >= MOST) {
            throw Refusals.because("There are " + MOST + " resources of type " + type.getSimpleName()
                    + " or more that belong to one record: too many to read at once.");
        }
        return found;
    }

    /** The first that match, in the order the search asks for. */
    public <T extends Resource> List<T> atMost(int most, Class<T> type, SearchParameterMap map) {
        map.setLoadSynchronousUpTo(most);
        map.setCount(most);
        return daos.getResourceDao(type).search(map, new SystemRequestDetails()).getResources(0, most).stream()
                .map(type::cast)
                .toList();
    }
}
