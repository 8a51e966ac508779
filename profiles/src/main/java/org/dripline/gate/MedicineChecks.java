// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.gate.Finding.Kind;
import org.dripline.gate.Finding.Weight;
import org.dripline.gate.GateFacts.Medicine;
import org.dripline.protocol.Amount;
import org.dripline.protocol.Criterion.Concept;

/**
 * Medicines beside ketamine. One that no rule names raises nothing: most do not matter, and a list that alerts on
 * everything is read by nobody.
 */
final class MedicineChecks {

    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    private static final String BENZODIAZEPINE = "benzodiazepine";

    private MedicineChecks() {}

    static List<Finding> medicine(Judgement judgement) {
        List<Medicine> named = named(judgement);
        if (named.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        named.forEach(medicine -> words.add("On the list: " + medicine.name()));
        boolean raised = false;
        if (judgement.rule().criterion().equals(BENZODIAZEPINE)) {
            raised = isRecent(judgement, named, words);
        }
        return List.of(judgement.finding(
                Kind.FOUND,
                raised ? Weight.HARD_STOP : Weight.of(judgement.criterion()),
                String.join("; ", words),
                references(named)));
    }

    /**
     * Two or more causes of shallow breathing beside ketamine: one finding in place of one for each. The causes are the
     * rules whose ids the rule's names list.
     */
    static Optional<Finding> together(Judgement judgement, List<Finding> findings) {
        List<Finding> causes = findings.stream()
                .filter(finding -> judgement.rule().names().contains(finding.rule()))
                .filter(Finding::isIssue)
                .toList();
        if (causes.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(judgement.found(
                String.join("; ", causes.stream().map(Finding::words).toList()),
                causes.stream().flatMap(cause -> cause.evidence().stream()).toList()));
    }

    /** The medicines of the list that a rule and its criterion name, by ingredient or, without a code, by word. */
    static List<Medicine> named(Judgement judgement) {
        return judgement.facts().medicines().stream()
                .filter(medicine -> isNamed(judgement, medicine))
                .toList();
    }

    private static boolean isNamed(Judgement judgement, Medicine medicine) {
        boolean byCode = Stream.concat(
                        judgement.rule().medicines().stream().map(code -> new Concept(RXNORM, code)),
                        judgement.criterion().concepts().stream())
                .anyMatch(medicine.codes()::contains);
        return byCode
                || Arrays.stream(medicine.name().split("[^\\p{L}]+"))
                        .anyMatch(judgement.rule().names()::contains);
    }

    /** Source: numbers benzodiazepine-before and benzodiazepine-daily of the protocol; the second of diazepam alone. */
    private static boolean isRecent(Judgement judgement, List<Medicine> named, List<String> words) {
        boolean raised = false;
        Optional<Amount> before = judgement.number("benzodiazepine-before");
        Optional<Amount> daily = judgement.number("benzodiazepine-daily");
        for (Medicine medicine : named) {
            if (before.isPresent() && medicine.lastTaken() != null) {
                BigDecimal hours =
                        Judgement.hours(medicine.lastTaken(), judgement.facts().at());
                if (hours.signum() >= 0 && hours.compareTo(before.get().low()) < 0) {
                    words.add("last taken " + hours.toPlainString() + " h before; " + judgement.asks(before.get()));
                    raised = true;
                }
            }
            boolean isDiazepam = medicine.codes().contains(new Concept(RXNORM, "3322"));
            if (isDiazepam
                    && daily.isPresent()
                    && medicine.perDay() != null
                    && medicine.perDay().compareTo(daily.get().high()) > 0) {
                words.add(medicine.perDay().toPlainString() + " mg a day; " + judgement.asks(daily.get()));
                raised = true;
            }
        }
        return raised;
    }

    private static List<String> references(List<Medicine> medicines) {
        return medicines.stream().map(Medicine::reference).toList();
    }
}
