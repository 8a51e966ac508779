// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the package says of itself, read from {@code ig/sushi-config.yaml}, where the artefacts are made from, so that
 * the two cannot differ.
 *
 * @param canonical base of every canonical URL of ours
 * @param version of the package and of every artefact
 * @param fhirVersion such as {@code 4.0.1}
 * @param dependencies name to version of the packages a receiver needs, in the order of the file
 */
record PackageDescription(String canonical, String version, String fhirVersion, Map<String, String> dependencies) {

    static final String NAME = "dripline.fhir.r4";
    static final String TITLE = "Dripline FHIR profiles";
    static final String LICENSE = "Apache-2.0";

    /** SUSHI asks for this package in any case and is given an empty one; nobody else needs it. */
    private static final String EMPTY = "0.0.0";

    private static final String CORE = "hl7.fhir.r4.core";

    PackageDescription {
        dependencies = Map.copyOf(dependencies);
    }

    /**
     * Reads the flat keys and the one nested map of the file; nothing else of YAML occurs in it.
     *
     * @throws IllegalStateException when a key is missing
     */
    static PackageDescription read(Path sushiConfig) {
        Map<String, String> keys = new LinkedHashMap<>();
        Map<String, String> dependencies = new LinkedHashMap<>();
        String parent = "";
        try {
            for (String line : Files.readAllLines(sushiConfig)) {
                int colon = line.indexOf(": ") > 0 ? line.indexOf(": ") : line.lastIndexOf(':');
                if (line.isBlank() || line.strip().startsWith("#") || colon < 0) {
                    continue;
                }
                String key = line.substring(0, colon).strip();
                String value = line.substring(colon + 1).strip();
                if (!line.startsWith(" ")) {
                    parent = key;
                    keys.put(key, value);
                } else if (parent.equals("dependencies") && !value.equals(EMPTY)) {
                    dependencies.put(key, value);
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        dependencies.put(CORE, required(keys, "fhirVersion"));
        return new PackageDescription(
                required(keys, "canonical"), required(keys, "version"), required(keys, "fhirVersion"), dependencies);
    }

    /** Name of the package's file, as FHIR registries name it. */
    String fileName() {
        return NAME + "-" + version + ".tgz";
    }

    private static String required(Map<String, String> keys, String key) {
        String value = keys.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("sushi-config.yaml has no " + key);
        }
        return value;
    }
}
