// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The searches that one request has asked for so far, beside that of its address: those of the entries of a batch or
 * transaction, conditions, references by search. Some of them are known before anything is done, those of a patch only
 * when it has been carried out.
 */
final class AskedSearches {

    private static final String ATTRIBUTE = AskedSearches.class.getName();

    private final Set<String> references = new HashSet<>();
    private long values;

    /** Those of a request; kept with it, whose work may go on in another thread. */
    static AskedSearches of(HttpServletRequest request) {
        synchronized (request) {
            if (request.getAttribute(ATTRIBUTE) instanceof AskedSearches known) {
                return known;
            }
            AskedSearches none = new AskedSearches();
            request.setAttribute(ATTRIBUTE, none);
            return none;
        }
    }

    /** Whether nothing of the request had this reference before: the store looks for each but once. */
    synchronized boolean isNew(String reference) {
        return references.add(reference);
    }

    synchronized void add(Map<String, String[]> search) {
        values += RequestSize.values(search);
    }

    /** How many values they have in all. */
    synchronized long values() {
        return values;
    }
}
