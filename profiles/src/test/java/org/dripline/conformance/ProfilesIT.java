// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed examples against the committed profiles. A case is a file in {@code fhir/valid/<profile id>/}, or in
 * {@code fhir/invalid/<profile id>/} beside a file {@code .expected} that says which message must come: its severity, a
 * blank, and words of it. Adding a case adds no code.
 */
@Order(1)
class ProfilesIT {

    private static final Path EXAMPLES = Path.of("src/test/resources/fhir");
    private static final Path COMMITTED = Path.of("src/main/resources/org/dripline/conformance/fhir");
    private static final Path README = Path.of("README.md");
    private static final String OUR_INVARIANTS = "dl-";

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Artefacts ARTEFACTS = Artefacts.load(FHIR);
    private static final ExampleValidator VALIDATOR = ExampleValidator.of(FHIR, ARTEFACTS.all());
    private static final ExampleValidator WITH_FORMS = VALIDATOR.with(new Forms());
    private static final Map<Path, List<String>> COMPLAINTS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @MethodSource("validExamples")
    void aValidExampleHasNothingToComplainAbout(Path example) {
        assertThat(complaints(example)).isEmpty();
    }

    /** Our own validators do not resolve forms (profiles/README.md says why); one that does finds nothing either. */
    @ParameterizedTest
    @MethodSource("validAnsweredForms")
    void aValidFilledInFormFitsItsQuestionnaireToo(Path example) {
        assertThat(WITH_FORMS.complaints(read(example))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aShippedProtocolHasNothingToComplainAbout(MetadataResource protocol) {
        assertThat(VALIDATOR.complaints(FHIR.newJsonParser().encodeResourceToString(protocol)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.dripline.fhir.ClosedSessions#asJson")
    void whatClosingASessionWritesHasNothingToComplainAbout(String resource) {
        assertThat(VALIDATOR.complaints(resource)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidExamples")
    void anInvalidExampleFailsForItsReason(Path example) {
        assertThat(complaints(example))
                .anySatisfy(complaint -> assertThat(complaint)
                        .startsWith(expected(example).severity())
                        .contains(expected(example).words()));
    }

    @ParameterizedTest
    @MethodSource("invalidExamples")
    void anExampleExpectedToWarnDoesNothingElse(Path example) {
        if (expected(example).severity().equals("warning")) {
            assertThat(complaints(example))
                    .allSatisfy(complaint -> assertThat(complaint)
                            .startsWith("warning")
                            .contains(expected(example).words()));
        }
    }

    @ParameterizedTest
    @MethodSource({"validExamples", "invalidExamples"})
    void anExampleClaimsTheProfileOfItsFolder(Path example) {
        IBaseResource resource = FHIR.newJsonParser().parseResource(read(example));

        assertThat(resource.getMeta().getProfile())
                .extracting(IPrimitiveType::getValue)
                .containsExactly("https://dripline.health/fhir/StructureDefinition/" + profileOf(example));
    }

    @Test
    void everyProfileHasBothKindsOfExampleAndEveryFolderAProfile() {
        Set<String> profiles = ARTEFACTS.profiles().stream()
                .map(profile -> profile.getIdElement().getIdPart())
                .collect(Collectors.toSet());

        assertThat(validExamples().map(ProfilesIT::profileOf)).containsOnlyElementsOf(profiles);
        assertThat(invalidExamples().map(ProfilesIT::profileOf)).containsOnlyElementsOf(profiles);
        assertThat(profiles)
                .isSubsetOf(validExamples().map(ProfilesIT::profileOf).toList())
                .isSubsetOf(invalidExamples().map(ProfilesIT::profileOf).toList());
    }

    @Test
    void everyInvariantOfOursIsShownToFireForEachProfileThatHasIt() {
        Set<String> fired = invalidExamples()
                .map(example -> profileOf(example) + " " + expected(example).words())
                .collect(Collectors.toSet());

        assertThat(ARTEFACTS.profiles())
                .flatMap(profile -> invariantsOf(profile).toList())
                .isSubsetOf(fired);
    }

    @Test
    void everyProfileAndEveryInvariantHasItsRowInTheReadme() {
        List<String> rows =
                read(README).lines().filter(line -> line.startsWith("| `")).toList();

        assertThat(ARTEFACTS.profiles())
                .flatMap(profile -> Stream.concat(
                                Stream.of(profile.getIdElement().getIdPart()),
                                invariantsOf(profile).map(invariant -> invariant.substring(invariant.indexOf(' ') + 1)))
                        .toList())
                .allSatisfy(name -> assertThat(rows)
                        .anySatisfy(row -> assertThat(row.split("\\|", 3)[1]).contains("`" + name + "`")));
    }

    @ParameterizedTest
    @MethodSource("structureDefinitions")
    void aSnapshotCanBeGenerated(StructureDefinition definition) {
        assertThat(VALIDATOR.withSnapshot(definition))
                .isInstanceOfSatisfying(
                        StructureDefinition.class,
                        generated -> assertThat(generated.getSnapshot().getElement())
                                .hasSizeGreaterThan(definition
                                        .getDifferential()
                                        .getElement()
                                        .size()));
    }

    @Test
    void theIndexListsEveryArtefactInTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(COMMITTED.resolve("index.txt")));
        }
        assertThat(ARTEFACTS.all()).hasSameSizeAs(Files.readAllLines(COMMITTED.resolve("index.txt")));
    }

    static Stream<Path> validExamples() {
        return filesIn("valid");
    }

    static Stream<Path> validAnsweredForms() {
        return validExamples().filter(example -> profileOf(example).endsWith("-response"));
    }

    static Stream<Path> invalidExamples() {
        return filesIn("invalid");
    }

    static Stream<MetadataResource> protocols() {
        return Stream.concat(ARTEFACTS.protocols().stream(), ARTEFACTS.activities().stream());
    }

    static Stream<StructureDefinition> structureDefinitions() {
        return ARTEFACTS.structureDefinitions().stream();
    }

    private static Stream<Path> filesIn(String kind) {
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String profileOf(Path example) {
        return example.getName(example.getNameCount() - 2).toString();
    }

    /** Every error and warning, as severity, place and message. Several tests ask; validating once is enough. */
    private static List<String> complaints(Path example) {
        return COMPLAINTS.computeIfAbsent(example, file -> VALIDATOR.complaints(read(file)));
    }

    private record Expected(String severity, String words) {}

    private static Expected expected(Path example) {
        String line = read(Path.of(example.toString().replaceFirst("\\.json$", ".expected")))
                .strip();
        int blank = line.indexOf(' ');
        return new Expected(line.substring(0, blank), line.substring(blank + 1));
    }

    private static Stream<String> invariantsOf(StructureDefinition profile) {
        return profile.getDifferential().getElement().stream()
                .flatMap(element -> element.getConstraint().stream())
                .filter(constraint -> constraint.getKey().startsWith(OUR_INVARIANTS))
                .map(constraint -> profile.getIdElement().getIdPart() + " " + constraint.getKey());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Gives a validator our forms by their canonical, with or without its version. */
    private static final class Forms implements IValidationSupport {

        @Override
        public FhirContext getFhirContext() {
            return FHIR;
        }

        @Override
        public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String canonical) {
            if (type == null) {
                return null;
            }
            return ARTEFACTS.questionnaires().stream()
                    .filter(type::isInstance)
                    .filter(form -> canonical.equals(form.getUrl())
                            || canonical.equals(form.getUrl() + "|" + form.getVersion()))
                    .map(type::cast)
                    .findFirst()
                    .orElse(null);
        }
    }
}
