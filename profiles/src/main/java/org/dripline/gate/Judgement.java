// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dripline.gate.Finding.Kind;
import org.dripline.gate.Finding.Weight;
import org.dripline.protocol.Amount;
import org.dripline.protocol.Criterion;
import org.dripline.protocol.Protocol;

/** One rule, its criterion and the facts: what a check needs, and how it says what it found. */
record Judgement(GateRule rule, Criterion criterion, Protocol protocol, String standing, Stage stage, GateFacts facts) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);

    Finding found(String words, List<String> evidence) {
        return finding(Kind.FOUND, Weight.of(criterion), words, evidence);
    }

    Finding finding(Kind kind, Weight weight, String words, List<String> evidence) {
        return new Finding(
                rule.id(),
                kind,
                weight,
                Finding.isOverridable(criterion),
                words,
                evidence,
                criterion.source(),
                criterion.mark(),
                Optional.empty());
    }

    /** A line that stands in nobody's way, whatever the criterion is worth. */
    Finding line(String words, List<String> evidence) {
        return finding(Kind.FOUND, Weight.INFO, words, evidence);
    }

    /** What is needed and not there. It stands in the way where the criterion is of high severity. */
    Finding notRecorded(String what) {
        Weight weight = Weight.of(criterion) == Weight.HARD_STOP ? Weight.HARD_STOP : Weight.INFO;
        return new Finding(
                rule.id(),
                Kind.NOT_RECORDED,
                weight,
                false,
                "Not recorded: " + what,
                List.of(),
                criterion.source(),
                criterion.mark(),
                Optional.empty());
    }

    /** A number of the protocol; where it has none, the rule cannot be judged and says so. */
    Optional<Amount> number(String code) {
        return protocol.amount(code);
    }

    Finding noNumber(String code) {
        return notRecorded("the protocol has no number " + code);
    }

    /** How the protocol asks for something: {@code protocol DRAFT asks for 6 h}. */
    String asks(Amount amount) {
        return "protocol" + (standing.equals("signed") ? "" : " DRAFT") + " says " + amount.inWords();
    }

    String time(Instant instant) {
        return CLOCK.format(instant.atZone(facts.zone()));
    }

    /** Hours between two instants, one decimal, rounded down: 5.99 h is not 6. */
    static BigDecimal hours(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMinutes())
                .divide(MINUTES_PER_HOUR, 1, RoundingMode.DOWN);
    }

    /** Whether an instant lies within this many days before the moment judged. */
    boolean within(Amount days, Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, facts.zone());
        return !day.isBefore(facts.today().minusDays(days.high().longValue()));
    }
}
