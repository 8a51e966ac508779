// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dripline.fhir.ShippedProtocols.protocol;
import static org.dripline.fhir.ShippedProtocols.resource;
import static org.dripline.fhir.ShippedProtocols.with;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

    /** Scenario D01: six infusions on the two days a week a clinic is open (R-E22). */
    @Test
    void sixSessionsOnMondaysAndWednesdays() {
        SeriesPlan plan = SeriesPlan.of(
                protocol("mood-standard"), MONDAY, Optional.empty(), EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY));

        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.sessions())
                .extracting(session -> session.date().getDayOfMonth())
                .containsExactly(5, 7, 12, 14, 19, 21);
    }

    @ParameterizedTest
    @EnumSource(DayOfWeek.class)
    void aSeriesKeepsToItsWindowAndItsWeekWhateverDayItStarts(DayOfWeek day) {
        for (String id : List.of("mood-standard", "mood-one-plus-six")) {
            Protocol protocol = protocol(id);
            SeriesPlan plan = SeriesPlan.of(
                    protocol,
                    MONDAY.plusDays(day.ordinal()),
                    Optional.empty(),
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

            List<LocalDate> days =
                    plan.sessions().stream().map(PlannedSession::date).toList();
            assertThat(plan.warnings()).isEmpty();
            assertThat(days).isSorted().doesNotHaveDuplicates();
            assertThat(ChronoUnit.DAYS.between(days.get(0), days.get(days.size() - 1)))
                    .isBetween(14L, 21L);
            for (LocalDate from : days) {
                assertThat(days.stream().filter(each -> !each.isBefore(from) && each.isBefore(from.plusDays(7))))
                        .hasSizeLessThanOrEqualTo(3);
            }
            assertThat(plan.sessions())
                    .allSatisfy(session -> assertThat(session.date()).isBetween(session.earliest(), session.latest()));
        }
    }

    @Test
    void whatDoesNotFitIsSaid() {
        SeriesPlan plan =
                SeriesPlan.of(protocol("mood-standard"), MONDAY, Optional.empty(), EnumSet.of(DayOfWeek.MONDAY));

        assertThat(plan.sessions()).hasSize(6);
        assertThat(plan.warnings()).singleElement().asString().contains("do not fit", "14–21 d");
    }

    /** R-E22: a daily block over a weekend on which the clinic is closed. */
    @Test
    void aDailyBlockOverAClosedWeekendIsSaid() {
        SeriesPlan plan = SeriesPlan.of(
                protocol("crps-daily-block"),
                MONDAY,
                Optional.empty(),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));

        assertThat(plan.sessions()).hasSize(10);
        assertThat(plan.warnings()).singleElement().asString().contains("Session 6");
        assertThat(SeriesPlan.of(protocol("crps-daily-block"), MONDAY, Optional.empty(), Set.of())
                        .warnings())
                .isEmpty();
    }

    /** Scenario D01: maintenance is due 21 to 35 days after the last session. */
    @Test
    void maintenanceIsDueInItsWindow() {
        PlannedSession next = SeriesPlan.of(
                        protocol("maintenance-three-to-five-weeks"),
                        LocalDate.parse("2026-01-21"),
                        Optional.empty(),
                        Set.of())
                .sessions()
                .get(1);

        assertThat(next.earliest()).isEqualTo("2026-02-11");
        assertThat(next.latest()).isEqualTo("2026-02-25");
    }

    /** Worked checks of the clinical model: kg, mg, mg/h, mL/h. D01, D02, D04, D08 and the 88 kg pain check. */
    @ParameterizedTest
    @CsvSource({
        "mood-standard, 70, 35, 52.5, 52.5",
        "mood-standard, 95, 47.5, 71.25, 71.25",
        "mood-standard, 82, 41, 61.5, 61.5",
        "pain-outpatient, 66, 92.4, 23.1, 11.55",
        "crps-daily-block, 88, 123.2, 30.8, 15.4"
    })
    void orders(String id, String kilograms, String milligrams, String perHour, String flow) {
        DosePlan plan = planned(protocol(id), DosePlan.Choices.of(Weight.of(kilograms)));

        assertThat(plan.dose().milligrams()).isEqualByComparingTo(milligrams);
        assertThat(plan.rate().milligramsPerHour()).isEqualByComparingTo(perHour);
        assertThat(plan.flow().millilitresPerHour()).isEqualByComparingTo(flow);
        assertThat(plan.warnings()).isEmpty();
    }

    /** R-D7: another dose than the starting one, within the protocol's titration; one step beyond is refused. */
    @Test
    void titrationEndsAtTheLargestDose() {
        assertThat(planned(protocol("mood-standard"), chosen("74", "0.75"))
                        .dose()
                        .milligrams())
                .isEqualByComparingTo("55.5");
        assertThat(planned(protocol("mood-standard"), chosen("74", "1")).warnings())
                .isEmpty();
        assertThat(DosePlan.of(protocol("mood-standard"), chosen("74", "1.01")))
                .isInstanceOfSatisfying(
                        DosePlan.Refused.class,
                        refused -> assertThat(refused.reason()).contains("1.01 mg/kg", "1 mg/kg"));
        assertThat(planned(protocol("mood-standard"), chosen("74", "0.4")).warnings())
                .singleElement()
                .asString()
                .contains("0.4 mg/kg", "0.5–1 mg/kg");
    }

    @ParameterizedTest
    @CsvSource({"2, true", "2.01, false", "10, false", "50, false", "100, false"})
    void aVialIsNoBag(String concentration, boolean allowed) {
        DosePlan.Result result = DosePlan.of(
                protocol("mood-standard"),
                new DosePlan.Choices(
                        Optional.of(Weight.of("70")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Concentration.of(concentration))));

        assertThat(result instanceof DosePlan.Planned).isEqualTo(allowed);
    }

    @Test
    void doublingTheWeightDoublesTheDose() {
        for (int kilograms = 40; kilograms <= 150; kilograms += 7) {
            BigDecimal once = planned(protocol("mood-standard"), DosePlan.Choices.of(Weight.of("" + kilograms)))
                    .dose()
                    .milligrams();
            assertThat(planned(protocol("mood-standard"), DosePlan.Choices.of(Weight.of("" + 2 * kilograms)))
                            .dose()
                            .milligrams())
                    .isEqualByComparingTo(once.multiply(BigDecimal.valueOf(2)));
        }
    }

    @Test
    void whatIsMissingIsAskedFor() {
        assertThat(DosePlan.of(protocol("mood-standard"), nothing()))
                .isInstanceOfSatisfying(
                        DosePlan.Refused.class,
                        refused -> assertThat(refused.reason()).contains("no weight"));
        assertThat(DosePlan.of(protocol("low-dose-fixed"), nothing()))
                .isInstanceOfSatisfying(
                        DosePlan.Refused.class,
                        refused -> assertThat(refused.reason()).contains("20–35 mg"));
    }

    /** R-D5: 60,000 to 117,600 mg, and never an order of this product. */
    @Test
    void theHighDoseIsArithmeticAndNoOrder() {
        Protocol protocol = protocol("high-dose-inpatient");
        Amount rate = protocol.amount(NumberCodes.RATE_FIXED).orElseThrow();
        Amount days = protocol.amount("infusion-days").orElseThrow();
        BigDecimal hours = BigDecimal.valueOf(24);

        assertThat(rate.low().multiply(hours).multiply(days.low())).isEqualByComparingTo("60000");
        assertThat(rate.high().multiply(hours).multiply(days.high())).isEqualByComparingTo("117600");
        assertThat(DosePlan.of(protocol, DosePlan.Choices.of(Weight.of("70")))).isInstanceOf(DosePlan.Refused.class);
    }

    /** R-F1, R-C11: lithium and antidepressants must not alert; what does, does. */
    @Test
    void whatAlertsAndWhatMustNot() {
        Protocol protocol = protocol("mood-standard");

        assertThat(alerting(protocol, "6448")).isFalse();
        assertThat(alerting(protocol, "321988")).isFalse();
        assertThat(alerting(protocol, "6470")).isTrue();
        assertThat(alerting(protocol, "10438")).isTrue();
        assertThat(protocol.criterion("sip-of-water").orElseThrow().alerts()).isFalse();
    }

    @Test
    void whatChangedIsListed() {
        Protocol before = protocol("mood-standard");
        Protocol after = protocol(with(resource("mood-standard"), "dose-per-weight", "0.6"));

        assertThat(ProtocolChange.between(before, before)).isEmpty();
        assertThat(ProtocolChange.between(before, after)).singleElement().satisfies(change -> {
            assertThat(change.what()).isEqualTo("dose-per-weight");
            assertThat(change.before().orElseThrow()).startsWith("0.5 mg/kg");
            assertThat(change.after().orElseThrow()).startsWith("0.6 mg/kg");
        });
    }

    private static boolean alerting(Protocol protocol, String rxNorm) {
        return protocol.criteria().stream()
                .filter(criterion -> criterion.section() == Section.INTERACTION)
                .filter(criterion -> criterion.concepts().stream()
                        .anyMatch(concept -> concept.code().equals(rxNorm)))
                .anyMatch(Criterion::alerts);
    }

    private static DosePlan.Choices chosen(String kilograms, String perKilogram) {
        return new DosePlan.Choices(
                Optional.of(Weight.of(kilograms)),
                Optional.of(DosePerWeight.of(perKilogram)),
                Optional.empty(),
                Optional.empty());
    }

    private static DosePlan.Choices nothing() {
        return new DosePlan.Choices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static DosePlan planned(Protocol protocol, DosePlan.Choices choices) {
        return ((DosePlan.Planned) DosePlan.of(protocol, choices)).plan();
    }
}
