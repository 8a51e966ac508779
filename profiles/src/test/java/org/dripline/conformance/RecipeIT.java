// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows "Adding a profile" of this module's README: writes the files it shows where it says, makes the JSON with
 * SUSHI and validates the examples. Needs what {@code -Pfsh} installs.
 */
@EnabledIfSystemProperty(named = Sushi.HOME, matches = ".+", disabledReason = "SUSHI is there with -Pfsh only")
class RecipeIT {

    /**
     * A path in a line of its own, words after it allowed, then a fenced block; both are indented as part of a list.
     */
    private static final Pattern STEP =
            Pattern.compile("(?m)^ {3}`([^`\\s]+)`(, at its end)?\\n\\n {3}```\\w+\\n((?: {3}.*\\n|\\n)*?) {3}```$");

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    @Test
    void whoeverFollowsItHasAProfileThatWorks(@TempDir Path copy) throws Exception {
        Map<String, String> files = follow(copy);
        assertThat(files.keySet()).hasSize(5);

        List<IBaseResource> definitions = new ArrayList<>(Artefacts.load(FHIR).all());
        definitions.removeIf(known -> known instanceof CodeSystem codes && "http://loinc.org".equals(codes.getUrl()));
        definitions.addAll(made(copy));
        ExampleValidator validator = ExampleValidator.of(FHIR, definitions);

        assertThat(validator.complaints(shown(files, "/valid/"))).isEmpty();
        assertThat(validator.complaints(shown(files, "/invalid/")))
                .singleElement()
                .asString()
                .startsWith(shown(files, ".expected").strip().split(" ")[0])
                .contains(shown(files, ".expected").strip().split(" ")[1]);
    }

    /** Writes what the recipe shows into a copy of the sources. @return each path with what was shown */
    private static Map<String, String> follow(Path copy) throws IOException {
        for (String part :
                List.of("sushi-config.yaml", "input/fsh/shared", "input/fsh/terminology", "input/fsh/extensions")) {
            copy(Path.of("ig", part), copy.resolve("ig").resolve(part));
        }
        String readme = Files.readString(Path.of("README.md"));
        String recipe = readme.substring(readme.indexOf("## Adding a profile"));
        Map<String, String> files = new LinkedHashMap<>();
        Matcher step = STEP.matcher(recipe);
        while (step.find()) {
            String text = step.group(3).replaceAll("(?m)^ {3}", "");
            Path file = copy.resolve(step.group(1));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            if (step.group(2) == null) {
                Files.writeString(file, text);
            } else {
                Files.writeString(file, Files.readString(file) + text);
            }
            files.put(step.group(1), text);
        }
        return files;
    }

    /** What SUSHI makes of the copy: the new profile, and the fragment of LOINC with its new line. */
    private static List<IBaseResource> made(Path copy) throws IOException, InterruptedException {
        List<IBaseResource> made = new ArrayList<>();
        try (Stream<Path> files = Files.list(Sushi.build(copy.resolve("ig"), copy.resolve("out")))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                IBaseResource resource = FHIR.newJsonParser().parseResource(Files.readString(file));
                boolean isNew = resource instanceof StructureDefinition definition
                        && definition.getUrl().endsWith("dripline-session-temperature");
                boolean isFragment = resource instanceof CodeSystem codes && "http://loinc.org".equals(codes.getUrl());
                if (isNew || isFragment) {
                    made.add(resource);
                }
            }
        }
        assertThat(made).hasSize(2);
        return made;
    }

    private static String shown(Map<String, String> files, String part) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().contains(part))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }
}
