// SPDX-License-Identifier: Apache-2.0
package org.dripline.dosing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantitiesTest {

    private static final Weight EIGHTY_TWO = Weight.of("82.0");
    private static final Concentration TWO_PER_ML = Concentration.of("2");

    @Test
    void theWorkedOrderOfEightyTwoKilograms() {
        Dose dose = DosePerWeight.of("0.5").times(EIGHTY_TWO);

        assertThat(dose).isEqualTo(Dose.of("41"));
        assertThat(dose.per(EIGHTY_TWO)).isEqualTo(DosePerWeight.of("0.5"));
        assertThat(dose.in(TWO_PER_ML)).isEqualTo(Volume.of("20.5"));
        assertThat(Volume.of("20.5").doseAt(TWO_PER_ML)).isEqualTo(dose);
        assertThat(FlowRate.of("30.75").doseRateAt(TWO_PER_ML)).isEqualTo(DoseRate.of("61.5"));
        assertThat(FlowRate.of("30.75").over(Duration.ofMinutes(40))).isEqualTo(Volume.of("20.5"));
        assertThat(FlowRate.of("30.75").timeFor(Volume.of("20.5"))).isEqualTo(Duration.ofMinutes(40));
        assertThat(DoseRate.of("61.5").per(EIGHTY_TWO)).isEqualTo(DoseRatePerWeight.of("0.75"));
    }

    @Test
    void theWorkedPainInfusionOfEightyEightKilograms() {
        Weight weight = Weight.of("88");
        DoseRate rate = DoseRatePerWeight.of("0.35").times(weight);

        assertThat(rate).isEqualTo(DoseRate.of("30.8"));
        DeliveredTotal total =
                DeliveredTotal.NONE.plus(FlowRate.of("15.4"), TWO_PER_ML, Duration.ofHours(4));
        assertThat(total.dose()).isEqualTo(Dose.of("123.2"));
        assertThat(total.dosePer(weight)).isEqualTo(DosePerWeight.of("1.4"));
        assertThat(total.percentOf(Dose.of("123.2"))).isEqualByComparingTo("100");
        assertThat(total.meanRateOver(Duration.ofHours(4))).isEqualTo(DoseRate.of("30.8"));
        assertThat(total.meanRateOver(Duration.ofHours(4), weight)).isEqualTo(DoseRatePerWeight.of("0.35"));
    }

    @Test
    void thirdsOfAMillilitreDoNotPileUp() {
        DeliveredTotal sum = DeliveredTotal.NONE;
        for (int i = 0; i < 3600; i++) {
            sum = sum.plus(FlowRate.of("1"), Concentration.of("1"), Duration.ofSeconds(1));
        }

        assertThat(sum.volume()).isEqualTo(Volume.of("1"));
        assertThat(sum.dose()).isEqualTo(Dose.of("1"));
    }

    @Test
    void addingInAnotherOrderOrInOneGoIsTheSame() {
        DeliveredTotal one = DeliveredTotal.NONE.plus(FlowRate.of("35.625"), TWO_PER_ML, Duration.ofMillis(1234567));
        DeliveredTotal two = DeliveredTotal.NONE.plus(Volume.of("3.3"), TWO_PER_ML);

        assertThat(one.plus(two)).isEqualTo(two.plus(one));
        assertThat(DeliveredTotal.NONE.plus(one)).isEqualTo(one);
    }

    @Test
    void ofAnUnknownStrengthOnlyTheVolumeIsKnown() {
        DeliveredTotal total = DeliveredTotal.ofUnknownStrength(FlowRate.of("60"), Duration.ofMinutes(1))
                .plus(DeliveredTotal.ofUnknownStrength(Volume.of("2")));

        assertThat(total.volume()).isEqualTo(Volume.of("3"));
        assertThat(total.dose()).isEqualTo(Dose.of("0"));
    }

    @Test
    void doublingTheWeightNeverLowersTheTotal() {
        for (int kilograms = 1; kilograms <= 350; kilograms++) {
            Weight weight = new Weight(BigDecimal.valueOf(kilograms));
            Weight twice = new Weight(BigDecimal.valueOf(2L * kilograms));
            DosePerWeight perWeight = DosePerWeight.of("0.35");
            assertThat(perWeight.times(twice)).isGreaterThan(perWeight.times(weight));
        }
    }

    @Test
    void nonsenseIsRefusedOneStepPastTheBoundary() {
        assertThat(Weight.of("0.001").kilograms()).isPositive();
        assertThat(Weight.of("700").kilograms()).isEqualByComparingTo("700");
        assertThat(FlowRate.of("0").isZero()).isTrue();
        assertThat(FlowRate.of("0.001").isZero()).isFalse();
        assertThat(Dose.of("0").milligrams()).isZero();
        for (Runnable refused : List.<Runnable>of(
                () -> Weight.of("0"),
                () -> Weight.of("-0.001"),
                () -> Weight.of("700.001"),
                () -> Concentration.of("0"),
                () -> Concentration.of("-1"),
                () -> Dose.of("-0.1"),
                () -> DosePerWeight.of("-0.1"),
                () -> FlowRate.of("-1"),
                () -> Volume.of("-999"),
                () -> DoseRate.of("-0.1"),
                () -> DoseRatePerWeight.of("-0.1"))) {
            assertThatIllegalArgumentException().isThrownBy(refused::run);
        }
    }

    @Test
    void writingDoesNotMakeADifferentQuantity() {
        assertThat(Dose.of("41.00")).isEqualTo(Dose.of("41"));
        assertThat(Volume.of("100").millilitres().toPlainString()).isEqualTo("100");
        assertThat(Weight.of("70.0").compareTo(Weight.of("70"))).isZero();
        assertThat(Dose.of("1")).isLessThan(Dose.of("2"));
        assertThat(DosePerWeight.of("1")).isLessThan(DosePerWeight.of("2"));
        assertThat(Concentration.of("1")).isLessThan(Concentration.of("2"));
        assertThat(DoseRate.of("1")).isLessThan(DoseRate.of("2"));
        assertThat(DoseRatePerWeight.of("1")).isLessThan(DoseRatePerWeight.of("2"));
        assertThat(FlowRate.of("1")).isLessThan(FlowRate.of("2"));
    }

    @Test
    void whatIsLeftIsNeverBelowZero() {
        assertThat(Volume.of("2").minus(Volume.of("0.5"))).isEqualTo(Volume.of("1.5"));
        assertThat(Volume.of("2").minus(Volume.of("3"))).isEqualTo(Volume.ZERO);
        assertThat(Volume.of("2").difference(Volume.of("3"))).isEqualTo(Volume.of("1"));
        assertThat(Volume.of("2").plus(Volume.of("3"))).isEqualTo(Volume.of("5"));
        assertThat(Dose.of("2").minus(Dose.of("3"))).isEqualTo(Dose.of("0"));
    }

    @Test
    void roundingIsHalfUpAndOnce() {
        assertThat(Rounding.DOSE.of(new BigDecimal("34.95"))).isEqualByComparingTo("35.0");
        assertThat(Rounding.DOSE.of(new BigDecimal("34.949999"))).isEqualByComparingTo("34.9");
        assertThat(Rounding.DOSE_PER_WEIGHT.of(new BigDecimal("0.2870813"))).isEqualByComparingTo("0.287");
        assertThat(Rounding.DOSE_RATE_PER_WEIGHT.print(new BigDecimal("0.28708"))).isEqualTo("0.2871");
        assertThat(Rounding.DOSE.print(new BigDecimal("35.04"))).isEqualTo("35");
        assertThat(Rounding.DOSE.print(new BigDecimal("100"))).isEqualTo("100");
        assertThat(Rounding.WHOLE.print(new BigDecimal("0.4"))).isEqualTo("0");
    }
}
