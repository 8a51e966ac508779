// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.gate.Finding.Kind;
import org.dripline.gate.Finding.Weight;
import org.dripline.protocol.Criterion;
import org.dripline.protocol.Mark;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.Severity;
import org.dripline.protocol.Source;

/**
 * Judges a record before an infusion. Every rule of the table is judged by the criterion that the protocol gives it; a
 * criterion of severity {@code none} turns its rule off, and one that is absent is not taken for consent.
 */
public final class Gate {

    private static final Source THE_TABLE =
            new Source("gate-rules", "The gate's table of rules; the protocol says nothing of it.", "");

    private final GateRules rules;

    public Gate(GateRules rules) {
        this.rules = rules;
    }

    public GateRules rules() {
        return rules;
    }

    /**
     * What speaks against an infusion, and what is not recorded.
     *
     * @param protocol with the limits it shares
     * @param standing {@code draft} or {@code signed}
     */
    public GateReport judge(GateFacts facts, Protocol protocol, String standing, Stage stage) {
        List<Finding> findings = new ArrayList<>();
        for (GateRule rule : rules.rules()) {
            if (!stage.covers(rule.due())) {
                continue;
            }
            Optional<Criterion> criterion = protocol.criterion(rule.criterion());
            if (criterion.isEmpty()) {
                findings.add(unknownToTheProtocol(rule));
            } else if (criterion.get().severity() != Severity.NONE) {
                judge(new Judgement(rule, criterion.get(), protocol, standing, stage, facts), findings);
            }
        }
        List<Finding> judged = eachRuleOnce(findings).stream()
                .map(finding -> mitigated(finding, facts))
                .sorted(Comparator.comparing(Finding::weight).thenComparing(Finding::rule))
                .toList();
        return new GateReport(stage, protocol.url() + "|" + protocol.version(), standing, judged);
    }

    private static void judge(Judgement judgement, List<Finding> findings) {
        switch (judgement.rule().check()) {
            case EXCLUSION -> findings.addAll(HistoryChecks.exclusion(judgement));
            case PRESSURE -> findings.addAll(HistoryChecks.pressure(judgement));
            case PREGNANCY -> findings.addAll(HistoryChecks.pregnancy(judgement));
            case REACTION -> findings.addAll(HistoryChecks.reaction(judgement));
            case BIPOLAR -> findings.addAll(HistoryChecks.bipolar(judgement, isManic(findings)));
            case ANSWER -> findings.addAll(HistoryChecks.answer(judgement));
            case LACTATION -> findings.addAll(HistoryChecks.lactation(judgement));
            case MEDICINE -> findings.addAll(MedicineChecks.medicine(judgement));
            case SEDATIVES_TOGETHER ->
                MedicineChecks.together(judgement, findings).ifPresent(together -> {
                    findings.removeIf(finding -> judgement.rule().names().contains(finding.rule()));
                    findings.add(together);
                });
            case AGE -> findings.addAll(CourseChecks.age(judgement));
            case PLACE -> findings.addAll(CourseChecks.place(judgement));
            case CONSENT -> findings.addAll(CourseChecks.consent(judgement));
            case OTHER_TREATMENT -> findings.addAll(CourseChecks.otherTreatment(judgement));
            case PRIOR_TREATMENT -> findings.addAll(CourseChecks.priorTreatment(judgement));
            case INTERVAL -> findings.addAll(CourseChecks.interval(judgement));
            case WEIGHT -> findings.addAll(DayChecks.weight(judgement));
            case VITALS -> findings.addAll(DayChecks.vitals(judgement));
            case FASTING -> findings.addAll(DayChecks.fasting(judgement));
            case ESCORT -> findings.addAll(DayChecks.escort(judgement));
            case SUICIDE_SCREEN -> findings.addAll(DayChecks.suicideScreen(judgement));
            case ROOM -> findings.addAll(DayChecks.room(judgement));
            case ROOM_DATE -> findings.addAll(DayChecks.roomDate(judgement));
        }
    }

    private static boolean isManic(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.rule().equals("mania") && finding.isIssue());
    }

    private static Finding unknownToTheProtocol(GateRule rule) {
        return new Finding(
                rule.id(),
                Kind.NOT_RECORDED,
                Weight.HARD_STOP,
                false,
                "The protocol has no criterion “" + rule.criterion()
                        + "”: state it, or state it with severity none to leave it out",
                List.of(),
                THE_TABLE,
                Mark.GENERAL_KNOWLEDGE,
                Optional.empty());
    }

    /** One episode is one issue: what one rule found in several places is one finding. What is missing stays apart. */
    private static List<Finding> eachRuleOnce(List<Finding> findings) {
        Map<String, Finding> issues = new LinkedHashMap<>();
        List<Finding> all = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.isIssue()) {
                issues.merge(finding.rule(), finding, Finding::and);
            } else {
                all.add(finding);
            }
        }
        all.addAll(issues.values());
        return all;
    }

    private static Finding mitigated(Finding finding, GateFacts facts) {
        return facts.mitigations().stream()
                .filter(mitigation -> mitigation.covers(finding))
                .max(Comparator.comparing(Mitigation::at))
                .map(finding::passedBy)
                .orElse(finding);
    }
}
