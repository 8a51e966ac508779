// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.List;
import java.util.Set;
import org.dripline.protocol.Criterion.Concept;

/**
 * One line of {@code gate-rules.json}: what a rule looks at. What it is worth, who may pass it and where it is from is
 * the criterion of the protocol that it names.
 *
 * @param id code of CodeSystem dripline-eligibility-rule
 * @param check how the record is judged
 * @param criterion code of the protocol's criterion
 * @param due from which intention on it is judged
 * @param answer link of the question in the eligibility form or the room's form; empty when none
 * @param history whether resolved conditions count
 * @param conditions codes; an ICD-10-CM code stands for all codes that begin with it
 * @param medicines RxNorm ingredients beside those of the criterion
 * @param names words of a medicine written without a code, lower case
 * @param labs code and the abnormality that counts, such as {@code low}
 * @param source where the lists are from
 */
public record GateRule(
        String id,
        Check check,
        String criterion,
        Stage due,
        String answer,
        boolean history,
        List<Concept> conditions,
        Set<String> medicines,
        Set<String> names,
        List<LabSign> labs,
        String source) {

    /** A laboratory result that counts as the condition until somebody has reviewed it. */
    public record LabSign(Concept code, String abnormal) {}

    /** @throws IllegalArgumentException when a line cannot mean anything */
    public GateRule {
        if (id.isBlank() || criterion.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a rule needs an id, a criterion and the source of its lists");
        }
        if (check == Check.EXCLUSION && conditions.isEmpty() && answer.isEmpty()) {
            throw new IllegalArgumentException("the exclusion " + id + " looks at no condition and no answer");
        }
        if ((check == Check.ANSWER || check == Check.ROOM) && answer.isEmpty()) {
            throw new IllegalArgumentException("the rule " + id + " names no question");
        }
        conditions = List.copyOf(conditions);
        medicines = Set.copyOf(medicines);
        names = Set.copyOf(names);
        labs = List.copyOf(labs);
    }
}
