// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.util.Optional;

/** Morphine equivalents of opioids by mouth, from {@code opioids.properties}. */
public final class Opioids {

    private final Rules rules;

    private Opioids(Rules rules) {
        this.rules = rules;
    }

    public static Opioids shipped() {
        return new Opioids(Rules.shipped("opioids.properties"));
    }

    /** mg of oral morphine one mg is worth; empty for an ingredient that is not in the table. */
    public Optional<BigDecimal> factor(String rxNormIngredient) {
        return rules.optional(rxNormIngredient + ".factor").map(BigDecimal::new);
    }
}
