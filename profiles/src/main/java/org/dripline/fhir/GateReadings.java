// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.fhir.GateResources.Moment;
import org.dripline.gate.GateFacts.BodyWeight;
import org.dripline.gate.GateFacts.Lab;
import org.dripline.gate.GateFacts.Screen;
import org.dripline.gate.GateFacts.Screened;
import org.dripline.gate.GateFacts.Sign;
import org.dripline.gate.GateFacts.Vital;
import org.dripline.protocol.Criterion.Concept;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Observations as the gate reads them. Values marked test, invalid, calibration or demo never enter. */
final class GateReadings {

    private static final Set<String> NOT_MEASURED = Set.of("INV", "CAL", "TEST", "DEMO");
    private static final Map<String, BigDecimal> KILOGRAMS = Map.of(
            Ucum.KILOGRAM, BigDecimal.ONE, "g", new BigDecimal("0.001"), "[lb_av]", new BigDecimal("0.45359237"));
    private static final Set<String> LABS = Set.of("3016-3", "2106-3", "82810-3");
    private static final Set<String> MANIA_SCALES = Set.of("asrm", "ymrs");
    private static final Set<String> POSITIVE = Set.of("POS", "10828004", "77386006", "LA15173-0", "LA6576-8");
    private static final Set<String> NEGATIVE = Set.of("NEG", "N", "260385009", "60001007", "LA26683-5", "LA6577-6");

    private final List<Observation> observations;
    private final Moment moment;
    private final Instant started;

    GateReadings(Collection<? extends Resource> resources, Moment moment) {
        this.moment = moment;
        this.observations = GateResources.of(resources, Observation.class).stream()
                .filter(GateReadings::isUsable)
                .filter(observation -> at(observation) != null)
                .sorted(Comparator.<Observation, Instant>comparing(
                                observation -> Objects.requireNonNull(at(observation)))
                        .thenComparing(References::of))
                .toList();
        this.started = observations.stream()
                .filter(this::isOfThisVisit)
                .filter(GateReadings::isStart)
                .map(GateReadings::at)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(Instant.MAX);
    }

    /** Of this visit, before the pump started and not after the moment judged. */
    List<Vital> vitals() {
        List<Vital> vitals = new ArrayList<>();
        for (Observation observation : observations) {
            Instant at = Objects.requireNonNull(at(observation));
            if (!isOfThisVisit(observation) || !at.isBefore(started) || at.isAfter(moment.at())) {
                continue;
            }
            String reference = References.of(observation);
            if (is(observation, Codes.Loinc.BLOOD_PRESSURE, Codes.Mdc.BLOOD_PRESSURE)) {
                component(observation, Codes.Loinc.SYSTOLIC, Codes.Mdc.SYSTOLIC, vitals, Sign.SYSTOLIC, at);
                component(observation, Codes.Loinc.DIASTOLIC, Codes.Mdc.DIASTOLIC, vitals, Sign.DIASTOLIC, at);
            } else if (is(observation, Codes.Loinc.HEART_RATE, Codes.Mdc.HEART_RATE)) {
                quantity(observation.getValue(), Ucum.PER_MINUTE, vitals, Sign.HEART_RATE, at, reference);
            } else if (is(observation, Codes.Loinc.OXYGEN_SATURATION, Codes.Mdc.OXYGEN_SATURATION)
                    || observation
                            .getCode()
                            .hasCoding(Codes.Systems.LOINC, Codes.Loinc.OXYGEN_SATURATION_PULSE_OXIMETRY)) {
                quantity(observation.getValue(), Ucum.PERCENT, vitals, Sign.OXYGEN_SATURATION, at, reference);
            }
        }
        return vitals;
    }

    List<BodyWeight> weights() {
        return observations.stream()
                .filter(observation -> observation.getCode().hasCoding(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT)
                        || observation.getCode().hasCoding(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT_MEASURED))
                .filter(observation -> !Objects.requireNonNull(at(observation)).isAfter(moment.at()))
                .map(observation -> new BodyWeight(
                        kilograms(observation.getValue()),
                        Objects.requireNonNull(at(observation)),
                        References.of(observation)))
                .toList();
    }

    /** The newest of each code. */
    List<Lab> labs() {
        return observations.stream()
                .flatMap(observation -> observation.getCode().getCoding().stream()
                        .filter(coding ->
                                Codes.Systems.LOINC.equals(coding.getSystem()) && LABS.contains(coding.getCode()))
                        .limit(1)
                        .map(coding -> new Lab(
                                new Concept(Codes.Systems.LOINC, coding.getCode()),
                                abnormal(observation),
                                Objects.requireNonNull(at(observation)),
                                References.of(observation))))
                .collect(Collectors.toMap(Lab::code, Function.identity(), (earlier, later) -> later))
                .values()
                .stream()
                .sorted(Comparator.comparing(Lab::reference))
                .toList();
    }

    Stream<Screen> maniaScreens() {
        return observations.stream()
                .filter(observation -> observation.getCode().getCoding().stream()
                        .anyMatch(coding -> Codes.Systems.DRIPLINE_SCORE.equals(coding.getSystem())
                                && MANIA_SCALES.contains(coding.getCode())))
                .flatMap(observation -> total(observation.getValue())
                        .map(total -> new Screen(
                                Screened.MANIA,
                                total,
                                Objects.requireNonNull(at(observation)),
                                isOfThisVisit(observation),
                                References.of(observation))));
    }

