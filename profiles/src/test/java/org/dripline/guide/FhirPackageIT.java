// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dripline.conformance.Artefacts;
import org.dripline.conformance.UsCore;
import org.dripline.conformance.UsCoreSelections;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.NpmPackageValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;

/** The package the build wrote, taken in as a receiver would. */
class FhirPackageIT {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Inventory INVENTORY = Inventory.read(Path.of(""), FHIR);
    private static final String FILE = INVENTORY.description().fileName();

    @Test
    void itSaysWhatItIsAndWhatItNeeds() throws IOException {
        NpmPackage taken = taken();

        assertThat(taken.name()).isEqualTo("dripline.fhir.r4");
        assertThat(taken.version()).isEqualTo("0.1.0");
        assertThat(taken.fhirVersion()).isEqualTo("4.0.1");
        assertThat(taken.canonical()).isEqualTo("https://dripline.health/fhir");
        assertThat(taken.license()).isEqualTo("Apache-2.0");
        assertThat(taken.dependencies()).contains("hl7.fhir.r4.core#4.0.1", "hl7.fhir.us.core#6.1.0");
    }

    @Test
    void itHoldsEveryArtefactAndTheIndexFindsEachByItsUrl() throws IOException {
        NpmPackage taken = taken();
        JsonNode index = JSON.readTree(text(taken, "package", ".index.json"));

        assertThat(Artefacts.load(FHIR).all()).allSatisfy(artefact -> {
            assertThat(taken.list("package")).contains(Names.file(artefact) + ".json");
            assertThat(index.path("files"))
                    .anySatisfy(entry ->
                            assertThat(entry.path("filename").asText()).isEqualTo(Names.file(artefact) + ".json"));
        });
        assertThat(index.path("files"))
                .filteredOn(entry -> entry.path("resourceType").asText().equals("StructureDefinition"))
                .allSatisfy(
                        entry -> assertThat(entry.path("url").asText()).startsWith("https://dripline.health/fhir/"));
    }

    @Test
    void everyStructureHasASnapshotThatBeginsWithItsResource() throws IOException {
        NpmPackage taken = taken();
        for (StructureDefinition definition : Artefacts.load(FHIR).structureDefinitions()) {
            StructureDefinition published = FHIR.newJsonParser()
                    .parseResource(StructureDefinition.class, text(taken, "package", Names.file(definition) + ".json"));

            assertThat(published.getSnapshot().getElementFirstRep().getPath()).isEqualTo(definition.getType());
            assertThat(published.getSnapshot().getElement())
                    .hasSizeGreaterThan(
                            definition.getDifferential().getElement().size());
            assertThat(published.getDifferential().equalsDeep(definition.getDifferential()))
                    .isTrue();
        }
    }

    @Test
    void everyExampleThatConformsIsInItUnderAnIdOfItsOwn() throws IOException {
        NpmPackage taken = taken();
        long conforming = INVENTORY.examples().stream().filter(Example::isValid).count();
        ImplementationGuide guide = FHIR.newJsonParser()
                .parseResource(
                        ImplementationGuide.class, text(taken, "package", "ImplementationGuide-dripline.fhir.r4.json"));

        assertThat(taken.list("example").stream().filter(name -> !name.startsWith(".")))
                .hasSize(Math.toIntExact(conforming));
        assertThat(guide.getDefinition().getResource())
                .extracting(resource -> resource.getReference().getReference())
                .doesNotHaveDuplicates()
                .hasSize(
                        Math.toIntExact(conforming) + Artefacts.load(FHIR).all().size());
    }

    @Test
    void aReceiversValidatorTakesItAndSaysOfEachExampleWhatOursSays() throws IOException {
        FhirValidator validator = validator();
        // One that conforms of each profile, and the first few that do not: ProfilesIT has them all.
        List<Example> first = Stream.concat(
                        firstOfEachProfile(true), firstOfEachProfile(false).limit(5))
                .toList();

        List<String> surprises = new ArrayList<>();
        for (Example example : first) {
            List<String> messages = validator.validateWithResult(example.json()).getMessages().stream()
                    .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.WARNING.ordinal())
                    .map(message -> message.getSeverity().name().toLowerCase(Locale.ROOT) + " "
                            + message.getLocationString() + " " + message.getMessage())
                    // HAPI leaves the questionnaires of a package; that the answers fit them is for ProfilesIT.
                    .filter(message -> !message.contains("/Questionnaire/"))
                    .toList();
            boolean asExpected = example.isValid()
                    ? messages.isEmpty()
                    : example.complaints().stream()
                            .allMatch(complaint -> messages.stream()
                                    .anyMatch(message -> message.startsWith(complaint.severity())
                                            && message.contains(complaint.words())));
            if (!asExpected) {
                surprises.add(example.path() + ": " + messages);
            }
        }
        assertThat(first).isNotEmpty();
        assertThat(surprises).isEmpty();
    }

    private static Stream<Example> firstOfEachProfile(boolean valid) {
        Map<String, Example> first = new TreeMap<>();
        INVENTORY.examples().stream()
                .filter(example -> example.isValid() == valid)
                .forEach(example -> first.putIfAbsent(example.profile(), example));
        return first.values().stream();
    }

    private static NpmPackage taken() throws IOException {
        try (InputStream bytes = Files.newInputStream(Path.of("target", FILE))) {
            return NpmPackage.fromPackage(bytes);
        }
    }

    private static String text(NpmPackage taken, String folder, String file) throws IOException {
        try (InputStream bytes = taken.load(folder, file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FhirValidator validator() throws IOException {
        NpmPackageValidationSupport dripline = new NpmPackageValidationSupport(FHIR);
        dripline.loadPackageFromClasspath("classpath:org/dripline/ig/" + FILE);
        PrePopulatedValidationSupport others = new PrePopulatedValidationSupport(FHIR);
        List<MetadataResource> bases = UsCore.definitions(FHIR);
        bases.forEach(others::addResource);
        ValidationSupportChain chain = new ValidationSupportChain(
                // The packages first: R4's own definitions have an empty code system at the address of SNOMED CT.
                dripline,
                others,
                new UsCoreSelections(FHIR, bases),
                new DefaultProfileValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR),
                new SnapshotGeneratingValidationSupport(FHIR));
        chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        FhirInstanceValidator profiles = new FhirInstanceValidator(chain);
        profiles.setErrorForUnknownProfiles(true);
        profiles.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        return FHIR.newValidator().registerValidatorModule(profiles);
    }
}
