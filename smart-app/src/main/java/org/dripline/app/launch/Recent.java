// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget: bounded, so that nobody can fill the memory by launching. */
final class Recent {

    private Recent() {}

    /** A map for several threads that holds at most {@code limit} entries and drops the one unused for longest. */
    static <K, V> Map<K, V> atMost(int limit) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        });
    }
}