    private static Stream<Integer> total(@Nullable Type value) {
        if (value instanceof Quantity quantity && quantity.getValue() != null) {
            return Stream.of(quantity.getValue().intValue());
        }
        return value instanceof IntegerType integer && integer.getValue() != null
                ? Stream.of(integer.getValue())
                : Stream.empty();
    }

    /** {@code positive}, {@code low}, {@code high}, empty, or {@code unread} when the result says nothing readable. */
    private static String abnormal(Observation observation) {
        Set<String> said = Stream.concat(
                        observation.getInterpretation().stream(),
                        observation.getValue() instanceof CodeableConcept coded ? Stream.of(coded) : Stream.empty())
                .flatMap(concept -> Stream.concat(
                        concept.getCoding().stream().map(coding -> Objects.toString(coding.getCode(), "")),
                        Stream.of(Objects.toString(concept.getText(), "").toLowerCase(Locale.ROOT))))
                .collect(Collectors.toSet());
        if (said.stream().anyMatch(POSITIVE::contains) || said.contains("positive") || said.contains("pregnant")) {
            return "positive";
        }
        if (said.contains("L") || said.contains("LL")) {
            return "low";
        }
        if (said.contains("H") || said.contains("HH")) {
            return "high";
        }
        if (said.stream().anyMatch(NEGATIVE::contains) || said.contains("negative") || said.contains("not pregnant")) {
            return "";
        }
        return observation.getValue() instanceof Quantity quantity && quantity.getValue() != null
                ? outside(observation, quantity.getValue())
                : "unread";
    }

    private static String outside(Observation observation, BigDecimal value) {
        Observation.ObservationReferenceRangeComponent range = observation.getReferenceRangeFirstRep();
        if (range.hasLow()
                && range.getLow().getValue() != null
                && value.compareTo(range.getLow().getValue()) < 0) {
            return "low";
        }
        if (range.hasHigh()
                && range.getHigh().getValue() != null
                && value.compareTo(range.getHigh().getValue()) > 0) {
            return "high";
        }
        return "";
    }

    private static @Nullable BigDecimal kilograms(@Nullable Type value) {
        if (!(value instanceof Quantity quantity)
                || quantity.getValue() == null
                || !Codes.Systems.UCUM.equals(quantity.getSystem())
                || !KILOGRAMS.containsKey(Objects.toString(quantity.getCode(), ""))) {
            return null;
        }
        return quantity.getValue().multiply(Objects.requireNonNull(KILOGRAMS.get(quantity.getCode())));
    }

    private static void component(
            Observation observation, String loinc, String mdc, List<Vital> vitals, Sign sign, Instant at) {
        observation.getComponent().stream()
                .filter(component -> component.getCode().hasCoding(Codes.Systems.LOINC, loinc)
                        || component.getCode().hasCoding(Codes.Systems.MDC, mdc))
                .forEach(component -> quantity(
                        component.getValue(),
                        Ucum.MILLIMETRE_OF_MERCURY,
                        vitals,
                        sign,
                        at,
                        References.of(observation)));
    }

    private static void quantity(
            @Nullable Type value, String unit, List<Vital> vitals, Sign sign, Instant at, String reference) {
        if (value instanceof Quantity quantity
                && quantity.getValue() != null
                && !quantity.hasComparator()
                && unit.equals(quantity.getCode())) {
            vitals.add(new Vital(sign, quantity.getValue(), at, reference));
        }
    }

    private boolean isOfThisVisit(Observation observation) {
        return moment.encounter() != null
                && moment.encounter()
                        .equals(observation.getEncounter().getReferenceElement().getIdPart());
    }

    private static boolean isUsable(Observation observation) {
        return observation.getStatus() != Observation.ObservationStatus.ENTEREDINERROR
                && observation.getStatus() != Observation.ObservationStatus.CANCELLED
                && observation.getMeta().getSecurity(Codes.Systems.ACT_REASON, Codes.TEST_HEALTH_DATA) == null
                && observation.getInterpretation().stream()
                        .flatMap(concept -> concept.getCoding().stream())
                        .noneMatch(coding -> NOT_MEASURED.contains(Objects.toString(coding.getCode(), "")));
    }

    private static boolean isStart(Observation observation) {
        return observation.getCode().hasCoding(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT)
                && observation.getValue() instanceof CodeableConcept event
                && event.hasCoding(Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.START);
    }

    private static boolean is(Observation observation, String loinc, String mdc) {
        return observation.getCode().hasCoding(Codes.Systems.LOINC, loinc)
                || observation.getCode().hasCoding(Codes.Systems.MDC, mdc);
    }

    private static @Nullable Instant at(Observation observation) {
        Type effective = observation.getEffective();
        if (effective instanceof DateTimeType time && time.getValue() != null) {
            return time.getValue().toInstant();
        }
        return effective instanceof InstantType instant && instant.getValue() != null
                ? instant.getValue().toInstant()
                : null;
    }
}
