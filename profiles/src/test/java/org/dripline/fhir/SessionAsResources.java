// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.dripline.session.PumpReport;
import org.dripline.session.Scenario;
import org.dripline.session.Score;
import org.dripline.session.VitalSign;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** A scenario as the resources the routes and the EHR write; of its statuses one a minute. */
final class SessionAsResources {

    private SessionAsResources() {}

    static List<Resource> of(Scenario scenario) {
        List<Resource> resources = new ArrayList<>();
        Patient patient = new Patient();
        patient.setId("syn-0001");
        resources.add(patient);
        resources.add(encounter(scenario));
        resources.add(order(scenario));
        resources.add(weight(scenario));
        scenario.reports().stream()
                .filter(report ->
                        report.kind() != PumpReport.Kind.STATUS || report.at().getEpochSecond() % 60 == 0)
                .forEach(report -> resources.add(pump(report)));
        scenario.vitalSigns().forEach(reading -> resources.add(vitalSign(reading)));
        scenario.scores().forEach(score -> resources.add(score(score)));
        return resources;
    }

    static Encounter encounter(Scenario scenario) {
        Encounter encounter = new Encounter();
        encounter.setId("enc-" + scenario.name());
        encounter.setStatus(Encounter.EncounterStatus.FINISHED);
        encounter.getPeriod().setEnd(Date.from(scenario.lastCheck()));
        return encounter;
    }

    static MedicationRequest order(Scenario scenario) {
        MedicationRequest order = new MedicationRequest();
        order.setId("order-" + scenario.name());
        order.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
        order.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        order.setMedication(concept(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE));
        order.setEncounter(new Reference("Encounter/enc-" + scenario.name()));
        Extension byWeight = new Extension(Canonicals.WEIGHT_BASED_DOSE);
        byWeight.addExtension("dosePerKg", quantity(new BigDecimal("0.5"), Ucum.MILLIGRAM_PER_KILOGRAM));
        byWeight.addExtension("dosingWeight", quantity(scenario.number("weight_kg"), Ucum.KILOGRAM));
        var dose = order.addDosageInstruction().addDoseAndRate();
        dose.addExtension(byWeight);
        dose.setDose(quantity(scenario.number("ordered_mg"), Ucum.MILLIGRAM));
        dose.setRate(quantity(new BigDecimal("52.5"), Ucum.MILLILITRE_PER_HOUR));
        order.getDispenseRequest().setQuantity(quantity(scenario.number("drawn_mg"), Ucum.MILLIGRAM));
        return order;
    }

    private static Observation weight(Scenario scenario) {
        Observation weight = observation("Observation/weight", Scenario.minute(-20));
        weight.setCode(concept(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT));
        weight.setValue(quantity(scenario.number("weight_kg"), Ucum.KILOGRAM));
        return weight;
    }

    static Observation pump(PumpReport report) {
        Observation observation = observation(report.source(), report.at());
        observation.setDevice(new Reference("Device/dev-pump"));
        if (report.kind() == PumpReport.Kind.STATUS) {
            observation.setCode(concept(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_STATUS));
        } else {
            observation.setCode(concept(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT));
            observation.setValue(concept(
                    Codes.Systems.DRIPLINE_PUMP_EVENT,
                    switch (report.kind()) {
                        case START -> Codes.PumpEvent.START;
                        case STOP -> Codes.PumpEvent.STOP;
                        case COMPLETE, STATUS -> Codes.PumpEvent.COMPLETE;
                    }));
        }
        boolean running = report.state() == PumpReport.State.RUNNING;
        metric(
                observation,
                Codes.Mdc.DELIVERY_STATUS,
                concept(
                        Codes.Systems.DRIPLINE_PUMP_TOKEN,
                        running ? Codes.PumpToken.DELIVERING : Codes.PumpToken.NOT_DELIVERING));
        if (report.currentRate() != null) {
            metric(
                    observation,
                    Codes.Mdc.FLOW_CURRENT,
                    quantity(report.currentRate().millilitresPerHour(), Ucum.MILLILITRE_PER_HOUR));
        }
        if (report.delivered() != null) {
            metric(
                    observation,
                    Codes.Mdc.VOLUME_DELIVERED_TOTAL,
                    quantity(report.delivered().millilitres(), Ucum.MILLILITRE));
        }
        if (report.concentration() != null) {
            metric(
                    observation,
                    Codes.Mdc.CONCENTRATION,
                    quantity(report.concentration().milligramsPerMillilitre(), Ucum.MILLIGRAM_PER_MILLILITRE));
        }
        if (report.drug() != null) {
            metric(observation, Codes.Mdc.DRUG_LABEL, new StringType(report.drug()));
        }
        if (report.reason() != null) {
            metric(
                    observation,
                    Codes.Mdc.NOT_DELIVERING_REASON,
                    concept(Codes.Systems.DRIPLINE_PUMP_TOKEN, "pump-stopped-by-clinician")
                            .setText(report.reason()));
        }
        return observation;
    }

    static Observation vitalSign(VitalSign reading) {
        Observation observation = observation(reading.source(), reading.at());
        if (reading instanceof VitalSign.BloodPressure pressure) {
            observation.setCode(concept(Codes.Systems.LOINC, Codes.Loinc.BLOOD_PRESSURE));
            component(observation, Codes.Loinc.SYSTOLIC, pressure.systolicMmHg());
            component(observation, Codes.Loinc.DIASTOLIC, pressure.diastolicMmHg());
        } else if (reading instanceof VitalSign.HeartRate rate) {
            observation.setCode(concept(Codes.Systems.LOINC, Codes.Loinc.HEART_RATE));
            observation.setValue(quantity(rate.beatsPerMinute(), Ucum.PER_MINUTE));
        } else if (reading instanceof VitalSign.OxygenSaturation saturation) {
            observation.setCode(concept(Codes.Systems.MDC, Codes.Mdc.OXYGEN_SATURATION));
            observation.setValue(quantity(saturation.percent(), Ucum.PERCENT));
        } else if (reading instanceof VitalSign.RespiratoryRate rate) {
            observation.setCode(concept(Codes.Systems.LOINC, Codes.Loinc.RESPIRATORY_RATE));
            observation.setValue(quantity(rate.breathsPerMinute(), Ucum.PER_MINUTE));
        }
        return observation;
    }

    static Observation score(Score score) {
        Observation observation = observation(score.source(), score.at());
        String code = score.scale() == Score.Scale.MOAAS ? Codes.Observed.MOAAS : Codes.Observed.CADSS_6;
        observation.setCode(concept(Codes.Systems.DRIPLINE_OBSERVATION, code));
        observation.setValue(new IntegerType(score.value()));
        return observation;
    }

    static Observation observation(String source, Instant at) {
        Observation observation = new Observation();
        observation.setId(source.substring(source.indexOf('/') + 1));
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setEffective(
                new DateTimeType(Date.from(at), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC")));
        return observation;
    }

    static void metric(Observation observation, String mdc, Type value) {
        observation.addComponent().setCode(concept(Codes.Systems.MDC, mdc)).setValue(value);
    }

    private static void component(Observation observation, String loinc, BigDecimal value) {
        observation
                .addComponent()
                .setCode(concept(Codes.Systems.LOINC, loinc))
                .setValue(quantity(value, Ucum.MILLIMETRE_OF_MERCURY));
    }

    static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding(system, code, null));
    }

    static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }
}
