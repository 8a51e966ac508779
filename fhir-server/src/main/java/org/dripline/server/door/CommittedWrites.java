// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What one request wrote and committed so far. The entries of a batch may be carried out by several threads. */
final class CommittedWrites {

    private static final String KEPT = CommittedWrites.class.getName();

    private final Set<String> patients = ConcurrentHashMap.newKeySet();
    private volatile boolean any;

    private CommittedWrites() {}

    static CommittedWrites of(HttpServletRequest request) {
        synchronized (request) {
            if (request.getAttribute(KEPT) instanceof CommittedWrites kept) {
                return kept;
            }
            CommittedWrites none = new CommittedWrites();
            request.setAttribute(KEPT, none);
            return none;
        }
    }

    void add(Collection<String> concerned) {
        patients.addAll(concerned);
        any = true;
    }

    boolean any() {
        return any;
    }

    /** Whether all these patients are named in the rows of what was written. */
    boolean name(Collection<String> concerned) {
        return patients.containsAll(concerned);
    }
}
