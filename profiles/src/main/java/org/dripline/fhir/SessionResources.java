// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.session.Channel;
import org.dripline.session.InfusionOrder;
import org.dripline.session.InfusionSession;
import org.dripline.session.PumpReport;
import org.dripline.session.Quality;
import org.dripline.session.Score;
import org.dripline.session.SessionLimits;
import org.dripline.session.VitalSign;
import org.dripline.session.VitalSign.PartialPressure.Side;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads one session out of its R4 resources: Encounter, MedicationRequest, Observations (weight, vital signs, pump
 * status and events, scores), and what {@link ChartedResources} reads. Other resources are passed over. The order and
 * repeats of the collection do not matter; of one resource in several versions the newest counts.
 *
 * <p>A value enters only with the UCUM unit it must have and a full instant; whatever stays out is an {@link Issue},
 * never an exception and never a guess.
 */
public final class SessionResources {

    private static final String OCCLUSION = "occlusion";

    /** Why a value or resource did not enter. */
    public enum Reason {
        /** Unit absent, not UCUM, or another than the one expected. */
        WRONG_UNIT,
        /** No value, or one with "less than" or "more than". */
        NO_VALUE,
        /** A value that cannot be: negative, outside its scale, a diastolic above its systolic. */
        IMPOSSIBLE_VALUE,
        /** No instant with seconds. */
        NO_INSTANT,
        /** entered-in-error or cancelled. */
        RETRACTED,
        /** Labelled HTEST: a TEST or DEMO value. */
        TEST_VALUE,
        /** Another drug than ketamine on the pump. */
        OTHER_DRUG,
        /** A second pump that does not say it gives ketamine: it is not followed, so the dose may be higher. */
        OTHER_PUMP,
        /** Belongs to another encounter than the one given. */
        OTHER_ENCOUNTER
    }

    /**
     * One thing that did not enter.
     *
     * @param source such as {@code Observation/ps-…}
     * @param what the code of the value, such as {@code 158014}, or the resource type; no patient data
     */
    public record Issue(Reason reason, String source, String what) {}

    /** The session and what did not enter it, in the order of sources. */
    public record Reading(InfusionSession session, List<Issue> issues) {
        public Reading {
            issues = List.copyOf(issues);
        }
    }

    private static final Comparator<Issue> BY_SOURCE =
            Comparator.comparing(Issue::source).thenComparing(Issue::what).thenComparing(Issue::reason);

    private record Weighed(Instant at, Weight weight, String source) {}

    private final SessionLimits limits;
    private final List<Issue> issues = new ArrayList<>();
    private final List<PumpReport> pumpReports = new ArrayList<>();
    private final List<PumpReport> otherDrugs = new ArrayList<>();
    private final List<VitalSign> vitalSigns = new ArrayList<>();
    private final List<Score> scores = new ArrayList<>();
    private final List<Weighed> weights = new ArrayList<>();

    private SessionResources(SessionLimits limits) {
        this.limits = limits;
    }

    /** Reads with the example limits. */
    public static Reading read(Collection<? extends Resource> resources) {
        return read(resources, SessionLimits.examples());
    }

    public static Reading read(Collection<? extends Resource> resources, SessionLimits limits) {
        return new SessionResources(limits).readAll(newest(resources));
    }

    /** Each resource once, in its newest version, by type and id. */
    static List<Resource> newest(Collection<? extends Resource> resources) {
        Map<String, Resource> newest = new TreeMap<>();
        for (Resource resource : resources) {
            newest.merge(source(resource), resource, (one, other) -> version(other) > version(one) ? other : one);
        }
        return List.copyOf(newest.values());
    }

    private static long version(Resource resource) {
        String version = resource.getMeta().getVersionId();
        return version != null && version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
    }

