// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.util.Locale;

/** What became of a score since its baseline. Codes of CodeSystem dripline-response-class. */
public enum ResponseClass {
    WORSE,
    NONE,
    PARTIAL,
    RESPONSE,
    LATE_RESPONSE,
    REMISSION;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
