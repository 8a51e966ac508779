// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.fhir.SessionResources.Reason;
import org.dripline.session.PumpState;
import org.dripline.session.SessionSummary;

/**
 * What stayed out of the figures, one sentence a kind with its count: quiet, but never silent. Values a monitor did not
 * measure and resources of another encounter are no fault of this session and are not mentioned.
 */
final class SessionNotes {

    private static final List<Reason> UNUSABLE = List.of(Reason.WRONG_UNIT, Reason.IMPOSSIBLE_VALUE, Reason.NO_INSTANT);

    private SessionNotes() {}

    static List<String> of(List<Issue> issues, SessionSummary summary) {
        List<String> notes = new ArrayList<>();
        long pumps = count(issues, Reason.OTHER_PUMP, Issue::what);
        if (pumps == 1) {
            notes.add("A second pump reports ketamine; its dose is not in this figure.");
        } else if (pumps > 1) {
            notes.add(pumps + " other pumps report ketamine; their doses are not in this figure.");
        }
        if (summary.unclearPumpReport() != null && !over(summary)) {
            notes.add("The pump's latest report does not say whether it delivers; look at the pump.");
        }
        say(notes, count(issues, Reason.OTHER_DRUG, Issue::source), "pump report", "for another drug not used");
        for (Reason reason : UNUSABLE) {
            say(notes, count(issues, reason, Issue::source), "reading", "could not be used (" + words(reason) + ")");
        }
        say(notes, count(issues, Reason.RETRACTED, Issue::source), "reading", "withdrawn and not used");
        long marked = count(issues, Reason.TEST_VALUE, Issue::source) + summary.setAside();
        say(notes, marked, "reading", "marked test, calibration or invalid and not used");
        say(notes, summary.questionable(), "reading", "marked questionable by the device");
        if (summary.aheadOfClock() > 0) {
            notes.add((summary.aheadOfClock() == 1 ? "1 reading carries" : summary.aheadOfClock() + " readings carry")
                    + " a time ahead of this clock; a device's clock may be wrong.");
        }
        return notes;
    }

    private static boolean over(SessionSummary summary) {
        return summary.pumpState() == PumpState.ENDED;
    }

    /** Whether a pump reports ketamine that is not in the dose. */
    static boolean doseIncomplete(List<Issue> issues) {
        return issues.stream().anyMatch(issue -> issue.reason() == Reason.OTHER_PUMP);
    }

    private static long count(List<Issue> issues, Reason reason, Function<Issue, String> once) {
        return issues.stream()
                .filter(issue -> issue.reason() == reason)
                .map(once)
                .distinct()
                .count();
    }

    private static void say(List<String> notes, long count, String what, String predicate) {
        if (count > 0) {
            String verb = predicate.startsWith("could") ? "" : count == 1 ? "is " : "are ";
            notes.add(count + " " + what + (count == 1 ? " " : "s ") + verb + predicate + ".");
        }
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case WRONG_UNIT -> "wrong unit";
            case IMPOSSIBLE_VALUE -> "impossible value";
            case NO_INSTANT -> "no time to the second";
            default -> throw new IllegalArgumentException("not an unusable reading");
        };
    }
}
