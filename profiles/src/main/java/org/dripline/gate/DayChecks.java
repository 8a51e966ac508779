// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.gate.GateFacts.BodyWeight;
import org.dripline.gate.GateFacts.Screen;
import org.dripline.gate.GateFacts.Screened;
import org.dripline.gate.GateFacts.Sign;
import org.dripline.gate.GateFacts.Vital;
import org.dripline.protocol.Amount;

/** What must hold on the day and in the room: weight, vital signs, fasting, escort, screening, staff and equipment. */
final class DayChecks {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private DayChecks() {}

    /** Weight without a unit, too old, or further from the last one than the protocol allows. */
    static List<Finding> weight(Judgement judgement) {
        List<BodyWeight> weights = judgement.facts().weights();
        if (weights.isEmpty()) {
            return List.of(judgement.notRecorded("a body weight in kg"));
        }
        BodyWeight last = weights.get(weights.size() - 1);
        List<String> evidence = List.of(last.reference());
        if (last.kilograms() == null) {
            return List.of(judgement.found(
                    "The weight of " + judgement.time(last.at()) + " has no unit that can be read", evidence));
        }
        List<Finding> findings = new ArrayList<>();
        Optional<Amount> age = judgement.number("weight-age");
        if (age.isEmpty()) {
            findings.add(judgement.noNumber("weight-age"));
        } else if (judgement.stage() == Stage.SESSION && !judgement.within(age.get(), last.at())) {
            findings.add(judgement.found(
                    "The weight is of " + judgement.time(last.at()) + "; " + judgement.asks(age.get()), evidence));
        }
        Optional<BodyWeight> before = weights.subList(0, weights.size() - 1).stream()
                .filter(weight -> weight.kilograms() != null)
                .reduce((earlier, later) -> later);
        Optional<Amount> change = judgement.number("weight-change");
        if (before.isPresent() && change.isPresent()) {
            BigDecimal from = Objects.requireNonNull(before.get().kilograms());
            BigDecimal difference = last.kilograms().subtract(from).abs().multiply(HUNDRED);
            if (difference.compareTo(change.get().high().multiply(from)) > 0) {
                findings.add(judgement.found(
                        last.kilograms().toPlainString() + " kg after " + from.toPlainString() + " kg on "
                                + judgement.time(before.get().at()) + "; " + judgement.asks(change.get()),
                        List.of(last.reference(), before.get().reference())));
            }
        }
        return findings;
    }

    static List<Finding> vitals(Judgement judgement) {
        List<Finding> findings = new ArrayList<>();
        Optional<Vital> oxygen = judgement.facts().last(Sign.OXYGEN_SATURATION);
        Optional<Vital> rate = judgement.facts().last(Sign.HEART_RATE);
        if (oxygen.isEmpty() || rate.isEmpty()) {
            findings.add(judgement.notRecorded("heart rate and SpO2 of this visit before the infusion"));
        }
        List<String> words = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        oxygen.ifPresent(vital -> compare(judgement, vital, "hold-spo2", -1, "SpO2", "%", words, evidence));
        rate.ifPresent(vital -> {
            compare(judgement, vital, "hold-heart-rate-high", 1, "Heart rate", "/min", words, evidence);
            compare(judgement, vital, "hold-heart-rate-low", -1, "Heart rate", "/min", words, evidence);
        });
        if (!words.isEmpty()) {
            findings.add(judgement.found(String.join("; ", words), evidence));
        }
        return findings;
    }

    private static void compare(
            Judgement judgement,
            Vital vital,
            String number,
            int side,
            String name,
            String unit,
            List<String> words,
            List<String> evidence) {
        judgement
                .number(number)
                .filter(limit -> vital.value().compareTo(limit.low()) * side > 0)
                .ifPresent(limit -> {
                    words.add(name + " " + vital.value().toPlainString() + " " + unit + " at "
                            + judgement.time(vital.at()) + "; " + judgement.asks(limit));
                    evidence.add(vital.reference());
                });
    }

    /** Since the last food or drink; a regular medicine with a sip of water is not one. */
    static List<Finding> fasting(Judgement judgement) {
        Optional<Answer> answer = judgement.facts().answer(judgement.rule().answer());
        Optional<Instant> intake = answer.flatMap(given -> instant(given.value()));
        if (answer.isEmpty() || intake.isEmpty()) {
            return List.of(judgement.notRecorded("when the patient last ate or drank"));
        }
        Optional<Amount> food = judgement.number("fasting-food");
        Optional<Amount> drink = judgement.number("fasting-drink");
        if (food.isEmpty() || drink.isEmpty()) {
            return List.of(judgement.noNumber("fasting-food or fasting-drink"));
        }
        // The form asks once for both, so the longer time holds.
        Amount least = food.get().low().compareTo(drink.get().low()) >= 0 ? food.get() : drink.get();
        BigDecimal hours = Judgement.hours(intake.get(), judgement.facts().at());
        if (hours.compareTo(least.low()) >= 0) {
            return List.of();
        }
        String sip = judgement
                .facts()
                .answer("medicines-with-sip")
                .filter(Answer::yes)
                .map(given -> "; medicines with a sip of water since do not count")
                .orElse("");
        return List.of(judgement.found(
                "Last food or drink " + judgement.time(intake.get()) + ", " + hours.toPlainString() + " h before; "
                        + judgement.asks(least) + sip,
                List.of(answer.get().reference())));
    }

