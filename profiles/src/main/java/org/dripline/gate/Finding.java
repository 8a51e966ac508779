// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.protocol.Criterion;
import org.dripline.protocol.Mark;
import org.dripline.protocol.Severity;
import org.dripline.protocol.Source;

/**
 * One thing the gate found. It says what is on record, never what to do.
 *
 * @param rule id of the rule, a code of CodeSystem dripline-eligibility-rule
 * @param kind what sort of finding it is
 * @param weight what it stands for
 * @param overridable whether a prescriber may pass it
 * @param words what was found, as record; holds patient data
 * @param evidence what it rests on, such as {@code Condition/…}, each once; empty when nothing is recorded
 * @param source where the rule is from
 * @param mark how far that source is trusted
 * @param mitigation what a clinician made of it, when that still covers the evidence
 */
public record Finding(
        String rule,
        Kind kind,
        Weight weight,
        boolean overridable,
        String words,
        List<String> evidence,
        Source source,
        Mark mark,
        Optional<Mitigation> mitigation) {

    /** What sort of finding it is. */
    public enum Kind {
        /** The record says so. */
        FOUND,
        /** A form says no where the record says yes. The worse counts. */
        CONTRADICTED,
        /** It was asked, and nobody knows. */
        NOT_KNOWN,
        /** Nothing is recorded. Recording it is what resolves it, so it is never overridden. */
        NOT_RECORDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a finding stands for. */
    public enum Weight {
        /** Stands in the way; whether a prescriber may pass it, the protocol says. */
        HARD_STOP,
        /** Stands in the way until a prescriber has weighed it and says why to go on. */
        NEEDS_OVERRIDE,
        /** A line in its place. */
        INFO;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * High is a hard stop. Moderate needs an override where the protocol names who overrides, and is a line
         * otherwise. The rest is a line.
         */
        static Weight of(Criterion criterion) {
            if (criterion.severity() == Severity.HIGH) {
                return HARD_STOP;
            }
            return criterion.severity() == Severity.MODERATE && isOverridable(criterion) ? NEEDS_OVERRIDE : INFO;
        }
    }

    /** @throws IllegalArgumentException when nothing is said */
    public Finding {
        if (rule.isBlank() || words.isBlank()) {
            throw new IllegalArgumentException("a finding names its rule and says what was found");
        }
        evidence = evidence.stream().distinct().sorted().toList();
    }

    /** Whether it stands in the way of the intention. */
    public boolean stands() {
        return weight != Weight.INFO && mitigation.isEmpty();
    }

    /** Whether it is about something, and not about something missing. */
    public boolean isIssue() {
        return kind != Kind.NOT_RECORDED;
    }

    /** The same, passed by a mitigation that covers it. */
    Finding passedBy(Mitigation passed) {
        return new Finding(rule, kind, weight, overridable, words, evidence, source, mark, Optional.of(passed));
    }

    /** Both as one: the graver weight, and a contradiction stays one. */
    Finding and(Finding other) {
        return new Finding(
                rule,
                kind == Kind.FOUND ? other.kind : kind,
                weight.compareTo(other.weight) <= 0 ? weight : other.weight,
                overridable && other.overridable,
                words + "; " + other.words,
                Stream.concat(evidence.stream(), other.evidence.stream()).toList(),
                source,
                mark,
                Optional.empty());
    }

    static boolean isOverridable(Criterion criterion) {
        return criterion.override().equals("prescriber");
    }
}
