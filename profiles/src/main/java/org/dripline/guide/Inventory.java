// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dripline.conformance.Artefacts;
import org.dripline.conformance.UsCore;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.CanonicalPair;

/**
 * Everything the guide and the package are made of, found by folder.
 *
 * @param description name, version and dependencies
 * @param artefacts ours, in the order of their file names
 * @param others definitions of other publishers, beside those of FHIR itself, that ours derive from
 * @param examples valid ones first
 * @param chapters pages somebody wrote, in their order
 */
record Inventory(
        PackageDescription description,
        List<MetadataResource> artefacts,
        List<MetadataResource> others,
        List<Example> examples,
        List<Chapter> chapters) {

    Inventory {
        artefacts = List.copyOf(artefacts);
        others = List.copyOf(others);
        examples = List.copyOf(examples);
        chapters = List.copyOf(chapters);
    }

    /** @param module folder of the module {@code profiles} */
    static Inventory read(Path module, FhirContext fhir) {
        return new Inventory(
                PackageDescription.read(module.resolve("ig/sushi-config.yaml")),
                Artefacts.load(fhir).all(),
                UsCore.definitions(fhir),
                Example.readAll(module.resolve("src/test/resources/fhir")),
                Chapter.readAll(module.resolve("ig/input/pagecontent")));
    }

    /** The artefacts by group, groups in the order a reader wants them, artefacts by title. */
    Map<ArtefactGroup, List<MetadataResource>> byGroup() {
        return artefacts.stream()
                .sorted(Comparator.comparing(Names::title, String.CASE_INSENSITIVE_ORDER))
                .collect(Collectors.groupingBy(ArtefactGroup::of, TreeMap::new, Collectors.toList()));
    }

    /** The artefact of this canonical URL, with or without a version. */
    Optional<MetadataResource> artefact(String canonical) {
        String url = CanonicalPair.of(canonical).getUrl();
        return artefacts.stream()
                .filter(artefact -> Names.url(artefact).equals(url))
                .findFirst();
    }

    /** The examples of a profile; nothing else has examples, be its id the same. */
    List<Example> examplesOf(MetadataResource artefact) {
        return examples.stream()
                .filter(example -> artefact instanceof StructureDefinition)
                .filter(example -> example.profile().equals(Names.id(artefact)))
                .toList();
    }

    List<Chapter> chaptersAbout(MetadataResource artefact) {
        return chapters.stream().filter(chapter -> chapter.uses(artefact)).toList();
    }

    List<MetadataResource> usedBy(Chapter chapter) {
        return artefacts.stream().filter(artefact -> chapter.uses(artefact)).toList();
    }
}
