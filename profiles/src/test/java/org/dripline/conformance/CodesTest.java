// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A code our programs write and no shipped code system knows would be refused by our own server's validation. */
class CodesTest {

    /** Known by its words alone: no number of it could be verified. */
    private static final List<String> WITHOUT_NUMBER = List.of(Codes.Mdc.DELIVERY_STOP_REFID);

    private static final Artefacts ARTEFACTS = Artefacts.load(FhirContext.forR4Cached());

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
        return ARTEFACTS.codeSystems().stream()
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
