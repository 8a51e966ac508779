// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.List;

/**
 * What the gate found, hard stops first, then by rule.
 *
 * @param stage what it was asked for
 * @param protocol canonical address of the protocol, with its version
 * @param standing {@code draft} or {@code signed}: whether the protocol's numbers were signed at that moment
 */
public record GateReport(Stage stage, String protocol, String standing, List<Finding> findings) {

    /** The overall answer. */
    public enum Result {
        /** Nothing stands in the way. */
        CLEAR,
        /** What stands in the way, a prescriber may pass. */
        NEEDS_OVERRIDE,
        /** Something needed is not recorded, and nothing recorded is a stop nobody may pass. */
        INCOMPLETE,
        /** At least one stop that nobody may pass. */
        STOPPED;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public GateReport {
        findings = List.copyOf(findings);
    }

    public Result result() {
        List<Finding> standing = inTheWay();
        if (standing.stream().anyMatch(finding -> finding.isIssue() && !finding.overridable())) {
            return Result.STOPPED;
        }
        if (standing.stream().anyMatch(finding -> !finding.isIssue())) {
            return Result.INCOMPLETE;
        }
        return standing.isEmpty() ? Result.CLEAR : Result.NEEDS_OVERRIDE;
    }

    /** What stands in the way. */
    public List<Finding> inTheWay() {
        return findings.stream().filter(Finding::stands).toList();
    }

    /** What is about something: one issue each. */
    public List<Finding> issues() {
        return findings.stream().filter(Finding::isIssue).toList();
    }

    /** What nobody has recorded. */
    public List<Finding> missing() {
        return findings.stream().filter(finding -> !finding.isIssue()).toList();
    }
}
