// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.fhir.References;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueMitigationComponent;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;

/**
 * A line about the session that is on record and that somebody should have seen: what happened or was found, never what
 * to do. It interrupts nobody.
 *
 * @param grade how much it matters
 * @param words as recorded
 * @param since since when; null where it says so itself
 * @param passed what was made of it; blank while nothing was
 */
record OnRecord(Grade grade, String words, @Nullable Instant since, String passed) {

    /** How much it matters, the gravest first. */
    enum Grade {
        HIGH,
        MODERATE,
        LOW
    }

    private static final Comparator<OnRecord> GRAVEST_FIRST = Comparator.comparing(
                    (OnRecord line) -> !line.passed().isEmpty())
            .thenComparing(OnRecord::grade)
            .thenComparing(line -> line.since() == null ? Instant.MIN : line.since())
            .thenComparing(OnRecord::words);

    /** Those of both kinds, what nobody has passed first. */
    static List<OnRecord> inOrder(List<OnRecord> some, List<OnRecord> others) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted(GRAVEST_FIRST)
                .toList();
    }

    /** The issues of a session, and those of its patient that belong to no session; without what was resolved. */
    static List<OnRecord> issues(List<DetectedIssue> issues, String encounterId) {
        return issues.stream()
                .filter(issue -> issue.getStatus() != DetectedIssueStatus.ENTEREDINERROR)
                .filter(issue -> isOf(issue, encounterId))
                .flatMap(issue -> issue(issue).stream())
                .toList();
    }

    private static boolean isOf(DetectedIssue issue, String encounterId) {
        List<String> sessions = issue.getImplicated().stream()
                .map(References::of)
                .filter(reference -> reference.startsWith("Encounter/"))
                .toList();
        return sessions.isEmpty() || sessions.contains("Encounter/" + encounterId);
    }

    private static Optional<OnRecord> issue(DetectedIssue issue) {
        String words = Stream.of(issue.getDetail(), issue.getCode().getText())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
        Optional<DetectedIssueMitigationComponent> last = issue.getMitigation().stream()
                .max(Comparator.comparing(
                        DetectedIssueMitigationComponent::getDate, Comparator.nullsFirst(Comparator.naturalOrder())));
        boolean resolved = last.filter(mitigation -> !mitigation.hasAuthor()).isPresent();
        if (words.isEmpty() || resolved) {
            return Optional.empty();
        }
        String passed = last.map(mitigation -> mitigation.getAction().getText())
                .filter(reason -> !reason.isBlank())
                .map(reason -> "passed: " + reason)
                .orElse("");
        return Optional.of(new OnRecord(grade(issue.getSeverity()), words, identified(issue), passed));
    }

    private static @Nullable Instant identified(DetectedIssue issue) {
        return issue.hasIdentifiedDateTimeType()
                        && issue.getIdentifiedDateTimeType().getValue() != null
                ? issue.getIdentifiedDateTimeType().getValue().toInstant()
                : null;
    }

    private static Grade grade(@Nullable DetectedIssueSeverity severity) {
        return severity == DetectedIssueSeverity.HIGH
                ? Grade.HIGH
                : severity == DetectedIssueSeverity.MODERATE ? Grade.MODERATE : Grade.LOW;
    }

    /**
     * What {@code $session-summary} found, without what it only counts; and, once, that a part of the record is
     * withheld from whoever looks at this, of the gravest weight of what is.
     */
    static List<OnRecord> findings(Parameters summary) {
        List<OnRecord> findings = new ArrayList<>();
        named(summary, "finding").forEach(finding -> finding(finding).ifPresent(findings::add));
        named(summary, "withheld")
                .min(Comparator.comparing(withheld -> !part(withheld, "grade").equals("high")))
                .map(withheld -> new OnRecord(
                        part(withheld, "grade").equals("high") ? Grade.HIGH : Grade.MODERATE,
                        part(withheld, "words"),
                        null,
                        ""))
                .ifPresent(findings::add);
        return findings;
    }

    private static Stream<ParametersParameterComponent> named(Parameters summary, String name) {
        return summary.getParameter().stream()
                .filter(parameter -> parameter.getName().equals(name));
    }

    private static Optional<OnRecord> finding(ParametersParameterComponent finding) {
        String grade = part(finding, "grade").toUpperCase(Locale.ROOT);
        String words = part(finding, "words");
        return (grade.equals("HIGH") || grade.equals("MODERATE")) && !words.isBlank()
                ? Optional.of(new OnRecord(Grade.valueOf(grade), words, null, ""))
                : Optional.empty();
    }

    private static String part(ParametersParameterComponent finding, String name) {
        return finding.getPart().stream()
                .filter(part -> part.getName().equals(name) && part.hasValue())
                .map(part -> Objects.requireNonNullElse(part.getValue().primitiveValue(), ""))
                .findFirst()
                .orElse("");
    }
}
