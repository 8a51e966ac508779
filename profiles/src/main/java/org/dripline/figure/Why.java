// SPDX-License-Identifier: Apache-2.0
package org.dripline.figure;

import java.util.List;

/**
 * What made a number.
 *
 * @param rule how it is worked out
 * @param limits the limits it was compared with; none when the rule needs none
 * @param sources the records it was made from, such as {@code Observation/pe-…}, in order. A view on what was read: a
 *     figure over a whole session may have thousands
 */
public record Why(Rule rule, List<Basis> limits, List<String> sources) {

    public Why {
        limits = List.copyOf(limits);
    }

    public static Why of(Rule rule, List<String> sources) {
        return new Why(rule, List.of(), sources);
    }
}
