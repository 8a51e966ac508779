// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a clinician made of an issue. It covers what was known when it was given: evidence that came later opens the
 * matter again.
 *
 * @param rule id of the rule
 * @param action code of CodeSystem dripline-mitigation: {@code override} or {@code resolved}
 * @param by who answers for it, such as {@code Practitioner/…}
 * @param reason in words
 * @param at when
 * @param evidence the references the issue rested on then
 * @param issue where it is kept, such as {@code DetectedIssue/…}
 */
public record Mitigation(
        String rule, String action, String by, String reason, Instant at, List<String> evidence, String issue) {

    public static final String OVERRIDE = "override";
    public static final String RESOLVED = "resolved";

    /** @throws IllegalArgumentException without a name, or an override without a reason */
    public Mitigation {
        if (by.isBlank() || (action.equals(OVERRIDE) && reason.isBlank())) {
            throw new IllegalArgumentException("an override names who answers for it, and why");
        }
        evidence = List.copyOf(evidence);
    }

    boolean covers(Finding finding) {
        return finding.overridable()
                && finding.rule().equals(rule)
                && (action.equals(OVERRIDE) || action.equals(RESOLVED))
                && Set.copyOf(evidence).containsAll(finding.evidence());
    }
}
