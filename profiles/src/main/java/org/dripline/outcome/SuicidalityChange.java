// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.util.Locale;

/** How suicidal thoughts changed since before the course; from best to worst. */
public enum SuicidalityChange {
    /** None before, none now. */
    ABSENT,
    /** Some before, none now. */
    RESOLVED,
    /** Less than before. */
    IMPROVED,
    SAME,
    WORSE;

    static SuicidalityChange of(int before, int now) {
        if (now > before) {
            return WORSE;
        }
        if (now == 0) {
            return before == 0 ? ABSENT : RESOLVED;
        }
        return now < before ? IMPROVED : SAME;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
