// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of rules, in order. A draft until a clinician has signed it.
 *
 * @param status {@code DRAFT} or {@code SIGNED}
 */
public record GateRules(String status, List<GateRule> rules) {

    /** @throws IllegalArgumentException when the table is empty, names a rule twice or has another status */
    public GateRules {
        if (!Set.of("DRAFT", "SIGNED").contains(status)) {
            throw new IllegalArgumentException("the gate's rules are DRAFT or SIGNED, not " + status);
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("the gate has no rules");
        }
        Set<String> seen = new HashSet<>();
        for (GateRule rule : rules) {
            if (!seen.add(rule.id() + " " + rule.check() + " " + rule.answer())) {
                throw new IllegalArgumentException("the rule " + rule.id() + " is named twice");
            }
        }
        rules = List.copyOf(rules);
    }

    /** The first line of a rule. */
    public Optional<GateRule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /**
     * Whether a judgement of this stage looks at everything the rule looks at, so that what it no longer finds is over.
     */
    public boolean isWholeAt(String id, Stage stage) {
        return stage == Stage.SESSION
                || rule(id).filter(rule -> rule.due() == Stage.ORDER && rule.check() != Check.PRESSURE)
                        .isPresent();
    }
}
