// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.gate.Finding.Kind;
import org.dripline.gate.Finding.Weight;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.gate.GateFacts.Condition;
import org.dripline.gate.GateFacts.Lab;
import org.dripline.gate.GateFacts.Screened;
import org.dripline.gate.GateFacts.Sign;
import org.dripline.gate.GateFacts.Vital;
import org.dripline.protocol.Amount;
import org.dripline.protocol.Criterion.Concept;

/**
 * What problem list, form, laboratory and earlier sessions say against an infusion. A no in the form never outweighs a
 * yes in the record, and a result outside its range counts as the condition until it was reviewed.
 */
final class HistoryChecks {

    private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

    private HistoryChecks() {}

    static List<Finding> exclusion(Judgement judgement) {
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        onRecord(judgement, words, evidence);
        return weighed(judgement, words, evidence);
    }

    static List<Finding> pressure(Judgement judgement) {
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        onRecord(judgement, words, evidence);
        List<Finding> findings = new ArrayList<>();
        if (judgement.stage() == Stage.SESSION) {
            Optional<Vital> systolic = judgement.facts().last(Sign.SYSTOLIC);
            Optional<Vital> diastolic = judgement.facts().last(Sign.DIASTOLIC);
            if (systolic.isEmpty() || diastolic.isEmpty()) {
                findings.add(judgement.notRecorded("a blood pressure of this visit before the infusion"));
            } else {
                boolean holds = reaches(judgement, systolic.get(), "hold-systolic")
                        || reaches(judgement, diastolic.get(), "hold-diastolic");
                String reading = judgement.time(systolic.get().at()) + ": "
                        + systolic.get().value().toPlainString() + "/"
                        + diastolic.get().value().toPlainString() + " mm[Hg]";
                List<String> references =
                        List.of(systolic.get().reference(), diastolic.get().reference());
                if (holds) {
                    words.add("Pressure " + reading + limits(judgement, "hold-systolic", "hold-diastolic")
                            + (readings(judgement) > 1 ? "" : "; read once"));
                    evidence.addAll(references);
                } else if (reaches(judgement, systolic.get(), "warn-systolic")
                        || reaches(judgement, diastolic.get(), "warn-diastolic")) {
                    findings.add(judgement.line(
                            "Pressure " + reading + limits(judgement, "warn-systolic", "warn-diastolic"), references));
                }
            }
        }
        findings.addAll(weighed(judgement, words, evidence));
        boolean held = findings.stream().anyMatch(finding -> finding.isIssue() && finding.weight() != Weight.INFO);
        if (!held && !judgement.facts().pressureEvents().isEmpty()) {
            findings.add(judgement.finding(
                    Kind.FOUND,
                    Finding.isOverridable(judgement.criterion()) ? Weight.NEEDS_OVERRIDE : Weight.INFO,
                    "Raised pressure in an earlier session: "
                            + judgement.facts().pressureEvents().get(0).text(),
                    judgement.facts().pressureEvents().stream()
                            .map(GateFacts.Reaction::reference)
                            .toList()));
        }
        return findings;
    }

    /** Source of the window: number {@code pregnancy-test-age} of the protocol. */
    static List<Finding> pregnancy(Judgement judgement) {
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        onRecord(judgement, words, evidence);
        Optional<Answer> answer = judgement.facts().answer(judgement.rule().answer());
        if (!words.isEmpty() || answer.map(Answer::yes).orElse(false)) {
            return weighed(judgement, words, evidence);
        }
        if (!judgement.facts().mayBePregnant()) {
            return List.of();
        }
        Optional<Amount> window = judgement.number("pregnancy-test-age");
        if (window.isEmpty()) {
            return List.of(judgement.noNumber("pregnancy-test-age"));
        }
        boolean tested = judgement.facts().labs().stream()
                .anyMatch(lab -> judgement.rule().labs().stream()
                                .anyMatch(sign -> sign.code().equals(lab.code()))
                        && lab.abnormal().isEmpty()
                        && judgement.within(window.get(), lab.at()));
        if (tested) {
            return List.of();
        }
        if (answer.map(Answer::unknown).orElse(false)) {
            return weighed(judgement, words, evidence);
        }
        boolean denied = answer.filter(given -> given.no() && judgement.within(window.get(), given.at()))
                .isPresent();
        return denied
                ? List.of()
                : List.of(
                        judgement.notRecorded("pregnancy excluded by test or answer; " + judgement.asks(window.get())));
    }

    static List<Finding> reaction(Judgement judgement) {
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        judgement.facts().reactions().forEach(reaction -> {
            words.add("Earlier reaction: " + reaction.text());
            evidence.add(reaction.reference());
        });
        onRecord(judgement, words, evidence);
        return weighed(judgement, words, evidence);
    }

