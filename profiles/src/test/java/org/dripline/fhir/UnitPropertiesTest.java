// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dripline.dosing.Dose;
import org.dripline.session.Scenario;
import org.dripline.session.SessionSummary;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;

/** The same amount in another unit is the same amount, or it stays out and is told; never is it another amount. */
@DisplayName("Units do not change a result")
class UnitPropertiesTest {

    private static final Instant AT = Instant.parse("2026-01-05T14:30:00Z");
    private static final BigDecimal POUND = new BigDecimal("0.45359237");

    @Property(tries = 60)
    @Label("a weight is the same in kg, g and pounds")
    void aWeightInAnyOfItsUnits(@ForAll @IntRange(min = 200, max = 3000) int tenthsOfKilogram) {
        BigDecimal kilograms = BigDecimal.valueOf(tenthsOfKilogram, 1);

        assertThat(kilograms(kilograms, "kg")).isEqualByComparingTo(kilograms);
        assertThat(kilograms(kilograms.movePointRight(3), "g")).isEqualByComparingTo(kilograms);
        assertThat(kilograms(kilograms.divide(POUND, MathContext.DECIMAL128), "[lb_av]")
                        .subtract(kilograms)
                        .abs())
                .isLessThan(new BigDecimal("1e-20"));
    }

    @Property(tries = 25)
    @Label("a strength in ug/mL, a rate in mL/min, a volume in L: the dose stays what it was, or is told as not known")
    void amountsInOtherUnitsNeverBecomeAnotherDose(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int inTen) {
        Scenario d04 = Scenario.named("d04");
        List<Resource> resources = SessionAsResources.of(d04);
        Random random = new Random(seed);
        int changed = 0;
        for (Resource resource : resources) {
            if (resource instanceof Observation observation && random.nextInt(10) < inTen) {
                changed += (int) observation.getComponent().stream()
                        .filter(UnitPropertiesTest::inAnotherUnit)
                        .count();
            }
        }

        SessionResources.Reading reading = SessionResources.read(resources);
        SessionSummary summary = reading.session().summaryAt(d04.lastCheck());

        assertThat(reading.issues()).hasSizeGreaterThanOrEqualTo(Math.min(changed, 1));
        Dose dose = summary.dose().delivered();
        if (dose != null && !summary.dose().atLeast()) {
            assertThat(dose.milligrams().subtract(new BigDecimal("41")).abs()).isLessThan(new BigDecimal("0.05"));
        } else if (dose != null) {
            assertThat(dose.milligrams()).isLessThanOrEqualTo(new BigDecimal("41.05"));
        }
    }

    private static boolean inAnotherUnit(ObservationComponentComponent component) {
        if (!(component.getValue() instanceof Quantity quantity)) {
            return false;
        }
        switch (Objects.toString(quantity.getCode(), "")) {
            case "mg/mL" -> told(quantity, quantity.getValue().movePointRight(3), "ug/mL");
            case "mL/h" ->
                told(quantity, quantity.getValue().divide(BigDecimal.valueOf(60), MathContext.DECIMAL64), "mL/min");
            case "mL" -> told(quantity, quantity.getValue().movePointLeft(3), "L");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void told(Quantity quantity, BigDecimal value, String unit) {
        quantity.setValue(value).setCode(unit).setUnit(unit);
    }

    private static BigDecimal kilograms(BigDecimal value, String unit) {
        Patient patient = new Patient();
        patient.setId("Patient/unit-417");
        Observation weight = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        weight.setId("Observation/weight-417");
        weight.setCode(new CodeableConcept(new Coding(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT, null)));
        weight.setSubject(new Reference("Patient/unit-417"));
        weight.setEffective(new DateTimeType(Date.from(AT)));
        weight.setValue(
                new Quantity().setValue(value).setSystem(Codes.Systems.UCUM).setCode(unit));
        return Objects.requireNonNull(
                GateResources.read(List.of(patient, weight), new GateResources.Moment(AT, ZoneOffset.UTC, null))
                        .weights()
                        .get(0)
                        .kilograms());
    }
}
