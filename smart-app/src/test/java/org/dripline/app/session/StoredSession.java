// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.dripline.fhir.Canonicals;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** An invented session as FHIR resources: 35 mg at 52.5 mL/h of 1 mg/mL, one report of pump and monitor every 10 s. */
final class StoredSession {

    static final String PATIENT = "syn-134418";
    static final String ENCOUNTER = "enc-134418";
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Instant start;

    StoredSession(Instant start) {
        this.start = start;
    }

    List<Resource> setting() {
        Encounter encounter = new Encounter();
        encounter.setId(ENCOUNTER);
        encounter.setStatus(Encounter.EncounterStatus.INPROGRESS);
        encounter.getClass_().setCode("AMB");
        encounter.setSubject(new Reference("Patient/" + PATIENT));
        encounter.getPeriod().setStart(Date.from(start.minusSeconds(1800)));

        MedicationRequest order = new MedicationRequest();
        order.setId("order-134418");
        order.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
        order.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        order.setSubject(new Reference("Patient/" + PATIENT));
        order.setEncounter(new Reference("Encounter/" + ENCOUNTER));
        order.setMedication(concept(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE));
        var dose = order.addDosageInstruction().addDoseAndRate();
        dose.setDose(quantity("35", "mg"));
        dose.setRate(quantity("52.5", "mL/h"));
        Extension byWeight = order.addExtension().setUrl(Canonicals.WEIGHT_BASED_DOSE);
        byWeight.addExtension("dosePerKg", quantity("0.5", "mg/kg"));
        byWeight.addExtension("dosingWeight", quantity("70.0", "kg"));
        return List.of(encounter, order);
    }

    /** Everything reported from ten minutes before the start until an instant. */
    List<Resource> reportsUntil(Instant until) {
        List<Resource> reports = new ArrayList<>();
        reports.add(pressure(start.minusSeconds(600), "122", "78"));
        for (Instant at = start.minusSeconds(120); !at.isAfter(until); at = at.plus(EVERY)) {
            reports.addAll(reportAt(at));
            if (Duration.between(start, at).toSeconds() % 600 == 0) {
                reports.add(pressure(at, "136", "86"));
            }
        }
        return reports;
    }

    /** What pump and monitor send at one instant. */
    List<Resource> reportAt(Instant at) {
        List<Resource> reports = new ArrayList<>();
        boolean runs = !at.isBefore(start) && at.isBefore(start.plusSeconds(2400));
        if (at.equals(start)) {
            reports.add(event(at, Codes.PumpEvent.START, "52.5"));
        }
        reports.add(status(at, runs));
        long minute = Duration.between(start, at).toMinutes();
        reports.add(vital("hr", Codes.Loinc.HEART_RATE, at, Long.toString(72 + Math.max(0, minute) / 3), "/min"));
        reports.add(vital("spo2", Codes.Loinc.OXYGEN_SATURATION, at, "97", "%"));
        reports.add(vital("rr", Codes.Loinc.RESPIRATORY_RATE, at, "14", "/min"));
        return reports;
    }

    Observation stopOnOcclusion(Instant at) {
        Observation stop = event(at, Codes.PumpEvent.STOP, "0");
        stop.addComponent()
                .setCode(concept(Codes.Systems.MDC, Codes.Mdc.ALARM_CONDITION))
                .setValue(concept(Codes.Systems.MDC, Codes.Mdc.FLUID_LINE_OCCLUSION));
        return stop;
    }

    Observation pressure(Instant at, String systolic, String diastolic) {
        Observation pressure = observation("bp", at, concept(Codes.Systems.LOINC, Codes.Loinc.BLOOD_PRESSURE));
        pressure.addComponent().setCode(concept(Codes.Systems.LOINC, "8480-6")).setValue(quantity(systolic, "mm[Hg]"));
        pressure.addComponent().setCode(concept(Codes.Systems.LOINC, "8462-4")).setValue(quantity(diastolic, "mm[Hg]"));
        return pressure;
    }

    private Observation event(Instant at, String code, String rate) {
        Observation event =
                observation("pe", at, concept(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT));
        event.setId(event.getIdElement().getIdPart() + "-" + code);
        event.setValue(concept(Codes.Systems.DRIPLINE_PUMP_EVENT, code));
        metric(event, Codes.Mdc.FLOW_CURRENT, rate, "mL/h");
        metric(event, Codes.Mdc.CONCENTRATION, "1", "mg/mL");
        return event;
    }

    private Observation status(Instant at, boolean runs) {
        Observation status =
                observation("ps", at, concept(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_STATUS));
        metric(status, Codes.Mdc.FLOW_CURRENT, runs ? "52.5" : "0", "mL/h");
        metric(status, Codes.Mdc.CONCENTRATION, "1", "mg/mL");
        status.addComponent()
                .setCode(concept(Codes.Systems.MDC, Codes.Mdc.DELIVERY_STATUS))
                .setValue(concept(
                        Codes.Systems.DRIPLINE_PUMP_TOKEN,
                        runs ? Codes.PumpToken.DELIVERING : Codes.PumpToken.NOT_DELIVERING));
        return status;
    }

    private Observation vital(String prefix, String loinc, Instant at, String value, String unit) {
        Observation vital = observation(prefix, at, concept(Codes.Systems.LOINC, loinc));
        vital.setValue(quantity(value, unit));
        return vital;
    }

    private static Observation observation(String prefix, Instant at, CodeableConcept code) {
        Observation observation = new Observation();
        observation.setId(prefix + "-" + at.toEpochMilli());
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setCode(code);
        observation.setSubject(new Reference("Patient/" + PATIENT));
        observation.setEncounter(new Reference("Encounter/" + ENCOUNTER));
        observation.setEffective(new DateTimeType(at.toString()));
        return observation;
    }

    private static void metric(Observation observation, String mdc, String value, String unit) {
        observation.addComponent().setCode(concept(Codes.Systems.MDC, mdc)).setValue(quantity(value, unit));
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }

    private static Quantity quantity(String value, String unit) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }
}
