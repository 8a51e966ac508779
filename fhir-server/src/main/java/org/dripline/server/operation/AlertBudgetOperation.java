// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.GateIssues;
import org.dripline.fhir.SessionStates;
import org.dripline.gate.Mitigation;
import org.dripline.server.gate.ShownCards;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET DetectedIssue/$alert-budget}: how often each rule fired in a period, and what was made of it. A rule that
 * never fired is listed too: what fires never, and what is always passed over, are both worth a look. It names no
 * patient and nobody else. Source: OperationDefinition alert-budget.
 */
final class AlertBudgetOperation implements FhirOperation {

    private static final int DAYS = 30;

    /** Each is summed up from its whole record. */
    private static final int MOST_SESSIONS = 500;

    private final StoredRecord record;
    private final SummedSessions sessions;
    private final List<String> gateRules;
    private final ShownCards cards;
    private final Clock clock;

    /** @param gateRules every rule of the gate, to list those that never fired */
    AlertBudgetOperation(
            StoredRecord record, SummedSessions sessions, List<String> gateRules, ShownCards cards, Clock clock) {
        this.record = record;
        this.sessions = sessions;
        this.gateRules = List.copyOf(gateRules);
        this.cards = cards;
        this.clock = clock;
    }

    /** What became of the issues of one rule. */
    private static final class Counted {
        private int fired;
        private int overridden;
        private int resolved;
        private int upheld;

        private int open() {
            return fired - overridden - resolved - upheld;
        }
    }

    /**
     * Counts.
     *
     * @param start first day, in the clinic's zone; absent: 30 days before the last
     * @param end last day; absent: today
     */
    @Operation(
            name = "$alert-budget",
            type = DetectedIssue.class,
            idempotent = true,
            canonicalUrl = Canonicals.BASE + "/OperationDefinition/alert-budget")
    public Parameters count(
            @OperationParam(name = "start", max = 1) @Nullable DateType start,
            @OperationParam(name = "end", max = 1) @Nullable DateType end) {
        ZoneId zone = clock.getZone();
        LocalDate last = day(end, "end", LocalDate.now(clock));
        LocalDate first = day(start, "start", last.minusDays(DAYS - 1L));
        if (first.isAfter(last)) {
            throw Refusals.because("The period ends before it starts: “start” is its first day, “end” its last.");
        }
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant until = last.plusDays(1).atStartOfDay(zone).toInstant();
        Parameters answer = new Parameters();
        answer.addParameter()
                .setName("period")
                .setValue(new Period()
                        .setStartElement(new org.hl7.fhir.r4.model.DateTimeType(first.toString()))
                        .setEndElement(new org.hl7.fhir.r4.model.DateTimeType(last.toString())));
        issues(from, until).forEach((rule, counted) -> add(answer, rule, counted));
        addCards(answer, from, until);
        addSessions(answer, from, until);
        return answer;
    }

    private static LocalDate day(@Nullable DateType given, String name, LocalDate otherwise) {
        if (given == null || given.getValueAsString() == null) {
            return otherwise;
        }
        if (given.getValueAsString().length() != "2026-01-05".length()) {
            throw Refusals.because("“" + name + "” is a whole day, such as 2026-01-05.");
        }
        return LocalDate.parse(given.getValueAsString());
    }

    /** Of the gate, and of what the server finds by itself. One episode is one issue, so it counts once. */
    private TreeMap<String, Counted> issues(Instant from, Instant until) {
        TreeMap<String, Counted> rules = new TreeMap<>();
        gateRules.forEach(rule -> rules.put(rule, new Counted()));
        for (DetectedIssue issue : record.between(DetectedIssue.class, DetectedIssue.SP_IDENTIFIED, from, until)) {
            if (issue.getStatus() != DetectedIssueStatus.ENTEREDINERROR) {
                GateIssues.rule(issue).ifPresent(rule -> count(issue, rules.computeIfAbsent(rule, r -> new Counted())));
            }
        }
        return rules;
    }

    private static void count(DetectedIssue issue, Counted counted) {
        counted.fired++;
        List<String> actions =
                issue.getMitigation().stream().map(GateIssues::action).toList();
        // What was passed and is gone since was passed.
        if (actions.contains(Mitigation.OVERRIDE)) {
            counted.overridden++;
        } else if (actions.contains(Mitigation.RESOLVED)) {
            counted.resolved++;
        } else if (actions.contains("upheld")) {
            counted.upheld++;
        }
    }

    private static void add(Parameters answer, String rule, Counted counted) {
        ParametersParameterComponent part = answer.addParameter().setName("rule");
        part.addPart().setName("code").setValue(new CodeType(rule));
        part.addPart().setName("fired").setValue(new IntegerType(counted.fired));
        part.addPart().setName("overridden").setValue(new IntegerType(counted.overridden));
        part.addPart().setName("resolved").setValue(new IntegerType(counted.resolved));
        part.addPart().setName("upheld").setValue(new IntegerType(counted.upheld));
        part.addPart().setName("open").setValue(new IntegerType(counted.open()));
    }

    private void addCards(Parameters answer, Instant from, Instant until) {
        List<ShownCards.Reason> reasons = cards.reasonsBetween(from, until);
        for (ShownCards.Count count : cards.between(from, until)) {
            ParametersParameterComponent part = answer.addParameter().setName("card");
            part.addPart().setName("code").setValue(new CodeType(count.rule()));
            part.addPart().setName("shown").setValue(number(count.shown()));
            part.addPart().setName("accepted").setValue(number(count.accepted()));
            part.addPart().setName("overridden").setValue(number(count.overridden()));
            reasons.stream()
                    .filter(reason -> reason.rule().equals(count.rule()))
                    .forEach(reason -> {
                        ParametersParameterComponent why = part.addPart().setName("reason");
                        why.addPart().setName("code").setValue(new CodeType(reason.reason()));
                        why.addPart().setName("overridden").setValue(number(reason.overridden()));
                    });
        }
    }

    /** Findings of sessions interrupt nobody; they are counted as they stand in the summaries. */
    private void addSessions(Parameters answer, Instant from, Instant until) {
        List<Encounter> held = record.between(Encounter.class, Encounter.SP_DATE, from, until).stream()
                .filter(SessionStates::isSession)
                .filter(encounter -> encounter.getPeriod().hasStart()
                        && !encounter.getPeriod().getStart().before(Date.from(from)))
                .toList();
        if (held.size() > MOST_SESSIONS) {
            throw Refusals.because("The period has " + held.size() + " sessions, and each is summed up from its record:"
                    + " choose a period with at most " + MOST_SESSIONS + ".");
        }
        TreeMap<String, Integer> findings = new TreeMap<>();
        int summed = 0;
        for (Encounter encounter : held) {
            SummedSessions.Summed session =
                    sessions.at(encounter, clock.instant()).orElse(null);
            if (session != null) {
                summed++;
                session.summary().findings().stream()
                        .map(finding -> finding.code())
                        .distinct()
                        .forEach(code -> findings.merge(code, 1, Integer::sum));
            }
        }
        answer.addParameter("sessions", new IntegerType(summed));
        findings.forEach((code, count) -> {
            ParametersParameterComponent part = answer.addParameter().setName("session-finding");
            part.addPart().setName("code").setValue(new CodeType(code));
            part.addPart().setName("sessions").setValue(new IntegerType(count));
        });
    }

    private static IntegerType number(long count) {
        return new IntegerType(Math.toIntExact(count));
    }
}
