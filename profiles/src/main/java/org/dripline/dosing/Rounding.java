// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a figure is printed. Rounding happens once, here, half up; sums and quotients before it are kept at full precision.
 */
public enum Rounding {
    /** mg, one decimal. */
    DOSE(1),
    /** mg/kg, three decimals. */
    DOSE_PER_WEIGHT(3),
    /** mg/h, two decimals. */
    DOSE_RATE(2),
    /** mg/kg/h, four decimals. */
    DOSE_RATE_PER_WEIGHT(4),
    /** mL/h, four decimals: finer than any pump is set. */
    FLOW_RATE(4),
    /** mL, two decimals. */
    VOLUME(2),
    /** %, one decimal. */
    PERCENT(1),
    /** mm[Hg] of a mean pressure, one decimal: rounded before two means are compared. */
    MEAN_PRESSURE(1),
    /** Minutes, one decimal. */
    MINUTES(1),
    /** A count or a reading in whole units. */
    WHOLE(0);

    private final int decimals;

    Rounding(int decimals) {
        this.decimals = decimals;
    }

    /** The value with this many decimals, half up: {@code DOSE.of(34.95)} is 35.0. */
    public BigDecimal of(BigDecimal value) {
        return value.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** The value as printed without closing zeros: 35.0 reads {@code "35"}, 0.5172 stays. */
    public String print(BigDecimal value) {
        BigDecimal rounded = of(value).stripTrailingZeros();
        return (rounded.scale() < 0 ? rounded.setScale(0) : rounded).toPlainString();
    }
}
