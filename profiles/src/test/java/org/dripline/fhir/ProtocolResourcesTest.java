// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.conformance.Artefacts;
import org.dripline.protocol.Mark;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolNumber;
import org.dripline.protocol.Section;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolResourcesTest {

    static List<PlanDefinition> shipped() {
        return ShippedProtocols.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedProtocolCanBeReadAndEveryNumberHasItsSourceAndMark(PlanDefinition resource) {
        ProtocolResources.Reading reading = ShippedProtocols.read(resource);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.protocol().orElseThrow().numbers()).isNotEmpty().allSatisfy(number -> {
            assertThat(number.source().citation()).isNotBlank();
            assertThat(number.kind().section()).isNotEqualTo(Section.OTHER);
            assertThat(number.mark() == Mark.GENERAL_KNOWLEDGE)
                    .isEqualTo(number.source().label().equals("general-knowledge"));
        });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void noNumberStandsOutsideANumber(PlanDefinition resource) {
        resource.getExtension().removeIf(extension -> extension.getUrl().equals(Canonicals.PROTOCOL_NUMBER));

        // In JSON a number is the one value that is not quoted; words are held to it by Criterion.
        assertThat(ca.uhn.fhir.context.FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource))
                .doesNotContainPattern(":-?[0-9]");
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void writingAndReadingAgainGivesTheSameProtocol(PlanDefinition resource) {
        resource.getRelatedArtifact().removeIf(related -> related.hasResource());
        Protocol protocol = ShippedProtocols.protocol(resource);

        assertThat(ShippedProtocols.protocol(ProtocolResources.write(protocol, List.of())))
                .isEqualTo(protocol);
    }

    @Test
    void sectionsAndCodeSystemAgree() {
        CodeSystem sections = codes("CodeSystem-dripline-protocol-section.json");

        assertThat(sections.getConcept())
                .extracting(concept -> concept.getCode() + " " + concept.getDisplay())
                .containsExactlyElementsOf(Arrays.stream(Section.values())
                        .map(section -> section.code() + " " + section.title())
                        .toList());
    }

    @Test
    void everyNumberOfTheCodeSystemIsUsedByAProtocol() {
        Set<String> used = shipped().stream()
                .flatMap(resource -> ShippedProtocols.protocol(resource).numbers().stream())
                .map(ProtocolNumber::code)
                .collect(Collectors.toSet());

        assertThat(codes("CodeSystem-dripline-protocol-number.json").getConcept())
                .extracting(CodeSystem.ConceptDefinitionComponent::getCode)
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void aNumberWithoutASourceIsRefusedByName() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");
        ShippedProtocols.number(protocol, "dose-per-weight").removeExtension("source");

        assertRefused(protocol, "(dose-per-weight): no source");
    }

    @Test
    void aSourceThatIsNotCitedIsRefusedByName() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");
        ShippedProtocols.number(protocol, "series-count")
                .getExtensionByUrl("source")
                .setValue(new StringType("hearsay"));

        assertRefused(protocol, "(series-count): the source hearsay is no citation");
    }

    @Test
    void anInvertedRangeIsRefusedByName() {
        PlanDefinition protocol = ShippedProtocols.with(
                ShippedProtocols.resource("mood-standard"), "infusion-duration-usual", "60", "40");

        assertRefused(protocol, "(infusion-duration-usual): the range from 60 to 40 min is inverted");
    }

    @Test
    void anotherUnitIsRefusedByName() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");
        ((Quantity) ShippedProtocols.number(protocol, "dose-per-weight")
                        .getExtensionByUrl("value")
                        .getValue())
                .setCode("mg");

        assertRefused(protocol, "(dose-per-weight): the unit is mg, not mg/kg");
    }

    @Test
    void anUnknownMarkIsRefusedByName() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");
        ShippedProtocols.number(protocol, "dose-per-weight")
                .getExtensionByUrl("mark")
                .setValue(new CodeType("W"));

        assertRefused(protocol, "(dose-per-weight): no mark");
    }

    @Test
    void aNumberNamedTwiceIsRefused() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");
        protocol.addExtension(
                ShippedProtocols.number(protocol, "dose-per-weight").copy());

        assertRefused(protocol, "(dose-per-weight): is named twice");
    }

    @Test
    void aNumberHiddenInWordsIsRefused() {
        PlanDefinition protocol = ShippedProtocols.resource("common-limits");
        Extension fasting = protocol.getExtensionsByUrl(Canonicals.PROTOCOL_CRITERION).stream()
                .filter(each -> each.getExtensionByUrl("code")
                        .getValue()
                        .primitiveValue()
                        .equals("fasting"))
                .findFirst()
                .orElseThrow();
        fasting.getExtensionByUrl("text").setValue(new StringType("Nothing to eat for 6 hours"));

        assertRefused(protocol, "(fasting): the words hold a number");
    }

    @Test
    void limitsThatAreMissingAreSaid() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");

        ProtocolResources.Reading reading = ProtocolResources.shipped(ca.uhn.fhir.context.FhirContext.forR4Cached())
                .read(protocol, canonical -> Optional.empty());

        assertThat(reading.protocol()).isEmpty();
        assertThat(reading.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("there is no protocol", "common-limits"));
    }

    @Test
    void aClinicsOwnNumberIsKept() {
        PlanDefinition protocol = ShippedProtocols.resource("mood-standard");
        Extension own = ShippedProtocols.number(protocol, "series-count").copy();
        own.getExtensionByUrl("code").setValue(new CodeType("music-volume-most"));
        protocol.addExtension(own);

        assertThat(ShippedProtocols.protocol(protocol)
                        .number("music-volume-most")
                        .orElseThrow()
                        .kind()
                        .section())
                .isEqualTo(Section.OTHER);
    }

    private static void assertRefused(PlanDefinition protocol, String words) {
        ProtocolResources.Reading reading = ShippedProtocols.read(protocol);

        assertThat(reading.protocol()).isEmpty();
        assertThat(reading.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("PlanDefinition.extension[")
                        .contains(words));
    }

    private static CodeSystem codes(String file) {
        return Artefacts.load(ca.uhn.fhir.context.FhirContext.forR4Cached(), file::equals)
                .codeSystems()
                .get(0);
    }
}