    /** A named escort with a number, confirmed. Whether it can be overridden is the protocol's. */
    static List<Finding> escort(Judgement judgement) {
        Optional<Answer> confirmed = judgement.facts().answer(judgement.rule().answer());
        if (confirmed.isEmpty()) {
            return List.of(judgement.notRecorded("an escort who is confirmed"));
        }
        List<String> evidence = List.of(confirmed.get().reference());
        if (!confirmed.get().yes()) {
            return List.of(judgement.found(
                    "No escort is confirmed as of "
                            + judgement.time(confirmed.get().at()),
                    evidence));
        }
        boolean reachable = written(judgement, "escort-name") && written(judgement, "escort-phone");
        return reachable
                ? List.of()
                : List.of(judgement.found("An escort is confirmed without a name and a number", evidence));
    }

    private static boolean written(Judgement judgement, String link) {
        return judgement
                .facts()
                .answer(link)
                .filter(given -> !given.value().isBlank())
                .isPresent();
    }

    /**
     * The Columbia screener, at intake and at every visit, and again when the ninth answer of a later PHQ-9 is one or
     * more. A risk is told as a line: whoever is at risk may be the one who needs the infusion most.
     */
    static List<Finding> suicideScreen(Judgement judgement) {
        List<Finding> findings = new ArrayList<>();
        Optional<Screen> screener = judgement.facts().last(Screened.SUICIDE_RISK);
        Optional<Screen> ninth =
                judgement.facts().last(Screened.SUICIDAL_THOUGHTS).filter(answer -> answer.value() >= 1);
        if (screener.isEmpty()
                || (judgement.stage() == Stage.SESSION && !screener.get().thisVisit())) {
            String why = ninth.map(answer -> "; PHQ-9 item 9 of " + judgement.time(answer.at()) + ": " + answer.value())
                    .orElse("");
            findings.add(judgement.notRecorded(
                    "the Columbia screener" + (judgement.stage() == Stage.SESSION ? " of this visit" : "") + why));
        } else if (ninth.isPresent() && isOlder(judgement, screener.get(), ninth.get())) {
            findings.add(judgement.notRecorded("the Columbia screener since PHQ-9 item 9 was "
                    + ninth.get().value() + " on " + judgement.time(ninth.get().at())));
        }
        screener.filter(done -> done.value() >= 3)
                .ifPresent(done -> findings.add(judgement.line(
                        "Columbia screener of " + judgement.time(done.at()) + ": high risk",
                        List.of(done.reference()))));
        return findings;
    }

    /** By day: a form of the same visit is often filled in a moment before the other. */
    private static boolean isOlder(Judgement judgement, Screen screener, Screen ninth) {
        return LocalDate.ofInstant(screener.at(), judgement.facts().zone())
                .isBefore(LocalDate.ofInstant(ninth.at(), judgement.facts().zone()));
    }

    static List<Finding> room(Judgement judgement) {
        Optional<Answer> answer = judgement.facts().inRoom(judgement.rule().answer());
        if (answer.isEmpty()) {
            return List.of(
                    judgement.notRecorded("“" + judgement.rule().answer() + "” in the readiness form of the room"));
        }
        return answer.get().yes()
                ? List.of()
                : List.of(judgement.found(
                        "Readiness form of " + judgement.time(answer.get().at()) + ": "
                                + judgement.rule().answer() + " not confirmed",
                        List.of(answer.get().reference())));
    }

    static List<Finding> roomDate(Judgement judgement) {
        Optional<Answer> answer = judgement.facts().inRoom(judgement.rule().answer());
        Optional<LocalDate> until = answer.flatMap(given -> date(given.value()));
        if (answer.isEmpty() || until.isEmpty()) {
            return List.of(
                    judgement.notRecorded("“" + judgement.rule().answer() + "” in the readiness form of the room"));
        }
        return until.get().isBefore(judgement.facts().today())
                ? List.of(judgement.found(
                        judgement.rule().answer() + " was " + until.get(),
                        List.of(answer.get().reference())))
                : List.of();
    }

    private static Optional<Instant> instant(String value) {
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
