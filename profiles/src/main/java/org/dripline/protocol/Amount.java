// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.math.BigDecimal;

/** The value of a protocol's number, in a UCUM unit. */
public sealed interface Amount {

    /** UCUM code, such as {@code mg/kg}. */
    String unit();

    /** The value itself, or the lower end of a window. */
    BigDecimal low();

    /** The value itself, or the upper end of a window. */
    BigDecimal high();

    default boolean holds(BigDecimal value) {
        return value.compareTo(low()) >= 0 && value.compareTo(high()) <= 0;
    }

    /** As written in a plan: {@code 0.5 mg/kg}, {@code 14–21 d}. */
    default String inWords() {
        String value = low().compareTo(high()) == 0
                ? low().toPlainString()
                : low().toPlainString() + "–" + high().toPlainString();
        return value + " " + unit();
    }

    /** One value. */
    record Exactly(BigDecimal value, String unit) implements Amount {

        public Exactly {
            value = plain(value);
            named(unit);
        }

        @Override
        public BigDecimal low() {
            return value;
        }

        @Override
        public BigDecimal high() {
            return value;
        }
    }

    /** From one value to another, both included. */
    record Window(BigDecimal low, BigDecimal high, String unit) implements Amount {

        /** @throws IllegalArgumentException when the window is inverted */
        public Window {
            if (low.compareTo(high) > 0) {
                throw new IllegalArgumentException("the range from " + low.toPlainString() + " to "
                        + high.toPlainString() + " " + unit + " is inverted");
            }
            low = plain(low);
            high = plain(high);
            named(unit);
        }
    }

    /** 1.0 and 1.00 become the same value. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static void named(String unit) {
        if (unit.isBlank()) {
            throw new IllegalArgumentException("a number needs a UCUM unit");
        }
    }
}
