// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.fhir.SessionResources.Reading;
import org.dripline.fhir.SessionResources.Reason;
import org.dripline.session.Channel;
import org.dripline.session.Freshness;
import org.dripline.session.InfusionOrder;
import org.dripline.session.InfusionSession;
import org.dripline.session.PumpReport;
import org.dripline.session.Quality;
import org.dripline.session.Scenario;
import org.dripline.session.ScenarioTest;
import org.dripline.session.VitalSign;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionResourcesTest {

    private static final Scenario D04 = Scenario.named("d04");
    private static final Instant AT = Scenario.START;

    @Test
    void everyFigureSurvivesTheWayThroughJson() {
        Bundle bundle = new Bundle();
        SessionAsResources.of(D04).forEach(resource -> bundle.addEntry().setResource(resource));
        FhirContext fhir = FhirContext.forR4Cached();
        Bundle parsed = fhir.newJsonParser()
                .parseResource(Bundle.class, fhir.newJsonParser().encodeResourceToString(bundle));
        List<Resource> resources = new ArrayList<>();
        parsed.getEntry().forEach(entry -> resources.add(entry.getResource()));
        resources.addAll(List.copyOf(resources).subList(0, resources.size() / 3));
        Collections.shuffle(resources, new Random(4));

        Reading reading = SessionResources.read(resources);

        assertThat(reading.issues()).isEmpty();
        ScenarioTest.assertFigures(D04, reading.session().summaryAt(D04.lastCheck()));
        InfusionOrder order = Objects.requireNonNull(reading.session().order());
        assertThat(order.dosePerWeight()).isEqualTo(DosePerWeight.of("0.5"));
        assertThat(order.rate()).isEqualTo(FlowRate.of("52.5"));
        assertThat(reading.session().weight()).isEqualTo(Weight.of("82"));
    }

    @Test
    void aValueInAnotherUnitNeverEntersAndTheOthersDo() {
        Observation status = status("ps-1");
        SessionAsResources.metric(
                status, Codes.Mdc.FLOW_CURRENT, SessionAsResources.quantity(BigDecimal.ONE, "ug/kg/min"));
        SessionAsResources.metric(
                status,
                Codes.Mdc.VOLUME_DELIVERED_TOTAL,
                new Quantity().setValue(3).setUnit("mL").setCode("mL"));
        SessionAsResources.metric(
                status,
                Codes.Mdc.CONCENTRATION,
                SessionAsResources.quantity(BigDecimal.TEN, Ucum.MILLIGRAM_PER_MILLILITRE));

        Reading reading = SessionResources.read(List.of(status));

        assertThat(reading.issues())
                .containsExactly(
                        new Issue(Reason.WRONG_UNIT, "Observation/ps-1", Codes.Mdc.VOLUME_DELIVERED_TOTAL),
                        new Issue(Reason.WRONG_UNIT, "Observation/ps-1", Codes.Mdc.FLOW_CURRENT));
        PumpReport report = reading.session().reports().get(0);
        assertThat(report.currentRate()).isNull();
        assertThat(report.delivered()).isNull();
        assertThat(report.concentration()).isEqualTo(Concentration.of("10"));
    }

    @Test
    void aWeightInPoundsIsNoWeight() {
        Observation pounds = vital("w", Codes.Loinc.BODY_WEIGHT, "[lb_av]", 180);
        Observation first = vital("w-1", Codes.Loinc.BODY_WEIGHT, Ucum.KILOGRAM, 80);
        Observation second = vital("w-2", Codes.Loinc.BODY_WEIGHT_MEASURED, Ucum.KILOGRAM, 81);
        second.setEffective(new DateTimeType("2026-01-05T15:00:01Z"));

        Reading reading = SessionResources.read(List.of(pounds, first, second));

        assertThat(reading.issues()).extracting(Issue::reason).containsExactly(Reason.WRONG_UNIT);
        assertThat(reading.session().weight()).isEqualTo(Weight.of("81"));
        Observation start = SessionAsResources.pump(PumpReport.of(PumpReport.Kind.START, AT, "Observation/start"));
        assertThat(SessionResources.read(List.of(first, second, start))
                        .session()
                        .weight())
                .isEqualTo(Weight.of("80"));
        assertThat(SessionResources.read(List.of(second, start)).session().weight())
                .isEqualTo(Weight.of("81"));
    }

    @Test
    void retractedTestAndTimelessValuesStayOut() {
        Observation wrong = heartRate("hr-1", 70);
        wrong.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
        Observation cancelled = heartRate("hr-2", 70);
        cancelled.setStatus(Observation.ObservationStatus.CANCELLED);
        Observation test = heartRate("hr-3", 70);
        test.getMeta().addSecurity(Codes.Systems.ACT_REASON, Codes.TEST_HEALTH_DATA, null);
        Observation day = heartRate("hr-4", 70);
        day.setEffective(new DateTimeType("2026-01-05"));
        Observation period = heartRate("hr-5", 70);
        period.setEffective(new Period());
        Observation preliminary = heartRate("hr-6", 71);
        preliminary.setStatus(Observation.ObservationStatus.PRELIMINARY);

        Reading reading = SessionResources.read(List.of(wrong, cancelled, test, day, period, preliminary));

        assertThat(reading.issues())
                .extracting(Issue::reason)
                .containsExactly(
                        Reason.RETRACTED, Reason.RETRACTED, Reason.TEST_VALUE, Reason.NO_INSTANT, Reason.NO_INSTANT);
        assertThat(reading.session().vitalSigns()).hasSize(1);
    }

    @Test
    void aReadingThatIsAbsentForAReasonSaysThatTheMonitorHasNone() {
        Observation absent = heartRate("hr-1", 70);
        absent.setValue(null);
        absent.setDataAbsentReason(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "temp-unknown", null)));

        Reading reading = SessionResources.read(List.of(absent));

        assertThat(reading.issues()).isEmpty();
        assertThat(reading.session().vitalSigns())
                .containsExactly(
                        new VitalSign.NotAvailable(AT, Channel.HEART_RATE, Quality.ORDINARY, "Observation/hr-1"));
    }

    @Test
    void absentAndImpossibleValuesStayOut() {
        Observation without = heartRate("hr-1", 70);
        without.setValue(null);
        Observation less = heartRate("hr-2", 70);
        less.getValueQuantity().setComparator(Quantity.QuantityComparator.LESS_THAN);
        Observation sentinel = heartRate("hr-3", -1);
        Observation half = SessionAsResources.observation("Observation/bp-4", AT);
        half.setCode(SessionAsResources.concept(Codes.Systems.LOINC, Codes.Loinc.BLOOD_PRESSURE));
        Observation score = score("moaas-5", 9);
        Observation word = score("moaas-6", 1);
        word.setValue(new StringType("alert"));
        Observation event = SessionAsResources.pump(PumpReport.of(PumpReport.Kind.STOP, AT, "Observation/pe-7"));
        event.setValue(new BooleanType(true));
        Observation otherEvent = SessionAsResources.pump(PumpReport.of(PumpReport.Kind.STOP, AT, "Observation/pe-8"));
        otherEvent.setValue(SessionAsResources.concept(Codes.Systems.MDC, "1"));

        Reading reading = SessionResources.read(List.of(without, less, sentinel, half, score, word, event, otherEvent));

        assertThat(reading.issues())
                .extracting(Issue::source, Issue::reason)
                .containsExactly(
                        tuple("Observation/bp-4", Reason.NO_VALUE),
                        tuple("Observation/hr-1", Reason.NO_VALUE),
                        tuple("Observation/hr-2", Reason.NO_VALUE),
                        tuple("Observation/hr-3", Reason.IMPOSSIBLE_VALUE),
                        tuple("Observation/moaas-5", Reason.IMPOSSIBLE_VALUE),
                        tuple("Observation/moaas-6", Reason.NO_VALUE),
                        tuple("Observation/pe-7", Reason.NO_VALUE),
                        tuple("Observation/pe-8", Reason.NO_VALUE));
        InfusionSession session = reading.session();
        assertThat(session.vitalSigns()).isEmpty();
        assertThat(session.scores()).isEmpty();
        assertThat(session.reports()).isEmpty();
    }

    @Test
    void marksOfTheMonitorBecomeAQuality() {
        assertThat(qualityOf("QUES")).isEqualTo(Quality.QUESTIONABLE);
        assertThat(qualityOf("INV")).isEqualTo(Quality.UNUSABLE);
        assertThat(qualityOf("CAL")).isEqualTo(Quality.UNUSABLE);
        assertThat(qualityOf("DEMO")).isEqualTo(Quality.UNUSABLE);
        assertThat(qualityOf("H")).isEqualTo(Quality.ORDINARY);
    }

    @Test
    void anUnmappedValueIsNoVitalSignWhateverItsSenderCallsIt() {
        Observation unmapped = heartRate("um", 70);
        unmapped.getCode()
                .addCoding()
                .setSystem(Codes.Systems.DRIPLINE_OBSERVATION)
                .setCode(Codes.Observed.UNMAPPED);

        SessionResources.Reading reading = SessionResources.read(List.of(unmapped));

        assertThat(reading.session().vitalSigns()).isEmpty();
        assertThat(reading.issues()).isEmpty();
    }

    private static Quality qualityOf(String mark) {
        Observation observation = heartRate("hr", 70);
        observation.addInterpretation(SessionAsResources.concept("urn:marks", mark));
        return SessionResources.read(List.of(observation))
                .session()
                .vitalSigns()
                .get(0)
                .quality();
    }

    @Test
    void everyVitalSignAndItsMeasuredMeanEnter() {
        Observation pressure = SessionAsResources.observation("Observation/bp", AT);
        pressure.setCode(SessionAsResources.concept(Codes.Systems.MDC, Codes.Mdc.BLOOD_PRESSURE));
        for (String[] part : new String[][] {
            {Codes.Mdc.SYSTOLIC, "120"}, {Codes.Mdc.DIASTOLIC, "80"}, {Codes.Mdc.MEAN_PRESSURE, "95"}
        }) {
            SessionAsResources.metric(
                    pressure,
                    part[0],
                    SessionAsResources.quantity(new BigDecimal(part[1]), Ucum.MILLIMETRE_OF_MERCURY));
        }
        Observation upsideDown = pressure.copy();
        upsideDown.setId("bp-2");
        upsideDown
                .getComponent()
                .get(0)
                .setValue(SessionAsResources.quantity(new BigDecimal("60"), Ucum.MILLIMETRE_OF_MERCURY));

        Reading reading = SessionResources.read(List.of(
                pressure,
                upsideDown,
                vital("spo2", Codes.Loinc.OXYGEN_SATURATION_PULSE_OXIMETRY, Ucum.PERCENT, 98),
                vital("rr", Codes.Loinc.RESPIRATORY_RATE, Ucum.PER_MINUTE, 14),
                vital("temperature", "8310-5", "Cel", 37)));

        assertThat(reading.session().vitalSigns())
                .hasOnlyElementsOfTypes(
                        VitalSign.BloodPressure.class,
                        VitalSign.OxygenSaturation.class,
                        VitalSign.RespiratoryRate.class)
                .hasSize(3);
        assertThat(reading.issues())
                .containsExactly(new Issue(Reason.IMPOSSIBLE_VALUE, "Observation/bp-2", Codes.Loinc.BLOOD_PRESSURE));
    }

    @Test
    void halfAPressureIsAReadingAndNoFigure() {
        Observation half = SessionAsResources.observation("Observation/bp", AT);
        half.setCode(SessionAsResources.concept(Codes.Systems.LOINC, Codes.Loinc.BLOOD_PRESSURE));
        SessionAsResources.metric(
                half,
                Codes.Mdc.SYSTOLIC,
                SessionAsResources.quantity(new BigDecimal("190"), Ucum.MILLIMETRE_OF_MERCURY));
        half.addComponent()
                .setCode(SessionAsResources.concept(Codes.Systems.LOINC, Codes.Loinc.DIASTOLIC))
                .setDataAbsentReason(new CodeableConcept().setText("withheld"));
        Observation none = half.copy();
        none.setId("bp-none");
        none.setComponent(null).setDataAbsentReason(new CodeableConcept().setText("no cuff"));
        none.setEffective(new DateTimeType("2026-01-05T15:00:30Z"));

        Reading reading = SessionResources.read(List.of(half));

        assertThat(reading.session().vitalSigns())
                .containsExactly(new VitalSign.PartialPressure(
                        AT,
                        VitalSign.PartialPressure.Side.SYSTOLIC,
                        new BigDecimal("190"),
                        Quality.ORDINARY,
                        "Observation/bp"));
        assertThat(reading.issues()).extracting(Issue::reason).containsOnly(Reason.NO_VALUE);
        assertThat(reading.session().currentAt(AT).partialPressure().freshness())
                .isEqualTo(Freshness.FRESH);
        assertThat(reading.session().currentAt(AT).bloodPressure().reading()).isEmpty();
        InfusionSession gone = SessionResources.read(List.of(half, none)).session();
        assertThat(gone.currentAt(AT.plusSeconds(60)).partialPressure().freshness())
                .isEqualTo(Freshness.MISSING);
    }

    @Test
    void pumpWordsBecomeStatesAlarmsAndReasons() {
        assertThat(report(token(Codes.Mdc.DELIVERY_STATUS, Codes.PumpToken.KEEP_VEIN_OPEN))
                        .state())
                .isEqualTo(PumpReport.State.KEEP_VEIN_OPEN);
        assertThat(report(token(Codes.Mdc.DELIVERY_STATUS, Codes.PumpToken.TRANSITIONING))
                        .state())
                .isEqualTo(PumpReport.State.TRANSITIONING);
        assertThat(report(token(Codes.Mdc.INFUSING_STATUS, Codes.PumpToken.INFUSING))
                        .state())
                .isEqualTo(PumpReport.State.RUNNING);
        assertThat(report(token(Codes.Mdc.INFUSING_STATUS, Codes.PumpToken.NOT_INFUSING))
                        .state())
                .isEqualTo(PumpReport.State.NOT_RUNNING);
        assertThat(report(token(Codes.Mdc.INFUSING_STATUS, "pump-status-dancing"))
                        .state())
                .isEqualTo(PumpReport.State.UNKNOWN);
        assertThat(report(token(Codes.Mdc.NOT_DELIVERING_REASON, Codes.PumpToken.STOPPED_ALARMING))
                        .reason())
                .isEqualTo("alarm");
        assertThat(report(token(Codes.Mdc.NOT_DELIVERING_REASON, Codes.PumpToken.STOPPED_NOT_SPECIFIED))
                        .reason())
                .isNull();
        assertThat(report(token(Codes.Mdc.NOT_DELIVERING_REASON, "pump-stopped-powered-off"))
                        .reason())
                .isEqualTo("stopped powered off");
        assertThat(report(alarm(Codes.Mdc.FLUID_LINE_OCCLUSION, null)).alarms()).containsExactly("occlusion");
        assertThat(report(alarm("196000", null)).alarms()).containsExactly("196000");
        assertThat(report(alarm("196000", "air in line")).alarms()).containsExactly("air in line");
        assertThat(report(alarm("196802", "battery low").andThen(alarm(Codes.Mdc.FLUID_LINE_OCCLUSION, null)))
                        .alarms())
                .containsExactly("occlusion", "battery low");
    }

    private static Consumer<Observation> token(String mdc, String token) {
        return observation -> SessionAsResources.metric(
                observation, mdc, SessionAsResources.concept(Codes.Systems.DRIPLINE_PUMP_TOKEN, token));
    }

    private static Consumer<Observation> alarm(String code, @Nullable String text) {
        return observation -> SessionAsResources.metric(
                observation,
                Codes.Mdc.ALARM_CONDITION,
                SessionAsResources.concept(Codes.Systems.MDC, code).setText(text));
    }

    private static PumpReport report(Consumer<Observation> detail) {
        Observation status = status("ps");
        detail.accept(status);
        return SessionResources.read(List.of(status)).session().reports().get(0);
    }

    @Test
    void anotherDrugAnotherPumpAndAnotherEncounterStayOut() {
        Observation saline = status("ps-1");
        SessionAsResources.metric(saline, Codes.Mdc.DRUG_LABEL, new StringType("Saline"));
        Observation ours = status("ps-2");
        ours.setDevice(new Reference("Device/a"));
        Observation second = status("ps-3");
        second.setDevice(new Reference("Device/b"));
        Observation nameless = status("ps-4");
        Observation elsewhere = status("ps-5");
        elsewhere.setEncounter(new Reference("Encounter/other"));
        Encounter encounter = SessionAsResources.encounter(D04);

        Reading reading = SessionResources.read(List.of(saline, ours, second, nameless, elsewhere, encounter));

        assertThat(reading.issues())
                .extracting(Issue::reason)
                .containsExactly(Reason.OTHER_DRUG, Reason.OTHER_PUMP, Reason.OTHER_ENCOUNTER);
        assertThat(reading.session().reports()).hasSize(2);
    }

    @Test
    void onlyAFinishedEncounterClosesTheSession() {
        Encounter encounter = SessionAsResources.encounter(D04);
        assertThat(SessionResources.read(List.of(encounter)).session().closedAt())
                .isEqualTo(D04.lastCheck());

        encounter.setPeriod(null);
        assertThat(SessionResources.read(List.of(encounter)).session().closedAt())
                .isEqualTo(Instant.EPOCH);

        encounter.setStatus(Encounter.EncounterStatus.INPROGRESS);
        assertThat(SessionResources.read(List.of(encounter)).session().closedAt())
                .isNull();
    }

    @Test
    void theNewestStandingKetamineOrderCounts() {
        MedicationRequest draft = SessionAsResources.order(D04);
        draft.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
        MedicationRequest other = SessionAsResources.order(D04);
        other.setId("order-other");
        other.setMedication(SessionAsResources.concept(Codes.Systems.RXNORM, "1"));
        MedicationRequest byReference = SessionAsResources.order(D04);
        byReference.setId("order-reference");
        byReference.setMedication(new Reference("Medication/m"));
        assertThat(SessionResources.read(List.of(draft, other, byReference))
                        .session()
                        .order())
                .isNull();

        MedicationRequest bare = SessionAsResources.order(D04);
        bare.setId("order-2");
        bare.setDosageInstruction(null);
        bare.setDispenseRequest(null);
        bare.setAuthoredOnElement(new DateTimeType("2026-01-05T14:00:00Z"));
        Reading reading = SessionResources.read(List.of(bare, SessionAsResources.order(D04)));
        InfusionOrder order = Objects.requireNonNull(reading.session().order());
        assertThat(order.source()).isEqualTo("MedicationRequest/order-2");
        assertThat(order.dose()).isNull();
        assertThat(order.drawn()).isNull();
        assertThat(order.weight()).isNull();
        assertThat(reading.issues()).isEmpty();
    }

    @Test
    void ofOneResourceTheNewestVersionCounts() {
        Observation first = heartRate("hr", 70);
        first.getMeta().setVersionId("9");
        Observation second = heartRate("hr", 75);
        second.getMeta().setVersionId("10");

        assertThat(SessionResources.read(List.of(second, first)).session().vitalSigns())
                .isEqualTo(
                        SessionResources.read(List.of(first, second)).session().vitalSigns())
                .singleElement()
                .isEqualTo(
                        new VitalSign.HeartRate(AT, BigDecimal.valueOf(75), true, Quality.ORDINARY, "Observation/hr"));
    }

    @Test
    void countersAndVolumesEnter() {
        PumpReport report = report(observation -> {
            for (String mdc : List.of(
                    Codes.Mdc.VOLUME_DELIVERED_TOTAL, Codes.Mdc.VOLUME_TO_BE_INFUSED, Codes.Mdc.VOLUME_REMAINING)) {
                SessionAsResources.metric(
                        observation, mdc, SessionAsResources.quantity(BigDecimal.ONE, Ucum.MILLILITRE));
            }
        });

        assertThat(report.delivered()).isEqualTo(Volume.of("1"));
        assertThat(report.toBeInfused()).isEqualTo(Volume.of("1"));
        assertThat(report.remaining()).isEqualTo(Volume.of("1"));
    }

    private static Observation status(String id) {
        Observation status = SessionAsResources.observation("Observation/" + id, AT);
        status.setCode(SessionAsResources.concept(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_STATUS));
        return status;
    }

    private static Observation heartRate(String id, int rate) {
        return vital(id, Codes.Loinc.HEART_RATE, Ucum.PER_MINUTE, rate);
    }

    private static Observation vital(String id, String loinc, String unit, int value) {
        Observation observation = SessionAsResources.observation("Observation/" + id, AT);
        observation.setCode(SessionAsResources.concept(Codes.Systems.LOINC, loinc));
        observation.setValue(SessionAsResources.quantity(BigDecimal.valueOf(value), unit));
        return observation;
    }

    private static Observation score(String id, int value) {
        Observation observation = SessionAsResources.observation("Observation/" + id, AT);
        observation.setCode(SessionAsResources.concept(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.MOAAS));
        observation.setValue(new IntegerType(value));
        return observation;
    }
}
