// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.time.Instant;
import java.util.List;

/**
 * A session that was planned and did not take place: counted, and no session.
 *
 * @param reasons codes of CodeSystem dripline-deferral-reason
 */
public record NotHeld(Instant at, Kind kind, List<String> reasons, String source) {

    /** How it was not held. */
    public enum Kind {
        DEFERRED,
        CANCELLED,
        NO_SHOW
    }

    public NotHeld {
        reasons = List.copyOf(reasons);
    }
}
