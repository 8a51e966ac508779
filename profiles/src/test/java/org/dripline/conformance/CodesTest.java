// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A code that our programs write, our definitions ask for or our examples carry, and no shipped code system knows,
 * would be refused by our own server's validation.
 */
class CodesTest {

    /** Known by its words alone: no number of it could be verified. */
    private static final List<String> WITHOUT_NUMBER = List.of(Codes.Mdc.DELIVERY_STOP_REFID);

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Artefacts ARTEFACTS = Artefacts.load(FHIR);

    /** Ours, and those shipped beside US Core. */
    private static final List<CodeSystem> CODE_SYSTEMS = Stream.concat(
                    ARTEFACTS.codeSystems().stream(),
                    UsCore.definitions(FHIR).stream()
                            .filter(CodeSystem.class::isInstance)
                            .map(CodeSystem.class::cast))
            .toList();

    /** Code systems that validators have without us: HL7's own, R4's purposes of signatures, UCUM by its grammar. */
    private static final List<String> CARRIED_BY_VALIDATORS = List.of(
            "http://terminology.hl7.org/", "http://hl7.org/fhir/", "urn:iso-astm:E1762-95:2013", Codes.Systems.UCUM);

    @TestFactory
    Stream<DynamicTest> everyCodeInUseIsInAShippedCodeSystem() {
        return Stream.of(
                shipped(Codes.Loinc.class, Codes.Systems.LOINC),
                shipped(Codes.Mdc.class, Codes.Systems.MDC),
                shipped(Codes.RxNorm.class, Codes.Systems.RXNORM),
                shipped(Codes.Snomed.class, Codes.Systems.SNOMED_CT),
                shipped(Codes.Observed.class, Codes.Systems.DRIPLINE_OBSERVATION),
                shipped(Codes.PumpEvent.class, Codes.Systems.DRIPLINE_PUMP_EVENT),
                shipped(Codes.PumpToken.class, Codes.Systems.DRIPLINE_PUMP_TOKEN));
    }

    @Test
    void everyCodeOurDefinitionsAskForIsInAShippedCodeSystem() {
        List<Use> uses = ARTEFACTS.all().stream()
                .flatMap(artefact -> codings(artefact, artefact.getUrl()))
                .toList();

        assertThat(uses).hasSizeGreaterThan(60);
        assertThat(uses.stream().filter(use -> !isShipped(use))).isEmpty();
    }

    @Test
    void everyCodeOfAValidExampleIsInAShippedCodeSystem() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/fhir/valid"))) {
            List<Use> uses = files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(CodesTest::codings)
                    .toList();

            assertThat(uses).hasSizeGreaterThan(100);
            assertThat(uses.stream().filter(use -> !isShipped(use))).isEmpty();
        }
    }

    @Test
    void everyCodeThatIsOursIsDefined() {
        assertThat(ARTEFACTS.codeSystems())
                .filteredOn(codes -> codes.getContent() == CodeSystemContentMode.COMPLETE)
                .isNotEmpty()
                .allSatisfy(codes -> assertThat(all(codes.getConcept()))
                        .allSatisfy(concept -> assertThat(concept.getDefinition())
                                .as(concept.getCode())
                                .isNotBlank()));
    }

    /** A code in use, and where. */
    private record Use(String system, String code, String where) {}

    private static boolean isShipped(Use use) {
        return CARRIED_BY_VALIDATORS.stream().anyMatch(use.system()::startsWith)
                || concepts(use.system()).contains(use.code());
    }

    private static Stream<Use> codings(Path example) {
        try {
            return codings(FHIR.newJsonParser().parseResource(Files.readString(example)), example.toString());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Every coding with system and code, in patterns and fixed values too, and what value sets list. */
    private static Stream<Use> codings(IBaseResource resource, String where) {
        FhirTerser terser = FHIR.newTerser();
        Stream<Use> codings = terser.getAllPopulatedChildElementsOfType(resource, Coding.class).stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> new Use(coding.getSystem(), coding.getCode(), where));
        if (!(resource instanceof ValueSet valueSet)) {
            return codings;
        }
        return Stream.concat(
                codings,
                valueSet.getCompose().getInclude().stream()
                        .flatMap(include -> include.getConcept().stream()
                                .map(concept -> new Use(include.getSystem(), concept.getCode(), where))));
    }

    private static DynamicTest shipped(Class<?> codes, String system) {
        return DynamicTest.dynamicTest(codes.getSimpleName(), () -> {
            List<String> used = Arrays.stream(codes.getFields())
                    .map(CodesTest::code)
                    .filter(code -> !WITHOUT_NUMBER.contains(code))
                    .toList();

            assertThat(used).isNotEmpty().isSubsetOf(concepts(system));
        });
    }

    private static String code(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }

    private static List<String> concepts(String system) {
        return CODE_SYSTEMS.stream()
                .filter(codeSystem -> codeSystem.getUrl().equals(system))
                .map(CodeSystem::getConcept)
                .flatMap(CodesTest::all)
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }

    private static Stream<ConceptDefinitionComponent> all(List<ConceptDefinitionComponent> concepts) {
        return concepts.stream().flatMap(concept -> Stream.concat(Stream.of(concept), all(concept.getConcept())));
    }
}
