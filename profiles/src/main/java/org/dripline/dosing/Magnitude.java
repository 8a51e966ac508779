// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import java.math.BigDecimal;
import java.math.MathContext;

/** What every quantity here is checked for, and the one precision a quotient is kept in. */
final class Magnitude {

    /** 34 digits: a printed figure is rounded from this once and never rounded twice in a way that shows. */
    static final MathContext PRECISION = MathContext.DECIMAL128;

    private Magnitude() {}

    /** Refuses values below zero; 1.0 and 1.00 become the same value. */
    static BigDecimal notNegative(BigDecimal value, String unit) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("negative quantity in " + unit);
        }
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Refuses zero and below. */
    static BigDecimal positive(BigDecimal value, String unit) {
        if (value.signum() == 0) {
            throw new IllegalArgumentException("zero quantity in " + unit);
        }
        return notNegative(value, unit);
    }
}
