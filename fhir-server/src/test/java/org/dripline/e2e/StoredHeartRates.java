// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/** Observations of the demo's patient that a test stores by itself, past the devices. */
final class StoredHeartRates {

    private StoredHeartRates() {}

    /** So many heart rates, a second apart, each with an id of its own. */
    static List<Observation> of(String batch, int count, String encounter, Instant from) {
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Observation rate = vital("e2e-" + batch + "-" + i, Canonicals.SESSION_HEART_RATE, "8867-4", encounter);
            rate.setEffective(at(from.plusSeconds(i)));
            rate.setValue(quantity(60 + i % 30, "/min"));
            all.add(rate);
        }
        return all;
    }

    static Observation pressure(String encounter, int systolic, int diastolic, Instant at) {
        Observation pressure =
                vital("e2e-pressure-" + at.toEpochMilli(), Canonicals.SESSION_BLOOD_PRESSURE, "85354-9", encounter);
        pressure.setEffective(at(at));
        pressure.addComponent().setCode(loinc("8480-6")).setValue(quantity(systolic, "mm[Hg]"));
        pressure.addComponent().setCode(loinc("8462-4")).setValue(quantity(diastolic, "mm[Hg]"));
        return pressure;
    }

    /** What the screen carries: SHA-256 over the sorted lines {@code id/version}. */
    static String digest(List<Observation> observations) {
        String lines = observations.stream()
                .map(observation -> observation.getIdElement().getIdPart() + "/"
                        + observation.getMeta().getVersionId() + "\n")
                .sorted()
                .collect(Collectors.joining());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Observation vital(String id, String profile, String loinc, String encounter) {
        Observation observation = new Observation();
        observation.setId(id);
        observation.getMeta().addProfile(profile);
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation
                .addCategory()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
                .setCode("vital-signs");
        observation.setCode(loinc(loinc));
        observation.setSubject(new Reference("Patient/syn-0001"));
        observation.setEncounter(new Reference("Encounter/" + encounter));
        return observation;
    }

    private static CodeableConcept loinc(String code) {
        return new CodeableConcept(new Coding("http://loinc.org", code, null));
    }

    private static Quantity quantity(int value, String unit) {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem("http://unitsofmeasure.org")
                .setCode(unit);
    }

    private static DateTimeType at(Instant instant) {
        DateTimeType time = new DateTimeType(Date.from(instant));
        time.setTimeZoneZulu(true);
        return time;
    }
}