    /** Bipolar disorder where no manic phase is found; what is found as mania is not said twice. */
    static List<Finding> bipolar(Judgement judgement, boolean manic) {
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        onRecord(judgement, words, evidence);
        Optional<Answer> answer = judgement.facts().answer(judgement.rule().answer());
        answer.filter(Answer::yes).ifPresent(given -> {
            words.add("Form of " + judgement.time(given.at()) + ": yes");
            // What the record holds, a form of every visit repeats: an attestation covers it.
            if (evidence.isEmpty()) {
                evidence.add(given.reference());
            }
        });
        if (words.isEmpty() || manic) {
            return List.of();
        }
        Optional<Amount> window = judgement.number("mania-screen-age");
        if (window.isEmpty()) {
            return List.of(judgement.noNumber("mania-screen-age"));
        }
        Optional<GateFacts.Screen> screen =
                judgement.facts().last(Screened.MANIA).filter(done -> judgement.within(window.get(), done.at()));
        if (screen.isPresent()) {
            words.add("mania screen of " + judgement.time(screen.get().at()) + ": "
                    + screen.get().value());
        } else {
            words.add("no mania screen within " + window.get().inWords());
        }
        return List.of(judgement.found(String.join("; ", words), evidence));
    }

    static List<Finding> answer(Judgement judgement) {
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        onRecord(judgement, words, evidence);
        return weighed(judgement, words, evidence);
    }

    static List<Finding> lactation(Judgement judgement) {
        return judgement.facts().mayBePregnant() ? answer(judgement) : List.of();
    }

    /** Problems and laboratory results that the rule looks at. */
    static void onRecord(Judgement judgement, List<String> words, List<String> evidence) {
        for (Condition condition : judgement.facts().conditions()) {
            if ((condition.active() || judgement.rule().history()) && isNamed(judgement, condition)) {
                words.add((condition.active() ? "Problem list: " : "Problem list, no longer active: ")
                        + condition.text());
                evidence.add(condition.reference());
            }
        }
        for (Lab lab : judgement.facts().labs()) {
            boolean counts = judgement.rule().labs().stream()
                    .anyMatch(sign ->
                            sign.code().equals(lab.code()) && sign.abnormal().equals(lab.abnormal()));
            if (counts) {
                words.add("Result " + lab.code().code() + " of " + judgement.time(lab.at()) + ": " + lab.abnormal()
                        + (words.isEmpty() ? ", without a matching diagnosis" : ""));
                evidence.add(lab.reference());
            }
        }
    }

    static boolean isNamed(Judgement judgement, Condition condition) {
        return Stream.concat(judgement.rule().conditions().stream(), judgement.criterion().concepts().stream())
                .anyMatch(named -> condition.codes().stream().anyMatch(code -> isOf(code, named)));
    }

    private static boolean isOf(Concept code, Concept named) {
        return code.system().equals(named.system())
                && (code.code().equals(named.code())
                        || (named.system().equals(ICD_10_CM) && code.code().startsWith(named.code())));
    }

    /** Record and form together: the worse counts. */
    private static List<Finding> weighed(Judgement judgement, List<String> words, List<String> evidence) {
        String link = judgement.rule().answer();
        Optional<Answer> answer =
                link.isEmpty() ? Optional.empty() : judgement.facts().answer(link);
        if (answer.isEmpty()) {
            if (!words.isEmpty()) {
                return List.of(judgement.found(String.join("; ", words), evidence));
            }
            return link.isEmpty() ? List.of() : List.of(judgement.notRecorded("an answer to “" + link + "”"));
        }
        Answer given = answer.get();
        if (given.yes()) {
            words.add("Form of " + judgement.time(given.at()) + ": yes");
            evidence.add(given.reference());
            return List.of(judgement.found(String.join("; ", words), evidence));
        }
        if (!words.isEmpty()) {
            if (!given.no()) {
                return List.of(judgement.found(String.join("; ", words), evidence));
            }
            words.add("the form of " + judgement.time(given.at())
                    + " says no: the worse counts until a clinician has settled it");
            return List.of(judgement.finding(
                    Kind.CONTRADICTED, Weight.of(judgement.criterion()), String.join("; ", words), evidence));
        }
        if (given.unknown()) {
            return List.of(judgement.finding(
                    Kind.NOT_KNOWN,
                    Weight.of(judgement.criterion()),
                    "Asked on " + judgement.time(given.at()) + ": not known",
                    List.of(given.reference())));
        }
        return List.of();
    }

    private static boolean reaches(Judgement judgement, Vital vital, String number) {
        return judgement
                .number(number)
                .map(limit -> vital.value().compareTo(limit.low()) >= 0)
                .orElse(false);
    }

    private static String limits(Judgement judgement, String systolic, String diastolic) {
        Optional<Amount> high = judgement.number(systolic);
        Optional<Amount> low = judgement.number(diastolic);
        return high.isPresent() && low.isPresent()
                ? "; " + judgement.asks(high.get()) + " / " + low.get().inWords()
                : "";
    }

    private static long readings(Judgement judgement) {
        return judgement.facts().vitals().stream()
                .filter(vital -> vital.sign() == Sign.SYSTOLIC)
                .count();
    }
}
