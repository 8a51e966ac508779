// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.gate.Finding;
import org.dripline.gate.Finding.Kind;
import org.dripline.gate.GateFacts;
import org.dripline.gate.GateReport;
import org.dripline.gate.GateRules;
import org.dripline.gate.Mitigation;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueMitigationComponent;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Findings as DetectedIssue (profile dripline-eligibility-issue). One episode is one issue: it enters, its evidence may
 * grow, it is passed or cleared; asked again, it is the same resource. When it comes back after it was passed or
 * cleared, that is a new one.
 */
public final class GateIssues {

    private static final String CONTRADICTION = "answer-contradicts-record";

    /**
     * What storing a report comes to.
     *
     * @param changed new issues and new versions; empty when everything is stored already
     * @param byRule reference of the issue of each finding
     */
    public record Episodes(List<DetectedIssue> changed, Map<String, String> byRule) {
        public Episodes {
            changed = List.copyOf(changed);
            byRule = Map.copyOf(byRule);
        }
    }

    private GateIssues() {}

    /** What a clinician made of an issue, with the evidence it rested on. One that names nobody is not read. */
    static Stream<Mitigation> mitigations(DetectedIssue issue) {
        Optional<String> rule = rule(issue);
        if (rule.isEmpty() || issue.getStatus() == DetectedIssueStatus.ENTEREDINERROR) {
            return Stream.empty();
        }
        return issue.getMitigation().stream()
                .filter(GateIssues::isSomebodys)
                .map(mitigation -> new Mitigation(
                        rule.get(),
                        action(mitigation),
                        References.of(mitigation.getAuthor()),
                        mitigation.getAction().getText(),
                        mitigation.getDate().toInstant(),
                        evidence(issue),
                        References.of(issue)));
    }

    private static boolean isSomebodys(DetectedIssueMitigationComponent mitigation) {
        String author = References.of(mitigation.getAuthor());
        return (author.startsWith("Practitioner/") || author.startsWith("PractitionerRole/"))
                && mitigation.getDate() != null
                && mitigation.getAction().hasText()
                && !mitigation.getAction().getText().isBlank();
    }

