// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.util.UUID;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Hash;

/**
 * Binds the pages of a search to whoever searched: the search's name ends with a part of the hash of both, so every
 * node can tell, without keeping anything, whether a page link came from the one who follows it.
 */
final class PageBinding {

    private static final int RANDOM_PART = 32;
    private static final int BOUND_PART = 16;

    private PageBinding() {}

    /** A name for a new search: 48 characters, which is what HAPI's table holds. */
    static String nameFor(AccessGrant grant) {
        String random = UUID.randomUUID().toString().replace("-", "");
        return random + binding(random, grant);
    }

    /** Whether a search of this name was begun by this holder. */
    static boolean isBy(AccessGrant grant, String name) {
        return name.length() == RANDOM_PART + BOUND_PART
                && name.substring(RANDOM_PART).equals(binding(name.substring(0, RANDOM_PART), grant));
    }

    private static String binding(String random, AccessGrant grant) {
        String hash = Hash.of(random + "|" + grant.holder());
        return hash.substring(hash.length() - BOUND_PART);
    }
}
