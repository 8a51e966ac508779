// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;

class UsCoreTest {

    private static final String BASE = "http://hl7.org/fhir/us/core/";
    private static final String FHIR_R4 = "http://hl7.org/fhir/StructureDefinition/";

    private final List<MetadataResource> definitions = UsCore.definitions(FhirContext.forR4Cached());
    private final UsCoreSelections selections = new UsCoreSelections(FhirContext.forR4Cached(), definitions);
    private final ValidationSupportContext context = new ValidationSupportContext(selections);

    @Test
    void itsOwnDefinitionsAreOfTheOneVersion() {
        assertThat(definitions)
                .filteredOn(definition -> definition.getUrl().startsWith(BASE))
                .hasSizeGreaterThan(90)
                .extracting(MetadataResource::getVersion)
                .containsOnly(UsCore.VERSION);
    }

    @Test
    void noneOfThemIsPublishedAsOurs() {
        List<String> ours = Artefacts.load(FhirContext.forR4Cached()).all().stream()
                .map(MetadataResource::getUrl)
                .toList();

        assertThat(definitions).extracting(MetadataResource::getUrl).doesNotContainAnyElementsOf(ours);
    }

    @Test
    void everyProfileOfOursDerivesFromR4FromUsCoreOrFromAnotherOfOurs() {
        Artefacts artefacts = Artefacts.load(FhirContext.forR4Cached());
        Set<String> known = definitions.stream().map(MetadataResource::getUrl).collect(Collectors.toSet());
        artefacts.all().forEach(artefact -> known.add(artefact.getUrl()));

        assertThat(artefacts.structureDefinitions())
                .extracting(StructureDefinition::getBaseDefinition)
                .allSatisfy(base -> assertThat(base.startsWith(FHIR_R4) || known.contains(base))
                        .as(base)
                        .isTrue())
                .anyMatch(base -> base.startsWith(BASE));
    }

    @Test
    void aSelectionFromATerminologyWeCarryInPartIsTakenWhole() {
        assertThat(inProcedures("http://snomed.info/sct", "14152002")).isTrue();
        assertThat(inProcedures("http://www.ama-assn.org/go/cpt", "96365")).isTrue();
        assertThat(inProcedures("http://unitsofmeasure.org", "mg")).isFalse();
    }

    @Test
    void otherValueSetsAreLeftToOthers() {
        assertThat(selections.isValueSetSupported(context, BASE + "ValueSet/us-core-narrative-status"))
                .isFalse();
        assertThat(selections.validateCode(
                        context,
                        new ConceptValidationOptions(),
                        "http://snomed.info/sct",
                        "14152002",
                        null,
                        "https://dripline.health/fhir/ValueSet/dripline-pump-event"))
                .isNull();
    }

    @Test
    void whatNobodyReadsWasLeftOut() {
        assertThat(definitions)
                .allSatisfy(definition -> assertThat(definition.hasText()).isFalse());
    }

    @Test
    void aSnapshotIsThereExactlyWhereNobodyCouldMakeIt() {
        assertThat(definitions)
                .filteredOn(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast)
                .allSatisfy(definition -> assertThat(definition.hasSnapshot())
                        .as(definition.getUrl())
                        .isEqualTo(!isAtHand(definition.getBaseDefinition())))
                .anyMatch(StructureDefinition::hasSnapshot);
    }

    private static boolean isAtHand(String base) {
        return base.startsWith(FHIR_R4) || base.startsWith(BASE);
    }

    private boolean inProcedures(String system, String code) {
        CodeValidationResult answer = selections.validateCode(
                context,
                new ConceptValidationOptions(),
                system,
                code,
                null,
                BASE + "ValueSet/us-core-procedure-code|6.1.0");
        return answer != null && answer.isOk();
    }
}
