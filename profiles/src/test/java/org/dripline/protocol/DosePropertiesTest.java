// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.DoseRate;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Weight;
import org.dripline.fhir.ShippedProtocols;

/** What holds for the dose of any patient. */
class DosePropertiesTest {

    private static final Protocol MOOD = ShippedProtocols.protocol("mood-standard");

    @Property(tries = 80)
    @Label("doubling the weight never lowers a dose by weight")
    void moreWeightNeverLessDose(@ForAll @IntRange(min = 200, max = 3000) int tenthsOfKilogram) {
        Dose light = planned(tenthsOfKilogram, Optional.empty()).dose();
        Dose heavy = planned(2 * tenthsOfKilogram, Optional.empty()).dose();

        assertThat(heavy).isGreaterThanOrEqualTo(light);
    }

    @Property(tries = 80)
    @Label("no plan is above the protocol's largest dose by weight: it is refused")
    void neverAboveTheLargestDose(
            @ForAll @IntRange(min = 1, max = 300) int hundredths, @ForAll @IntRange(min = 200, max = 3000) int weight) {
        DosePerWeight wanted = new DosePerWeight(BigDecimal.valueOf(hundredths, 2));
        BigDecimal most = MOOD.amount(NumberCodes.TITRATION_MOST).orElseThrow().high();

        DosePlan.Result result = DosePlan.of(MOOD, choices(weight, Optional.of(wanted)));

        assertThat(result instanceof DosePlan.Planned)
                .isEqualTo(wanted.milligramsPerKilogram().compareTo(most) <= 0);
        if (result instanceof DosePlan.Planned planned) {
            // Rounded to a tenth of a milligram.
            BigDecimal highest = most.multiply(BigDecimal.valueOf(weight, 1)).add(new BigDecimal("0.05"));
            assertThat(planned.plan().dose().milligrams()).isLessThanOrEqualTo(highest);
        }
    }

    @Property(tries = 80)
    @Label("mL/h and mg/h are the same rate whatever the bag")
    void unitsOfARateDoNotChangeIt(
            @ForAll @IntRange(min = 1, max = 3000) int tenths, @ForAll @IntRange(min = 1, max = 400) int hundredths) {
        FlowRate flow = new FlowRate(BigDecimal.valueOf(tenths, 1));
        Concentration bag = new Concentration(BigDecimal.valueOf(hundredths, 2));
        DoseRate perHour = flow.doseRateAt(bag);

        assertThat(perHour.milligramsPerHour())
                .isEqualByComparingTo(flow.over(Duration.ofHours(1)).doseAt(bag).milligrams());
        assertThat(perHour).isEqualTo(new FlowRate(BigDecimal.valueOf(tenths, 1).setScale(4)).doseRateAt(bag));
    }

    private static DosePlan planned(int tenthsOfKilogram, Optional<DosePerWeight> dose) {
        return ((DosePlan.Planned) DosePlan.of(MOOD, choices(tenthsOfKilogram, dose))).plan();
    }

    private static DosePlan.Choices choices(int tenthsOfKilogram, Optional<DosePerWeight> dose) {
        return new DosePlan.Choices(
                Optional.of(new Weight(BigDecimal.valueOf(tenthsOfKilogram, 1))),
                dose,
                Optional.empty(),
                Optional.empty());
    }
}
