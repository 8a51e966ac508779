// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * The Markdown of a chapter with what only the build knows: {@code [[id]]} becomes a link to the artefact of that id,
 * and {@code {version}}, {@code {canonical}}, {@code {fhir-version}}, {@code {package-name}}, {@code {package-file}}
 * and {@code {dependencies}} what they say.
 */
final class ChapterText {

    static final Pattern REFERENCE = Pattern.compile("\\[\\[([A-Za-z0-9.-]+)]]");

    private final Inventory inventory;

    ChapterText(Inventory inventory) {
        this.inventory = inventory;
    }

    String of(Chapter chapter) {
        String text = chapter.markdown();
        PackageDescription description = inventory.description();
        Map<String, String> words = Map.of(
                "{version}", description.version(),
                "{canonical}", description.canonical(),
                "{fhir-version}", description.fhirVersion(),
                "{package-name}", PackageDescription.NAME,
                "{package-file}", description.fileName(),
                "{dependencies}", dependencies(description));
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        return REFERENCE.matcher(text).replaceAll(this::link);
    }

    /** The artefact of this id; where several have it, the structure definition. */
    Optional<MetadataResource> artefact(String id) {
        return inventory.artefacts().stream()
                .filter(artefact -> Names.id(artefact).equals(id))
                .min(Comparator.comparing(artefact -> artefact instanceof StructureDefinition ? 0 : 1));
    }

    private String link(MatchResult reference) {
        String id = reference.group(1);
        String text = artefact(id)
                .map(artefact -> "[" + Names.title(artefact) + "](" + Names.page(artefact) + ")")
                .orElse("`" + id + "`");
        return Matcher.quoteReplacement(text);
    }

    private static String dependencies(PackageDescription description) {
        return new TreeMap<>(description.dependencies())
                .entrySet().stream()
                        .map(dependency -> "- `" + dependency.getKey() + "` " + dependency.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
