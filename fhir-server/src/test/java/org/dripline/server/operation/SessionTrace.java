// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.dripline.fhir.Canonicals;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.fixtures.scenario.SessionRun;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** What a scenario's pump and nurse leave in the record: an event at each change, a status a minute, every check. */
final class SessionTrace {

    private final SessionRun run;
    private final String name;
    private final List<Resource> resources = new ArrayList<>();

    private SessionTrace(SessionRun run) {
        this.run = run;
        this.name = run.encounterId();
    }

    /** One transaction of PUTs, to be sent after the run was seeded. */
    static Bundle of(SessionRun run) {
        SessionTrace trace = new SessionTrace(run);
        Device pump = new Device();
        pump.setId("pump-" + trace.name);
        trace.resources.add(pump);
        trace.pump();
        trace.checks();
        trace.encounter();
        trace.received();
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : trace.resources) {
            String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(url);
        }
        return bundle;
    }

    static Instant end(SessionRun run) {
        List<Scenario.VitalsRow> rows = run.scenario().vitals();
        return run.atMinute(rows.get(rows.size() - 1).minute());
    }

    private void pump() {
        List<Scenario.Segment> segments = run.scenario().segments();
        boolean ran = false;
        for (Scenario.Segment segment : segments) {
            boolean runs = segment.rateMlPerHour().signum() > 0;
            // A pump that stands does not stop again before it starts.
            if (ran) {
                event(segment.fromMinute(), Codes.PumpEvent.STOP, BigDecimal.ZERO, segment.reason());
            }
            if (runs) {
                event(segment.fromMinute(), Codes.PumpEvent.START, segment.rateMlPerHour(), "");
            }
            for (int minute = segment.fromMinute() + 1; minute < segment.toMinute(); minute++) {
                Observation status = observation("status-" + minute, minute);
                status.setCode(ours(Codes.Observed.PUMP_STATUS));
                delivery(status, minute, segment.rateMlPerHour());
            }
            ran = runs;
        }
        event(segments.get(segments.size() - 1).toMinute(), Codes.PumpEvent.COMPLETE, BigDecimal.ZERO, "");
    }

    private void event(int minute, String kind, BigDecimal rate, String reason) {
        Observation event = observation(kind + "-" + minute, minute);
        event.setCode(ours(Codes.Observed.PUMP_EVENT));
        event.setValue(new CodeableConcept().addCoding(new Coding(Codes.Systems.DRIPLINE_PUMP_EVENT, kind, null)));
        delivery(event, minute, rate);
        if (!reason.isEmpty()) {
            component(
                    event,
                    Codes.Mdc.NOT_DELIVERING_REASON,
                    new CodeableConcept()
                            .addCoding(new Coding(
                                    Codes.Systems.DRIPLINE_PUMP_TOKEN, Codes.PumpToken.STOPPED_ALARMING, null))
                            .setText(reason));
        }
    }

    private void delivery(Observation observation, int minute, BigDecimal rate) {
        observation.setDevice(new Reference("Device/pump-" + name));
        component(observation, Codes.Mdc.FLOW_CURRENT, quantity(rate, Ucum.MILLILITRE_PER_HOUR));
        component(observation, Codes.Mdc.VOLUME_DELIVERED_TOTAL, quantity(counter(minute), Ucum.MILLILITRE));
        component(
                observation,
                Codes.Mdc.CONCENTRATION,
                quantity(run.scenario().order().concentrationMgPerMl(), Ucum.MILLIGRAM_PER_MILLILITRE));
        component(
                observation,
                Codes.Mdc.DELIVERY_STATUS,
                new CodeableConcept()
                        .addCoding(new Coding(
                                Codes.Systems.DRIPLINE_PUMP_TOKEN,
                                rate.signum() > 0 ? Codes.PumpToken.DELIVERING : Codes.PumpToken.NOT_DELIVERING,
                                null)));
    }

    private BigDecimal counter(int minute) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Scenario.Segment segment : run.scenario().segments()) {
            int minutes = Math.min(minute, segment.toMinute()) - segment.fromMinute();
            if (minutes > 0) {
                sum = sum.add(segment.rateMlPerHour().multiply(BigDecimal.valueOf(minutes)));
            }
        }
        return sum.divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
    }

    private void checks() {
        for (Scenario.VitalsRow row : run.scenario().vitals()) {
            Observation pressure = observation("bp" + row.minute(), row.minute());
            pressure.setCode(loinc(Codes.Loinc.BLOOD_PRESSURE));
            pressure.addComponent()
                    .setCode(loinc(Codes.Loinc.SYSTOLIC))
                    .setValue(quantity(BigDecimal.valueOf(row.systolic()), Ucum.MILLIMETRE_OF_MERCURY));
            pressure.addComponent()
                    .setCode(loinc(Codes.Loinc.DIASTOLIC))
                    .setValue(quantity(BigDecimal.valueOf(row.diastolic()), Ucum.MILLIMETRE_OF_MERCURY));
            observation("hr" + row.minute(), row.minute())
                    .setCode(loinc(Codes.Loinc.HEART_RATE))
                    .setValue(quantity(BigDecimal.valueOf(row.heartRate()), Ucum.PER_MINUTE));
            observation("spo2" + row.minute(), row.minute())
                    .setCode(loinc(Codes.Loinc.OXYGEN_SATURATION))
                    .setValue(quantity(BigDecimal.valueOf(row.spo2()), Ucum.PERCENT));
        }
    }

    /** The visit, over, under a protocol; what the patient got, and a medicine beside it. */
    private void encounter() {
        Reference patient = new Reference("Patient/" + run.scenario().patient().id());
        Encounter encounter = new Encounter();
        encounter.setId(name);
        encounter.setStatus(Encounter.EncounterStatus.FINISHED);
        encounter
                .getClass_()
                .setSystem("http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .setCode("AMB");
        encounter
                .addType()
                .addCoding(
                        new Coding(Canonicals.BASE + "/CodeSystem/dripline-encounter-type", "infusion-session", null));
        encounter.setSubject(patient);
        encounter.setPeriod(period(run.arrival(), end(run)));
        Extension protocol = encounter.addExtension();
        protocol.setUrl(Canonicals.SESSION_PROTOCOL);
        protocol.addExtension("protocol", new CanonicalType(Canonicals.BASE + "/PlanDefinition/mood-standard|0.1.0"));
        protocol.addExtension("status", new CodeType("draft"));
        resources.add(encounter);
        MedicationAdministration given = new MedicationAdministration();
        given.setId("given-" + name);
        given.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
        given.setMedication(
                new CodeableConcept().addCoding(new Coding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE, null)));
        given.setSubject(patient);
        given.setContext(new Reference("Encounter/" + name));
        List<Scenario.Segment> segments = run.scenario().segments();
        given.setEffective(period(
                run.infusionStart(),
                run.atMinute(segments.get(segments.size() - 1).toMinute())));
        given.getDosage().setDose(quantity(run.scenario().expected().dose().deliveredMg(), Ucum.MILLIGRAM));
        resources.add(given);
    }

    /** One value of the pump, received a minute after the pump says it was. */
    private void received() {
        Provenance provenance = new Provenance();
        provenance.setId("received-" + name);
        provenance.addTarget(new Reference("Observation/" + name + "-delivery-start-0"));
        provenance.setRecorded(Date.from(run.infusionStart().plus(Duration.ofMinutes(1))));
        provenance.addAgent().setWho(new Reference("Device/pump-" + name));
        resources.add(provenance);
    }

    private Observation observation(String part, int minute) {
        Observation observation = new Observation();
        observation.setId(
                name + "-" + part.replace("bp-", "bpm").replace("hr-", "hrm").replace("spo2-", "spo2m"));
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.setSubject(
                new Reference("Patient/" + run.scenario().patient().id()));
        observation.setEncounter(new Reference("Encounter/" + name));
        DateTimeType at = new DateTimeType(Date.from(run.atMinute(minute)));
        at.setTimeZone(TimeZone.getTimeZone("UTC"));
        observation.setEffective(at);
        resources.add(observation);
        return observation;
    }

    private static void component(Observation observation, String mdc, Type value) {
        observation
                .addComponent()
                .setCode(new CodeableConcept().addCoding(new Coding(Codes.Systems.MDC, mdc, null)))
                .setValue(value);
    }

    private static CodeableConcept ours(String code) {
        return new CodeableConcept().addCoding(new Coding(Codes.Systems.DRIPLINE_OBSERVATION, code, null));
    }

    private static CodeableConcept loinc(String code) {
        return new CodeableConcept().addCoding(new Coding(Codes.Systems.LOINC, code, null));
    }

    static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }

    private static Period period(Instant from, Instant to) {
        return new Period().setStart(Date.from(from)).setEnd(Date.from(to));
    }
}
