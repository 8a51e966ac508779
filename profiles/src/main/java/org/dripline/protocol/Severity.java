// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an unmet criterion is worth. */
public enum Severity {
    /** Stands in the way until resolved or overridden. */
    HIGH,
    /** To be weighed by the prescriber. */
    MODERATE,
    /** To be known. */
    LOW,
    /** Known and harmless: must not alert. */
    NONE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> of(String code) {
        return Arrays.stream(values())
                .filter(severity -> severity.code().equals(code))
                .findFirst();
    }
}