    /** Code of CodeSystem dripline-mitigation; empty when it has none. */
    public static String action(DetectedIssueMitigationComponent mitigation) {
        return mitigation.getAction().getCoding().stream()
                .filter(coding -> Codes.Systems.DRIPLINE_MITIGATION.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }

    /** Code of CodeSystem dripline-eligibility-rule, the first one. */
    public static Optional<String> rule(DetectedIssue issue) {
        return issue.getCode().getCoding().stream()
                .filter(coding -> Codes.Systems.DRIPLINE_ELIGIBILITY_RULE.equals(coding.getSystem()))
                .map(Coding::getCode)
                .findFirst();
    }

    /**
     * The issues a report comes to, beside those that are stored.
     *
     * @param encounter id of the session; null when only the course was judged
     * @param record the patient's, with every DetectedIssue; security labels of what an issue rests on become its own
     */
    public static Episodes of(
            GateReport report,
            GateRules rules,
            GateFacts facts,
            @Nullable String encounter,
            Collection<? extends Resource> record) {
        Map<String, Resource> known =
                record.stream().collect(Collectors.toMap(References::of, Function.identity(), (one, other) -> other));
        Map<String, DetectedIssue> byReference = record.stream()
                .filter(DetectedIssue.class::isInstance)
                .map(DetectedIssue.class::cast)
                .collect(Collectors.toMap(References::of, Function.identity(), (one, other) -> other));
        List<DetectedIssue> changed = new ArrayList<>();
        Map<String, String> byRule = new LinkedHashMap<>();
        for (Finding finding : report.issues()) {
            if (finding.mitigation().isPresent()) {
                byRule.put(finding.rule(), finding.mitigation().get().issue());
                continue;
            }
            DetectedIssue current = current(finding.rule(), facts, byReference);
            DetectedIssue wanted = write(finding, facts, encounter, current);
            evidence(wanted).stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .flatMap(resource -> resource.getMeta().getSecurity().stream())
                    .filter(label -> wanted.getMeta().getSecurity(label.getSystem(), label.getCode()) == null)
                    .forEach(label -> wanted.getMeta().addSecurity(label.copy()));
            byRule.put(finding.rule(), References.of(wanted));
            if (!wanted.equalsDeep(byReference.get(References.of(wanted)))) {
                changed.add(wanted);
            }
        }
        rules.rules().stream()
                .map(rule -> rule.id())
                .distinct()
                .filter(rule -> !byRule.containsKey(rule) && rules.isWholeAt(rule, report.stage()))
                .map(rule -> current(rule, facts, byReference))
                .filter(issue -> byReference.containsKey(References.of(issue)))
                .forEach(issue -> changed.add(cleared(issue, facts.at())));
        return new Episodes(changed, byRule);
    }

    /** The last episode of a rule when it is still open, else the next one, not yet stored. */
    private static DetectedIssue current(String rule, GateFacts facts, Map<String, DetectedIssue> stored) {
        for (int episode = 1; ; episode++) {
            String id = DerivedId.of("gate", facts.patient(), rule, Integer.toString(episode));
            DetectedIssue known = stored.get("DetectedIssue/" + id);
            if (known == null) {
                DetectedIssue next = new DetectedIssue();
                next.setId(id);
                return next;
            }
            boolean over = known.getMitigation().stream()
                    .map(GateIssues::action)
                    .anyMatch(action -> action.equals(Mitigation.OVERRIDE) || action.equals(Mitigation.RESOLVED));
            if (!over && known.getStatus() != DetectedIssueStatus.ENTEREDINERROR) {
                return known;
            }
        }
    }

    private static DetectedIssue write(
            Finding finding, GateFacts facts, @Nullable String encounter, DetectedIssue current) {
        DetectedIssue issue = current.copy();
        issue.getMeta().getProfile().clear();
        issue.getMeta().addProfile(Canonicals.ELIGIBILITY_ISSUE);
        if (!issue.hasStatus()) {
            issue.setStatus(DetectedIssueStatus.PRELIMINARY);
        }
        issue.setCode(new CodeableConcept(code(finding.rule())));
        if (finding.kind() == Kind.CONTRADICTED) {
            issue.getCode().addCoding(code(CONTRADICTION));
        }
        issue.setSeverity(severity(finding.weight()));
        issue.setPatient(new Reference(facts.patient()));
        if (!issue.hasIdentified()) {
            issue.setIdentified(new org.hl7.fhir.r4.model.DateTimeType(
                    Date.from(facts.at()),
                    ca.uhn.fhir.model.api.TemporalPrecisionEnum.SECOND,
                    java.util.TimeZone.getTimeZone("UTC")));
        }
        if (encounter != null
                && issue.getImplicated().stream()
                        .noneMatch(implicated -> References.of(implicated).equals("Encounter/" + encounter))) {
            issue.addImplicated(new Reference("Encounter/" + encounter));
        }
        List<String> known = evidence(issue);
        List<String> fresh = finding.evidence().stream()
                .filter(reference -> !known.contains(reference))
                .toList();
        if (!fresh.isEmpty()) {
            DetectedIssue.DetectedIssueEvidenceComponent evidence = issue.addEvidence();
            fresh.forEach(reference -> evidence.addDetail(new Reference(reference)));
        }
        issue.setDetail(finding.words());
        return issue;
    }

    private static DetectedIssue cleared(DetectedIssue open, Instant at) {
        DetectedIssue issue = open.copy();
        issue.setStatus(DetectedIssueStatus.FINAL);
        issue.addMitigation()
                .setDate(Date.from(at))
                .setAction(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_MITIGATION, Mitigation.RESOLVED, null))
                        .setText("No longer found"));
        return issue;
    }

    private static List<String> evidence(DetectedIssue issue) {
        return issue.getEvidence().stream()
                .flatMap(evidence -> evidence.getDetail().stream())
                .map(References::of)
                .toList();
    }

    private static Coding code(String rule) {
        return new Coding(Codes.Systems.DRIPLINE_ELIGIBILITY_RULE, rule, null);
    }

    private static DetectedIssueSeverity severity(Finding.Weight weight) {
        return switch (weight) {
            case HARD_STOP -> DetectedIssueSeverity.HIGH;
            case NEEDS_OVERRIDE -> DetectedIssueSeverity.MODERATE;
            case INFO -> DetectedIssueSeverity.LOW;
        };
    }
}
