// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dripline.dosing.Rounding;
import org.dripline.session.DoseFigures;
import org.dripline.session.Pause;
import org.dripline.session.RateSegment;
import org.dripline.session.Scenario;
import org.dripline.session.SessionSummary;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An example named {@code d04-….json} is a resource of scenario D04: its figures are the ones the engine computes for
 * that scenario, and its readings are the scenario's.
 */
class ScenarioExamplesTest {

    private static final Path VALID = Path.of("src/test/resources/fhir/valid");
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void doseWeightAndTimesAreTheEngines(Scenario scenario) {
        MedicationAdministration given = administration(scenario);
        SessionSummary summary = summary(scenario);
        DoseFigures dose = summary.dose();
        Extension byWeight = extension(given.getDosage().getExtension(), "dripline-weight-based-dose");

        figure(Rounding.DOSE, given.getDosage().getDose(), delivered(dose));
        figure(
                Rounding.DOSE_PER_WEIGHT,
                quantity(byWeight, "dosePerKg"),
                Objects.requireNonNull(dose.deliveredPerWeight()).milligramsPerKilogram());
        figure(
                Rounding.DOSE,
                quantity(byWeight, "dosingWeight"),
                Objects.requireNonNull(dose.weight()).kilograms());
        assertThat(given.getEffectivePeriod().getStart().toInstant())
                .isEqualTo(summary.time().start());
        assertThat(given.getEffectivePeriod().getEnd().toInstant())
                .isEqualTo(summary.time().end());
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void bagAndWasteAreTheEngines(Scenario scenario) {
        MedicationAdministration given = administration(scenario);
        DoseFigures dose = summary(scenario).dose();
        BigDecimal drawn = Objects.requireNonNull(dose.drawn()).milligrams();
        Extension bag = extension(given.getExtension(), "dripline-bag");

        figure(Rounding.DOSE, quantity(bag, "drawn"), drawn);
        figure(
                Rounding.DOSE,
                quantity(bag, "concentration"),
                Objects.requireNonNull(dose.concentration()).milligramsPerMillilitre());
        figure(
                Rounding.DOSE,
                quantity(extension(given.getExtension(), "dripline-waste"), "amount"),
                drawn.subtract(delivered(dose)));
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void rateSegmentsAreTheEngines(Scenario scenario) {
        SessionSummary summary = summary(scenario);
        Instant start = Objects.requireNonNull(summary.time().start());
        Instant end = Objects.requireNonNull(summary.time().end());
        List<RateSegment> computed = summary.segments().stream()
                .filter(segment -> segment.to().isAfter(start) && segment.from().isBefore(end))
                .toList();
        List<Extension> charted = all(administration(scenario).getExtension(), "dripline-rate-segment")
                .toList();

        assertThat(charted).hasSameSizeAs(computed);
        for (int i = 0; i < charted.size(); i++) {
            Extension segment = charted.get(i);
            RateSegment engine = computed.get(i);
            assertThat(instant(segment, "from")).isEqualTo(engine.from());
            assertThat(instant(segment, "to")).isEqualTo(engine.to());
            figure(Rounding.FLOW_RATE, quantity(segment, "rate"), engine.rate().millilitresPerHour());
            boolean runs = engine.flow() == RateSegment.Flow.RUNNING;
            assertThat(value(segment, "state", CodeType.class).getValue().equals("run"))
                    .isEqualTo(runs);
            if (runs) {
                figure(
                        Rounding.VOLUME,
                        quantity(segment, "volume"),
                        engine.volume().millilitres());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    void eachPauseHasItsReasonAsACode(Scenario scenario) {
        List<String> charted = all(administration(scenario).getExtension(), "dripline-rate-segment")
                .filter(segment -> segment.getExtensionByUrl("reason") != null)
                .map(segment -> value(segment, "reason", CodeableConcept.class)
                        .getCodingFirstRep()
                        .getCode())
                .toList();

        assertThat(charted)
                .isEqualTo(
                        summary(scenario).pauses().stream().map(Pause::reason).toList());
    }

    @TestFactory
    Stream<DynamicTest> readingsAreTheScenarios() throws IOException {
        return Stream.of(
                        "dripline-session-blood-pressure",
                        "dripline-session-heart-rate",
                        "dripline-session-spo2",
                        "dripline-sedation-moaas",
                        "dripline-dissociation-cadss6")
                .flatMap(profile -> examples(profile, "d[0-9]{2}-.*"))
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(check(file)).isEqualTo(readings(file))));
    }

    @Test
    void everySessionWithSegmentsHasOneAdministration() {
        assertThat(Scenario.all().map(ScenarioExamplesTest::administration)).hasSize(6);
    }

    /** The numbers of the scenario at that minute, of the kind the resource is of. */
    private static List<Integer> check(Path file) {
        Observation reading = read(file, Observation.class);
        Scenario scenario = Scenario.named(file.getFileName().toString().substring(0, 3));
        long minute = Duration.between(
                        Scenario.START,
                        reading.getEffectiveDateTimeType().getValue().toInstant())
                .toMinutes();
        JsonNode row = StreamSupport.stream(scenario.json().get("checks").spliterator(), false)
                .filter(check -> check.get("minute").longValue() == minute)
                .findFirst()
                .orElseThrow();
        return columns(reading).stream().map(name -> row.get(name).intValue()).toList();
    }

    private static List<String> columns(Observation reading) {
        return switch (reading.getCode().getCodingFirstRep().getCode()) {
            case Codes.Loinc.BLOOD_PRESSURE -> List.of("systolic", "diastolic");
            case Codes.Loinc.HEART_RATE -> List.of("heartRate");
            case Codes.Loinc.OXYGEN_SATURATION, Codes.Loinc.OXYGEN_SATURATION_PULSE_OXIMETRY -> List.of("oxygen");
            case Codes.Observed.MOAAS -> List.of("moaas");
            case Codes.Observed.CADSS_6 -> List.of("cadss6");
            default -> throw new AssertionError("no column for this reading");
        };
    }

    private static List<Integer> readings(Path file) {
        Observation reading = read(file, Observation.class);
        return reading.hasComponent()
                ? reading.getComponent().stream()
                        .map(component -> number(component.getValue()))
                        .toList()
                : List.of(number(reading.getValue()));
    }

    private static int number(Type value) {
        return value instanceof IntegerType whole
                ? whole.getValue()
                : ((Quantity) value).getValue().intValueExact();
    }

    /** The one that tells what was discarded: the others of a scenario show an earlier moment. */
    private static MedicationAdministration administration(Scenario scenario) {
        return examples("dripline-ketamine-administration", scenario.name() + "-.*")
                .map(file -> read(file, MedicationAdministration.class))
                .filter(given -> all(given.getExtension(), "dripline-waste").count() == 1)
                .reduce((one, other) -> {
                    throw new AssertionError("two administrations of " + scenario);
                })
                .orElseThrow();
    }

    private static SessionSummary summary(Scenario scenario) {
        return scenario.session().summaryAt(scenario.lastCheck());
    }

    private static BigDecimal delivered(DoseFigures dose) {
        return Objects.requireNonNull(dose.delivered()).milligrams();
    }

    private static void figure(Rounding rounding, Quantity charted, BigDecimal computed) {
        assertThat(rounding.of(charted.getValue())).isEqualByComparingTo(rounding.of(computed));
    }

    private static Extension extension(List<Extension> extensions, String id) {
        return all(extensions, id).findFirst().orElseThrow();
    }

    private static Stream<Extension> all(List<Extension> extensions, String id) {
        return extensions.stream().filter(extension -> extension.getUrl().endsWith("/" + id));
    }

    private static Quantity quantity(Extension extension, String part) {
        return value(extension, part, Quantity.class);
    }

    private static Instant instant(Extension extension, String part) {
        return value(extension, part, DateTimeType.class).getValue().toInstant();
    }

    private static <T extends Type> T value(Extension extension, String part, Class<T> type) {
        return type.cast(extension.getExtensionByUrl(part).getValue());
    }

    private static Stream<Path> examples(String profile, String name) {
        try (Stream<Path> files = Files.list(VALID.resolve(profile))) {
            return files
                    .filter(file -> file.getFileName().toString().matches(name + "\\.json"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static <T extends org.hl7.fhir.r4.model.Resource> T read(Path file, Class<T> type) {
        try {
            return FHIR.newJsonParser().parseResource(type, Files.readString(file));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
