// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.gate.GateFacts.ConsentGiven;
import org.dripline.gate.GateFacts.Place;
import org.dripline.gate.GateFacts.PlaceKind;
import org.dripline.gate.GateFacts.PreviousSession;
import org.dripline.protocol.Amount;
import org.dripline.protocol.Protocol;

/** What must hold for the course: who, where, with whose consent, beside what, and how long after the last time. */
final class CourseChecks {

    private CourseChecks() {}

    static List<Finding> age(Judgement judgement) {
        LocalDate birthDate = judgement.facts().birthDate();
        if (birthDate == null) {
            return List.of(judgement.notRecorded("the date of birth"));
        }
        Optional<Amount> least = judgement.number("age");
        if (least.isEmpty()) {
            return List.of(judgement.noNumber("age"));
        }
        int years = Period.between(birthDate, judgement.facts().today()).getYears();
        return years < least.get().low().intValueExact()
                ? List.of(judgement.found(
                        "Age " + years + "; " + judgement.asks(least.get()),
                        List.of(judgement.facts().patient())))
                : List.of();
    }

    /** A home is never a place for it; an inpatient technique needs intensive care. */
    static List<Finding> place(Judgement judgement) {
        Place place = judgement.facts().place();
        if (place == null) {
            if (judgement.stage() == Stage.ORDER) {
                // An order may come before the visit it is for.
                return List.of();
            }
            return List.of(judgement.notRecorded("the place of treatment"));
        }
        List<String> evidence = List.of(place.reference());
        if (judgement.protocol().setting() == Protocol.Setting.INPATIENT && place.kind() != PlaceKind.INTENSIVE_CARE) {
            return List.of(
                    judgement.found("An inpatient protocol in a place that is no intensive care unit", evidence));
        }
        return switch (place.kind()) {
            case HOME -> List.of(judgement.found("The place is a home", evidence));
            case UNREGISTERED ->
                List.of(judgement.found("The place is none the clinic has in use for treatment", evidence));
            case TREATMENT, INTENSIVE_CARE -> List.of();
        };
    }

    static List<Finding> consent(Judgement judgement) {
        List<ConsentGiven> consents = judgement.facts().consents();
        if (consents.isEmpty()) {
            return List.of(judgement.notRecorded("a signed consent to infusions"));
        }
        LocalDate today = judgement.facts().today();
        boolean valid = consents.stream()
                .anyMatch(consent -> consent.offLabelDisclosed()
                        && !consent.from().isAfter(today)
                        && consent.until() != null
                        && !consent.until().isBefore(today));
        if (valid) {
            return List.of();
        }
        ConsentGiven last = consents.get(consents.size() - 1);
        return List.of(judgement.found(why(last, today), List.of(last.reference())));
    }

    private static String why(ConsentGiven consent, LocalDate today) {
        if (!consent.offLabelDisclosed()) {
            return "The consent does not say that off-label use was disclosed";
        }
        if (consent.from().isAfter(today)) {
            return "The consent holds from " + consent.from() + " only";
        }
        return consent.until() == null ? "The consent names no last day" : "The consent held until " + consent.until();
    }

    /** Ketamine is added to another treatment, or somebody wrote why not; any words in the form are that. */
    static List<Finding> otherTreatment(Judgement judgement) {
        boolean written = judgement
                .facts()
                .answer(judgement.rule().answer())
                .map(Answer::value)
                .filter(words -> !words.isBlank())
                .isPresent();
        return written || !judgement.facts().otherTreatments().isEmpty()
                ? List.of()
                : List.of(judgement.notRecorded("another treatment before or beside it, or why there is none"));
    }

    /** Source: number failed-trials, where the protocol has one. */
    static List<Finding> priorTreatment(Judgement judgement) {
        Optional<Amount> least = judgement.number("failed-trials");
        if (least.isEmpty()) {
            return List.of();
        }
        Optional<Answer> answer = judgement.facts().answer(judgement.rule().answer());
        Optional<BigDecimal> trials = answer.map(Answer::value)
                .filter(value -> value.matches("[0-9]{1,3}"))
                .map(BigDecimal::new);
        if (answer.isEmpty() || trials.isEmpty()) {
            return List.of(judgement.notRecorded("how many adequate trials of other treatments there were"));
        }
        return trials.get().compareTo(least.get().low()) >= 0
                ? List.of()
                : List.of(judgement.found(
                        trials.get().toPlainString() + " adequate trials of other treatments; "
                                + judgement.asks(least.get()),
                        List.of(answer.get().reference())));
    }

    static List<Finding> interval(Judgement judgement) {
        Optional<Amount> window = judgement.number("interval");
        PreviousSession previous = judgement.facts().previousSession();
        if (window.isEmpty() || previous == null) {
            return List.of();
        }
        long days = ChronoUnit.DAYS.between(previous.day(), judgement.facts().today());
        return window.get().holds(BigDecimal.valueOf(days))
                ? List.of()
                : List.of(judgement.found(
                        days + " days since the infusion of " + previous.day() + "; " + judgement.asks(window.get()),
                        List.of(previous.reference())));
    }
}
