// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dripline.fhir.ShippedProtocols.protocol;
import static org.dripline.fhir.ShippedProtocols.resource;
import static org.dripline.fhir.ShippedProtocols.with;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Weight;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.ShippedProtocols;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.junit.jupiter.api.Test;

/**
 * The founding pages disagree on almost every number: each of their rows is data of a protocol, and another clinic's
 * value needs an edit of data and nothing else. One test a row of requirements table R-L.
 */
class DisagreementTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

    /** R-L infusion length (R-E1, R-E2, R-E3, R-E4, R-E5): about 40; 40 to 60; 40 to 45; an hour; up to a few hours. */
    @Test
    void infusionLength() {
        assertThat(words("mood-standard", "infusion-duration")).isEqualTo("40 min");
        assertThat(words("mood-standard", "infusion-duration-usual")).isEqualTo("40–60 min");
        assertThat(minutes(with(resource("mood-standard"), "infusion-duration", "60")))
                .isEqualTo(60);
        Protocol upToFortyFive = protocol(with(resource("mood-standard"), "infusion-duration-usual", "40", "45"));
        assertThat(plan(upToFortyFive).warnings()).isEmpty();
        Protocol anHour = protocol(with(
                with(resource("mood-standard"), "infusion-duration-usual", "40", "45"), "infusion-duration", "60"));
        assertThat(plan(anHour).warnings()).singleElement().asString().contains("60 min", "40–45 min");
        assertThat(plan(protocol("pain-outpatient")).duration()).hasMinutes(240);
    }

    /** R-L recovery (R-E6, R-E7): about 20; 20 to 30 min. */
    @Test
    void recovery() {
        assertThat(words("mood-standard", "recovery-least")).isEqualTo("at least 20 min");
        assertThat(words("mood-standard", "recovery-usual")).isEqualTo("20–30 min");
        Protocol longer = protocol("mood-standard").over(protocol("mood-standard"));
        assertThat(longer.criterion("time-and-criteria").orElseThrow().text()).contains("every criterion");
    }

    /** R-L induction (R-E8, R-E9, R-E14): six; one and up to six further; single, then decide. */
    @Test
    void induction() {
        assertThat(series("mood-standard").sessions()).hasSize(6).noneMatch(PlannedSession::afterDecision);
        assertThat(series("mood-one-plus-six").sessions())
                .hasSize(7)
                .filteredOn(PlannedSession::afterDecision)
                .extracting(PlannedSession::number)
                .containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(series("single-then-decide").sessions()).hasSize(1);
        assertThat(SeriesPlan.of(
                                protocol(with(resource("mood-standard"), "series-count", "4")),
                                MONDAY,
                                Optional.empty(),
                                Set.of())
                        .sessions())
                .hasSize(4);
    }

    /** R-L maintenance (R-E11, R-E12, R-D4): three to five weeks; two to six; decreasing over time. */
    @Test
    void maintenance() {
        PlannedSession narrow =
                series("maintenance-three-to-five-weeks").sessions().get(1);
        assertThat(narrow.earliest()).isEqualTo(MONDAY.plusDays(21));
        assertThat(narrow.latest()).isEqualTo(MONDAY.plusDays(35));
        PlannedSession wide = series("maintenance-two-to-six-weeks").sessions().get(1);
        assertThat(wide.earliest()).isEqualTo(MONDAY.plusDays(14));
        assertThat(wide.latest()).isEqualTo(MONDAY.plusDays(42));
        assertThat(series("spacing-out").sessions())
                .extracting(PlannedSession::date)
                .containsExactly(
                        MONDAY,
                        MONDAY.plusDays(7),
                        MONDAY.plusDays(7 + 14),
                        MONDAY.plusDays(7 + 14 + 21),
                        MONDAY.plusDays(7 + 14 + 21 + 28),
                        MONDAY.plusDays(7 + 14 + 21 + 28 + 35));
    }

    /** R-L pain series (R-E13, R-D3, R-D5): every two to three weeks; 20 to 35 mg; 500 to 700 mg/h. */
    @Test
    void painSeries() {
        PlannedSession next = series("pain-outpatient").sessions().get(1);
        assertThat(next.earliest()).isEqualTo(MONDAY.plusDays(14));
        assertThat(next.latest()).isEqualTo(MONDAY.plusDays(21));
        assertThat(words("low-dose-fixed", "dose-fixed")).isEqualTo("20–35 mg");
        assertThat(words("high-dose-inpatient", "rate-fixed")).isEqualTo("500–700 mg/h");
        assertThat(protocol("high-dose-inpatient").setting()).isEqualTo(Protocol.Setting.INPATIENT);
    }

    /** R-L response claim (R-I1, R-I5, R-I7): no claim is a number of a protocol; the definition of a response is. */
    @Test
    void responseClaim() {
        assertThat(words("mood-standard", "response-improvement")).isEqualTo("at least 50 %");
        assertThat(words("pain-outpatient", "response-improvement")).isEqualTo("at least 30 %");
        assertThat(ShippedProtocols.all())
                .flatExtracting(resource -> protocol(resource).numbers())
                .extracting(number -> number.amount().inWords())
                .doesNotContain("70 %", "85 %");
    }

    /** R-L escort (R-F5): non-negotiable here; a clinic that only asks for it says so in its own protocol. */
    @Test
    void escort() {
        assertThat(protocol("mood-standard").criterion("escort").orElseThrow().override())
                .isEqualTo("never");

        PlanDefinition own = resource("mood-standard");
        Extension escort = resource("common-limits").getExtensionsByUrl(Canonicals.PROTOCOL_CRITERION).stream()
                .filter(each -> each.getExtensionByUrl("code")
                        .getValue()
                        .primitiveValue()
                        .equals("escort"))
                .findFirst()
                .orElseThrow()
                .copy();
        escort.getExtensionByUrl("override").setValue(new CodeType("prescriber"));
        escort.getExtensionByUrl("source").setValue(new org.hl7.fhir.r4.model.StringType("houston-page"));
        own.addExtension(escort);
        assertThat(protocol(own).criterion("escort").orElseThrow().override()).isEqualTo("prescriber");
    }

    /** R-L dose basis (R-D1, R-D3, R-D6): by weight; by rate and weight; in milligrams, not by weight. */
    @Test
    void doseBasis() {
        DosePlan byWeight = plan(protocol("mood-standard"));
        assertThat(byWeight.dose()).isEqualTo(Dose.of("41"));
        assertThat(byWeight.dosePerWeight()).isPresent();
        assertThat(plan(protocol("crps-daily-block")).rate().milligramsPerHour())
                .isEqualByComparingTo("28.7");
        DosePlan fixed = planned(protocol("low-dose-fixed"), fixedDose("30"));
        assertThat(fixed.dose()).isEqualTo(Dose.of("30"));
        assertThat(fixed.dosePerWeight()).isEmpty();
        assertThat(fixed.warnings()).isEmpty();
        assertThat(planned(protocol("low-dose-fixed"), fixedDose("50")).warnings())
                .singleElement()
                .asString()
                .contains("50 mg", "20–35 mg");
    }

    /** R-L FDA wording (R-A2): off-label is consented to, and nothing here calls ketamine approved for depression. */
    @Test
    void approvalWording() {
        assertThat(protocol("mood-standard").criterion("off-label-consent").orElseThrow())
                .satisfies(consent -> {
                    assertThat(consent.text()).contains("off-label");
                    assertThat(consent.override()).isEqualTo("never");
                });
        assertThat(ShippedProtocols.all())
                .allSatisfy(resource -> assertThat(protocol(resource).purpose()
                                + protocol(resource).criteria())
                        .doesNotContainIgnoringCase("FDA-approved")
                        .doesNotContainIgnoringCase("approved for depression"));
    }

    /** R-L who gives it (R-G3, R-G5): the protocol asks for advanced life support whoever gives it. */
    @Test
    void whoGivesIt() {
        assertThat(protocol("mood-standard")
                        .criterion("acls-present")
                        .orElseThrow()
                        .override())
                .isEqualTo("never");
    }

    private static String words(String id, String code) {
        return protocol(id).number(code).orElseThrow().inWords();
    }

    private static long minutes(PlanDefinition resource) {
        return plan(protocol(resource)).duration().toMinutes();
    }

    private static SeriesPlan series(String id) {
        return SeriesPlan.of(protocol(id), MONDAY, Optional.empty(), EnumSet.noneOf(DayOfWeek.class));
    }

    private static DosePlan plan(Protocol protocol) {
        return planned(protocol, DosePlan.Choices.of(Weight.of("82")));
    }

    private static DosePlan.Choices fixedDose(String milligrams) {
        return new DosePlan.Choices(
                Optional.empty(), Optional.empty(), Optional.of(Dose.of(milligrams)), Optional.empty());
    }

    private static DosePlan planned(Protocol protocol, DosePlan.Choices choices) {
        return ((DosePlan.Planned) DosePlan.of(protocol, choices)).plan();
    }
}