    private Reading readAll(List<Resource> resources) {
        Encounter encounter = resources.stream()
                .filter(Encounter.class::isInstance)
                .map(Encounter.class::cast)
                .findFirst()
                .orElse(null);
        List<MedicationRequest> orders = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource instanceof MedicationRequest order && belongs(order.getEncounter(), encounter, order)) {
                orders.add(order);
            } else if (resource instanceof Observation observation
                    && belongs(observation.getEncounter(), encounter, observation)) {
                read(observation);
            }
        }
        List<PumpReport> reports = reportsOfKetaminePumps();
        Weight weight = weightBefore(reports);
        InfusionSession session = new InfusionSession(
                order(orders),
                weight,
                reports,
                vitalSigns,
                scores,
                closedAt(encounter),
                limits,
                ChartedResources.read(resources, encounter, weight, otherDrugs));
        return new Reading(session, issues.stream().sorted(BY_SOURCE).distinct().toList());
    }

    private boolean belongs(Reference reference, @Nullable Encounter encounter, Resource resource) {
        String id = reference.getReferenceElement().getIdPart();
        if (encounter == null
                || id == null
                || id.equals(encounter.getIdElement().getIdPart())) {
            return true;
        }
        issue(Reason.OTHER_ENCOUNTER, resource, resource.fhirType());
        return false;
    }

    /**
     * A finished encounter closes the session; without an end its closing time is unknown and it counts as long closed.
     */
    private static @Nullable Instant closedAt(@Nullable Encounter encounter) {
        if (encounter == null || encounter.getStatus() != Encounter.EncounterStatus.FINISHED) {
            return null;
        }
        return encounter.getPeriod().getEnd() == null
                ? Instant.EPOCH
                : encounter.getPeriod().getEnd().toInstant();
    }

    // Observations

    private void read(Observation observation) {
        if (observation.getStatus() == Observation.ObservationStatus.ENTEREDINERROR
                || observation.getStatus() == Observation.ObservationStatus.CANCELLED) {
            issue(Reason.RETRACTED, observation, observation.fhirType());
            return;
        }
        if (observation.getMeta().getSecurity(Codes.Systems.ACT_REASON, Codes.TEST_HEALTH_DATA) != null) {
            issue(Reason.TEST_VALUE, observation, observation.fhirType());
            return;
        }
        Reader reader = reader(observation.getCode());
        if (reader == null) {
            return;
        }
        Instant at = instant(observation.getEffective());
        if (at == null) {
            issue(Reason.NO_INSTANT, observation, observation.fhirType());
            return;
        }
        reader.read(observation, at, quality(observation));
    }

    @FunctionalInterface
    private interface Reader {
        void read(Observation observation, Instant at, Quality quality);
    }

    private @Nullable Reader reader(CodeableConcept code) {
        // Whatever its sender's code says: nobody vouches for it.
        if (has(code, Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.UNMAPPED)) {
            return null;
        }
        if (has(code, Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_STATUS)) {
            return (observation, at, quality) -> pump(observation, PumpReport.Kind.STATUS, at, quality);
        }
        if (has(code, Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT)) {
            return this::pumpEvent;
        }
        if (has(code, Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.MOAAS)) {
            return (observation, at, quality) -> score(observation, Score.Scale.MOAAS, at, quality);
        }
        if (has(code, Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.CADSS_6)) {
            return (observation, at, quality) -> score(observation, Score.Scale.CADSS_6, at, quality);
        }
        if (is(code, Codes.Loinc.BLOOD_PRESSURE, Codes.Mdc.BLOOD_PRESSURE)) {
            return this::bloodPressure;
        }
        if (is(code, Codes.Loinc.HEART_RATE, Codes.Mdc.HEART_RATE)) {
            return single(Channel.HEART_RATE, Codes.Loinc.HEART_RATE, Ucum.PER_MINUTE, VitalSign.HeartRate::new);
        }
        if (is(code, Codes.Loinc.OXYGEN_SATURATION, Codes.Mdc.OXYGEN_SATURATION)
                || has(code, Codes.Systems.LOINC, Codes.Loinc.OXYGEN_SATURATION_PULSE_OXIMETRY)) {
            return single(
                    Channel.OXYGEN_SATURATION,
                    Codes.Loinc.OXYGEN_SATURATION,
                    Ucum.PERCENT,
                    VitalSign.OxygenSaturation::new);
        }
        if (is(code, Codes.Loinc.RESPIRATORY_RATE, Codes.Mdc.RESPIRATORY_RATE)) {
            return single(
                    Channel.RESPIRATORY_RATE,
                    Codes.Loinc.RESPIRATORY_RATE,
                    Ucum.PER_MINUTE,
                    VitalSign.RespiratoryRate::new);
        }
        if (has(code, Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT)
                || has(code, Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT_MEASURED)) {
            return this::weight;
        }
        return null;
    }

    /** How one number becomes a vital sign. */
    @FunctionalInterface
    private interface Single {
        VitalSign of(Instant at, BigDecimal value, boolean byHand, Quality quality, String source);
    }

    private Reader single(Channel channel, String what, String unit, Single kind) {
        return (observation, at, quality) -> {
            if (!observation.hasValue() && observation.hasDataAbsentReason()) {
                notAvailable(observation, channel, at, quality);
                return;
            }
            VitalSign reading = quantity(
                    observation,
                    what,
                    observation.getValue(),
                    unit,
                    value -> kind.of(at, value, !observation.hasDevice(), quality, source(observation)));
            if (reading != null) {
                vitalSigns.add(reading);
            }
        };
    }

    private void notAvailable(Observation observation, Channel channel, Instant at, Quality quality) {
        if (quality != Quality.UNUSABLE) {
            vitalSigns.add(new VitalSign.NotAvailable(at, channel, quality, source(observation)));
        }
    }

    private void weight(Observation observation, Instant at, Quality quality) {
        Weight weight =
                quantity(observation, Codes.Loinc.BODY_WEIGHT, observation.getValue(), Ucum.KILOGRAM, Weight::new);
        if (weight != null && quality != Quality.UNUSABLE) {
            weights.add(new Weighed(at, weight, source(observation)));
        }
    }

    private void bloodPressure(Observation observation, Instant at, Quality quality) {
        Function<BigDecimal, BigDecimal> asIs = Function.identity();
        BigDecimal systolic =
                component(observation, Codes.Loinc.SYSTOLIC, Codes.Mdc.SYSTOLIC, Ucum.MILLIMETRE_OF_MERCURY, asIs);
        BigDecimal diastolic =
                component(observation, Codes.Loinc.DIASTOLIC, Codes.Mdc.DIASTOLIC, Ucum.MILLIMETRE_OF_MERCURY, asIs);
        BigDecimal mean = component(
                observation, Codes.Loinc.MEAN_PRESSURE, Codes.Mdc.MEAN_PRESSURE, Ucum.MILLIMETRE_OF_MERCURY, asIs);
        if (systolic == null && diastolic == null && observation.hasDataAbsentReason()) {
            notAvailable(observation, Channel.BLOOD_PRESSURE, at, quality);
            return;
        }
        if (systolic == null || diastolic == null) {
            issue(Reason.NO_VALUE, observation, Codes.Loinc.BLOOD_PRESSURE);
            half(observation, Side.SYSTOLIC, systolic, at, quality);
            half(observation, Side.DIASTOLIC, diastolic, at, quality);
            return;
        }
        VitalSign reading = possible(
                observation,
                Codes.Loinc.BLOOD_PRESSURE,
                systolic,
                value -> new VitalSign.BloodPressure(at, value, diastolic, mean, quality, source(observation)));
        if (reading != null) {
            vitalSigns.add(reading);
        }
    }

    private void half(Observation observation, Side side, @Nullable BigDecimal pressure, Instant at, Quality quality) {
        if (pressure == null) {
            return;
        }
        VitalSign reading = possible(
                observation,
                Codes.Loinc.BLOOD_PRESSURE,
                pressure,
                value -> new VitalSign.PartialPressure(at, side, value, quality, source(observation)));
        if (reading != null) {
            vitalSigns.add(reading);
        }
    }

    private void score(Observation observation, Score.Scale scale, Instant at, Quality quality) {
        if (!(observation.getValue() instanceof IntegerType integer) || integer.getValue() == null) {
            issue(Reason.NO_VALUE, observation, scale.name());
            return;
        }
        Score score = possible(
                observation,
                scale.name(),
                integer.getValue(),
                value -> new Score(at, scale, value, quality, source(observation)));
        if (score != null) {
            scores.add(score);
        }
    }

    // Pump

    private void pumpEvent(Observation observation, Instant at, Quality quality) {
        PumpReport.Kind kind = eventKind(observation.getValue());
        if (kind == null) {
            issue(Reason.NO_VALUE, observation, Codes.Observed.PUMP_EVENT);
            return;
        }
        pump(observation, kind, at, quality);
    }

    private static PumpReport.@Nullable Kind eventKind(@Nullable Type value) {
        if (!(value instanceof CodeableConcept event)) {
            return null;
        }
        if (has(event, Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.START)) {
            return PumpReport.Kind.START;
        }
        if (has(event, Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.STOP)) {
            return PumpReport.Kind.STOP;
        }
        if (has(event, Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.COMPLETE)) {
            return PumpReport.Kind.COMPLETE;
        }
        return null;
    }

    private void pump(Observation observation, PumpReport.Kind kind, Instant at, Quality quality) {
        String drug = text(observation, Codes.Mdc.DRUG_LABEL);
        PumpReport blank = PumpReport.of(kind, at, source(observation));
        PumpReport.State said = state(observation);
        String device = observation.getDevice().getReferenceElement().getIdPart();
        PumpReport report = new PumpReport(
                at,
                kind,
                said == PumpReport.State.UNKNOWN ? blank.state() : said,
                metric(observation, Codes.Mdc.FLOW_CURRENT, Ucum.MILLILITRE_PER_HOUR, FlowRate::new),
                metric(observation, Codes.Mdc.FLOW_PROGRAMMED, Ucum.MILLILITRE_PER_HOUR, FlowRate::new),
                metric(observation, Codes.Mdc.VOLUME_DELIVERED_TOTAL, Ucum.MILLILITRE, Volume::new),
                metric(observation, Codes.Mdc.VOLUME_TO_BE_INFUSED, Ucum.MILLILITRE, Volume::new),
                metric(observation, Codes.Mdc.VOLUME_REMAINING, Ucum.MILLILITRE, Volume::new),
                metric(observation, Codes.Mdc.CONCENTRATION, Ucum.MILLIGRAM_PER_MILLILITRE, Concentration::new),
                drug,
                reason(observation),
                alarms(observation),
                quality,
                source(observation),
                device == null ? "" : "Device/" + device);
        if (drug != null && !isKetamine(drug)) {
            issue(Reason.OTHER_DRUG, observation, Codes.Mdc.DRUG_LABEL);
            otherDrugs.add(report);
            return;
        }
        pumpReports.add(report);
    }

    private static boolean isKetamine(String drug) {
        return drug.toLowerCase(Locale.ROOT).contains("ketamin");
    }

    /**
     * Every pump that says it gives ketamine; when none does, the one that reported first. Reports that name no device
     * go with them.
     */
    private List<PumpReport> reportsOfKetaminePumps() {
        Set<String> followed = pumpReports.stream()
                .filter(report -> report.drug() != null && !report.pump().isEmpty())
                .map(PumpReport::pump)
                .collect(Collectors.toSet());
        if (followed.isEmpty()) {
            pumpReports.stream()
                    .filter(report -> !report.pump().isEmpty())
                    .min(Comparator.comparing(PumpReport::at).thenComparing(PumpReport::pump))
                    .ifPresent(first -> followed.add(first.pump()));
        }
        List<PumpReport> reports = new ArrayList<>();
        for (PumpReport report : pumpReports) {
            if (report.pump().isEmpty() || followed.contains(report.pump())) {
                reports.add(report);
            } else {
                issues.add(new Issue(Reason.OTHER_PUMP, report.source(), report.pump()));
            }
        }
        return reports;
    }

    private static PumpReport.State state(Observation observation) {
        String delivery = token(observation, Codes.Mdc.DELIVERY_STATUS);
        PumpReport.State state = state(delivery == null ? "" : delivery);
        if (state != PumpReport.State.UNKNOWN) {
            return state;
        }
        String infusing = token(observation, Codes.Mdc.INFUSING_STATUS);
        return state(infusing == null ? "" : infusing);
    }

    private static PumpReport.State state(String token) {
        return switch (token) {
            case Codes.PumpToken.DELIVERING, Codes.PumpToken.INFUSING -> PumpReport.State.RUNNING;
            case Codes.PumpToken.NOT_DELIVERING, Codes.PumpToken.NOT_INFUSING -> PumpReport.State.NOT_RUNNING;
            case Codes.PumpToken.KEEP_VEIN_OPEN -> PumpReport.State.KEEP_VEIN_OPEN;
            case Codes.PumpToken.TRANSITIONING -> PumpReport.State.TRANSITIONING;
            default -> PumpReport.State.UNKNOWN;
        };
    }

    /** The reason in words: its text, else its token without the common beginning; null for "not specified". */
    private static @Nullable String reason(Observation observation) {
        CodeableConcept reason = concept(observation, Codes.Mdc.NOT_DELIVERING_REASON);
        if (reason == null) {
            return null;
        }
        String token = token(observation, Codes.Mdc.NOT_DELIVERING_REASON);
        if (reason.hasText() && !reason.getText().equals(token)) {
            return reason.getText();
        }
        if (token == null || token.equals(Codes.PumpToken.STOPPED_NOT_SPECIFIED)) {
            return null;
        }
        return token.equals(Codes.PumpToken.STOPPED_ALARMING)
                ? "alarm"
                : token.replaceFirst("^pump-", "").replace('-', ' ');
    }

    /** The alarms in words, each once: a known MDC code by its plain name, else its text, display or code. */
    private static List<String> alarms(Observation observation) {
        return observation.getComponent().stream()
                .filter(component -> has(component.getCode(), Codes.Systems.MDC, Codes.Mdc.ALARM_CONDITION))
                .map(component -> component.getValue() instanceof CodeableConcept concept ? alarm(concept) : "")
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Comparator.comparing((String name) -> !name.equals(OCCLUSION))
                        .thenComparing(name -> name))
                .toList();
    }

    private static String alarm(CodeableConcept alarm) {
        if (has(alarm, Codes.Systems.MDC, Codes.Mdc.FLUID_LINE_OCCLUSION)) {
            return OCCLUSION;
        }
        if (alarm.hasText()) {
            return alarm.getText();
        }
        Coding coding = alarm.getCodingFirstRep();
        return Objects.toString(coding.hasDisplay() ? coding.getDisplay() : coding.getCode(), "");
    }

    // Order and weight

    private @Nullable InfusionOrder order(List<MedicationRequest> candidates) {
        MedicationRequest order = candidates.stream()
                .filter(SessionResources::isStandingKetamineOrder)
                .max(Comparator.<MedicationRequest, Long>comparing(request -> request.getAuthoredOn() == null
                                ? Long.MIN_VALUE
                                : request.getAuthoredOn().getTime())
                        .thenComparing(SessionResources::source))
                .orElse(null);
        if (order == null) {
            return null;
        }
        Dosage dosage = order.getDosageInstructionFirstRep();
        Dosage.DosageDoseAndRateComponent doseAndRate = dosage.getDoseAndRateFirstRep();
        Extension byWeight = byWeight(order, dosage, doseAndRate);
        Dose dose = stated(order, "dose", doseAndRate.getDose(), Ucum.MILLIGRAM, Dose::new);
        FlowRate rate = stated(order, "rate", doseAndRate.getRate(), Ucum.MILLILITRE_PER_HOUR, FlowRate::new);
        return new InfusionOrder(
                dose,
                stated(
                        order,
                        "dosePerKg",
                        part(byWeight, "dosePerKg"),
                        Ucum.MILLIGRAM_PER_KILOGRAM,
                        DosePerWeight::new),
                stated(order, "dosingWeight", part(byWeight, "dosingWeight"), Ucum.KILOGRAM, Weight::new),
                stated(
                        order,
                        "quantity",
                        order.getDispenseRequest().hasQuantity()
                                ? order.getDispenseRequest().getQuantity()
                                : null,
                        Ucum.MILLIGRAM,
                        Dose::new),
                rate,
                implied(dose, rate, dosage.getTiming().getRepeat()),
                source(order));
    }

    /** The strength a bag must have for this dose at this rate to last the time the order says; null without one. */
    private static @Nullable Concentration implied(
            @Nullable Dose dose, @Nullable FlowRate rate, Timing.TimingRepeatComponent repeat) {
        if (dose == null || rate == null || rate.isZero() || repeat.getDuration() == null) {
            return null;
        }
        Duration unit = repeat.getDurationUnit() == Timing.UnitsOfTime.MIN
                ? Duration.ofMinutes(1)
                : repeat.getDurationUnit() == Timing.UnitsOfTime.H ? Duration.ofHours(1) : Duration.ZERO;
        Duration time = Duration.ofMillis(repeat.getDuration()
                .multiply(BigDecimal.valueOf(unit.toMillis()))
                .longValue());
        Volume volume = rate.over(time);
        if (volume.millilitres().signum() == 0 || dose.milligrams().signum() == 0) {
            return null;
        }
        return new Concentration(dose.milligrams().divide(volume.millilitres(), MathContext.DECIMAL32));
    }

    private static boolean isStandingKetamineOrder(MedicationRequest order) {
        if (!(order.getMedication() instanceof CodeableConcept drug)
                || !has(drug, Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE)) {
            return false;
        }
        MedicationRequest.MedicationRequestStatus status = order.getStatus();
        return status == MedicationRequest.MedicationRequestStatus.ACTIVE
                || status == MedicationRequest.MedicationRequestStatus.ONHOLD
                || status == MedicationRequest.MedicationRequestStatus.STOPPED
                || status == MedicationRequest.MedicationRequestStatus.COMPLETED;
    }

    private static @Nullable Extension byWeight(
            MedicationRequest order, Dosage dosage, Dosage.DosageDoseAndRateComponent doseAndRate) {
        for (Extension extension :
                List.of(doseAndRate.getExtension(), dosage.getExtension(), order.getExtension()).stream()
                        .flatMap(List::stream)
                        .toList()) {
            if (Canonicals.WEIGHT_BASED_DOSE.equals(extension.getUrl())) {
                return extension;
            }
        }
        return null;
    }

    private static @Nullable Type part(@Nullable Extension extension, String url) {
        Extension part = extension == null ? null : extension.getExtensionByUrl(url);
        return part == null ? null : part.getValue();
    }

    /** The last weight before the pump first started, else the last one. */
    private @Nullable Weight weightBefore(List<PumpReport> reports) {
        Instant start = reports.stream()
                .filter(report -> report.kind() == PumpReport.Kind.START)
                .map(PumpReport::at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        Comparator<Weighed> byTime = Comparator.comparing(Weighed::at).thenComparing(Weighed::source);
        return weights.stream()
                .filter(weighed -> !weighed.at().isAfter(start))
                .max(byTime)
                .or(() -> weights.stream().min(byTime))
                .map(Weighed::weight)
                .orElse(null);
    }

    // Values

    private <T> @Nullable T metric(Observation observation, String mdc, String unit, Function<BigDecimal, T> make) {
        ObservationComponentComponent component = component(observation, Codes.Systems.MDC, mdc);
        return component == null ? null : quantity(observation, mdc, component.getValue(), unit, make);
    }

    private <T> @Nullable T component(
            Observation observation, String loinc, String mdc, String unit, Function<BigDecimal, T> make) {
        ObservationComponentComponent byLoinc = component(observation, Codes.Systems.LOINC, loinc);
        ObservationComponentComponent component =
                byLoinc == null ? component(observation, Codes.Systems.MDC, mdc) : byLoinc;
        return component == null ? null : quantity(observation, loinc, component.getValue(), unit, make);
    }

    /** A value an order may leave out: absent is no issue. */
    private <T> @Nullable T stated(
            Resource resource, String what, @Nullable Type value, String unit, Function<BigDecimal, T> make) {
        return value == null ? null : quantity(resource, what, value, unit, make);
    }

    private <T> @Nullable T quantity(
            Resource resource, String what, @Nullable Type value, String unit, Function<BigDecimal, T> make) {
        if (!(value instanceof Quantity quantity) || quantity.getValue() == null || quantity.hasComparator()) {
            issue(Reason.NO_VALUE, resource, what);
            return null;
        }
        if (!Codes.Systems.UCUM.equals(quantity.getSystem()) || !unit.equals(quantity.getCode())) {
            issue(Reason.WRONG_UNIT, resource, what);
            return null;
        }
        return possible(resource, what, quantity.getValue(), make);
    }

    /** The one place where a refusal of the domain becomes an issue. */
    private <V, T> @Nullable T possible(Resource resource, String what, V value, Function<V, T> make) {
        try {
            return make.apply(value);
        } catch (IllegalArgumentException refused) {
            issue(Reason.IMPOSSIBLE_VALUE, resource, what);
            return null;
        }
    }

    private static @Nullable ObservationComponentComponent component(
            Observation observation, String system, String code) {
        for (ObservationComponentComponent component : observation.getComponent()) {
            if (has(component.getCode(), system, code)) {
                return component;
            }
        }
        return null;
    }

    private static @Nullable CodeableConcept concept(Observation observation, String mdc) {
        ObservationComponentComponent component = component(observation, Codes.Systems.MDC, mdc);
        return component != null && component.getValue() instanceof CodeableConcept concept ? concept : null;
    }

    private static @Nullable String token(Observation observation, String mdc) {
        CodeableConcept concept = concept(observation, mdc);
        if (concept == null) {
            return null;
        }
        for (Coding coding : concept.getCoding()) {
            if (Codes.Systems.DRIPLINE_PUMP_TOKEN.equals(coding.getSystem())) {
                return coding.getCode();
            }
        }
        return null;
    }

    private static @Nullable String text(Observation observation, String mdc) {
        ObservationComponentComponent component = component(observation, Codes.Systems.MDC, mdc);
        return component != null && component.getValue() instanceof StringType text ? text.getValue() : null;
    }

    /** OBX-8 marks, wherever their code system: QUES, INV, CAL, TEST, DEMO. */
    private static Quality quality(Observation observation) {
        Quality quality = Quality.ORDINARY;
        for (CodeableConcept interpretation : observation.getInterpretation()) {
            for (Coding coding : interpretation.getCoding()) {
                switch (Objects.toString(coding.getCode(), "")) {
                    case "INV", "CAL", "TEST", "DEMO" -> {
                        return Quality.UNUSABLE;
                    }
                    case "QUES" -> quality = Quality.QUESTIONABLE;
                    default -> {}
                }
            }
        }
        return quality;
    }

    private static @Nullable Instant instant(@Nullable Type effective) {
        if (!(effective instanceof DateTimeType) && !(effective instanceof InstantType)) {
            return null;
        }
        BaseDateTimeType time = (BaseDateTimeType) effective;
        boolean hasSeconds = time.getValue() != null
                && time.getPrecision().ordinal() >= ca.uhn.fhir.model.api.TemporalPrecisionEnum.SECOND.ordinal();
        return hasSeconds ? time.getValue().toInstant() : null;
    }

    private static boolean is(CodeableConcept code, String loinc, String mdc) {
        return has(code, Codes.Systems.LOINC, loinc) || has(code, Codes.Systems.MDC, mdc);
    }

    private static boolean has(CodeableConcept concept, String system, String code) {
        return concept.hasCoding(system, code);
    }

    private static String source(Resource resource) {
        return resource.fhirType() + "/"
                + Objects.toString(resource.getIdElement().getIdPart(), "");
    }

    private void issue(Reason reason, Resource resource, String what) {
        issues.add(new Issue(reason, source(resource), what));
    }
}
