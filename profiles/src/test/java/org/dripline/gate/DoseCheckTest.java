// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.fhir.ShippedProtocols;
import org.dripline.gate.DoseCheck.Difference;
import org.dripline.session.InfusionOrder;
import org.dripline.session.SessionLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoseCheckTest {

    /** The worked check: 82 kg, 0.5 mg/kg over 40 min, bag of 1 mg/mL. */
    private static final InfusionOrder WORKED = order("41", "0.5", "82", "50", "61.5");

    @Test
    void theWorkedOrderAgreesWithItsPump() {
        assertThat(check(WORKED, "mood-standard", pump("82", "1", "61.5", "41", null)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // check, dose, dose per kg, weight ordered, rate ordered, weight, concentration, rate, volume
        "dose-by-weight, 41.6, 0.5, 82, 61.5, 82, 1, 61.5, ''",
        "weight, 41, 0.5, 82, 61.5, 180.8, 1, 61.5, 41",
        "bag-too-strong, 41, 0.5, 82, 61.5, 82, 10, 61.5, 4.1",
        "rate, 41, 0.5, 82, 61.5, 82, 1, 62, 41",
        "volume, 41, 0.5, 82, 61.5, 82, 2, 61.5, 41",
        "dose-cap, 90.2, 1.1, 82, 61.5, 82, 1, 61.5, 90.2"
    })
    void whatDoesNotAgreeIsStopped(
            String check,
            String dose,
            String perKg,
            String ordered,
            String orderedRate,
            String weight,
            String bag,
            String rate,
            String volume) {
        List<Difference> differences = check(
                order(dose, perKg, ordered, "200", orderedRate),
                "mood-standard",
                pump(weight, bag, rate, volume, null));

        assertThat(differences).anySatisfy(difference -> {
            assertThat(difference.check()).isEqualTo(check);
            assertThat(difference.weight()).isEqualTo(Finding.Weight.HARD_STOP);
            assertThat(difference.source().citation()).isNotBlank();
        });
    }

    @Test
    void theSlipIsNamed() {
        assertThat(words(check(WORKED, "mood-standard", pump("180.8", "1", "615", "41", null))))
                .anyMatch(words -> words.contains("as pounds do from kilograms"))
                .anyMatch(words -> words.contains("615 mL/h programmed; ordered 61.5 mL/h: ten times apart"));
        assertThat(words(check(WORKED, "mood-standard", pump("82", "2", "30.75", "41", null))))
                .anyMatch(words -> words.contains("the milligrams were taken for millilitres"));
        assertThat(words(check(order("410", "0.5", "82", "500", "61.5"), "mood-standard", NOTHING)))
                .anyMatch(words -> words.contains("= 41 mg; ordered 410 mg: ten times apart"));
    }

    @Test
    void theEdgesAreAllowed() {
        assertThat(check(order("41.5", "0.5", "82", "50", "61.5"), "mood-standard", NOTHING))
                .isEmpty();
        assertThat(check(WORKED, "mood-standard", pump("90.2", "1", "61.55", "41.5", null)))
                .isEmpty();
        assertThat(check(order("82", "1", "82", "100", "82"), "mood-standard", NOTHING))
                .isEmpty();
    }

    @Test
    @DisplayName("D08: 1.4 mg/kg over four hours is no anaesthetic dose; a bolus or a rate can be")
    void theAnaestheticRangeIsJudgedByBolusAndRate() {
        InfusionOrder pain = order("92.4", "1.4", "66", "100", "11.55");

        assertThat(check(pain, "pain-outpatient", pump("66", "2", "11.55", "46.2", "23.1")))
                .isEmpty();
        assertThat(check(pain, "pain-outpatient", pump("66", "2", "11.55", "46.2", "23.2")))
                .extracting(Difference::check)
                .containsExactly("anaesthetic-bolus");
        assertThat(check(
                        order("92.4", "1.4", "66", "100", "66.1"),
                        "pain-outpatient",
                        pump("66", "2", "66.1", null, null)))
                .extracting(Difference::check)
                .contains("anaesthetic-rate");
    }

    @Test
    @DisplayName("D12 (R-D3): 30 mg lies in 20 to 35 mg, whatever the weight; 36 mg is a line")
    void aFixedDoseIsJudgedByItsRange() {
        assertThat(check(order("30", null, null, "30", "30"), "low-dose-fixed", pump("104.5", "1", "30", "30", null)))
                .isEmpty();
        assertThat(check(order("36", null, null, "40", "40"), "low-dose-fixed", pump("104.5", "1", "40", "36", null)))
                .singleElement()
                .satisfies(difference -> assertThat(difference.weight()).isEqualTo(Finding.Weight.INFO));
    }

    @Test
    void aBagThatHoldsLessThanTheDoseIsStopped() {
        assertThat(check(order("41", "0.5", "82", "40", "61.5"), "mood-standard", NOTHING))
                .extracting(Difference::check)
                .containsExactly("bag-too-small");
    }

    private static final DoseCheck.Pump NOTHING = new DoseCheck.Pump(null, null, null, null, null);

    private static List<Difference> check(InfusionOrder order, String protocol, DoseCheck.Pump pump) {
        return DoseCheck.of(order, pump, ShippedProtocols.protocol(protocol), SessionLimits.examples());
    }

    private static List<String> words(List<Difference> differences) {
        return differences.stream().map(Difference::words).toList();
    }

    private static InfusionOrder order(
            String dose, @Nullable String perKg, @Nullable String weight, String drawn, String rate) {
        return new InfusionOrder(
                Dose.of(dose),
                perKg == null ? null : DosePerWeight.of(perKg),
                weight == null ? null : Weight.of(weight),
                Dose.of(drawn),
                FlowRate.of(rate),
                null,
                "MedicationRequest/sample");
    }

    private static DoseCheck.Pump pump(
            String weight, String bag, String rate, @Nullable String volume, @Nullable String bolus) {
        return new DoseCheck.Pump(
                Weight.of(weight),
                Concentration.of(bag),
                FlowRate.of(rate),
                volume == null || volume.isEmpty() ? null : Volume.of(volume),
                bolus == null ? null : Dose.of(bolus));
    }
}
