// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the fixtures module keeps a folder for each vendor. */
public final class VendorFixtures {

    private static final Path ROOT = Path.of("../fixtures/src/main/resources/org/dripline/fixtures/hl7v2");
    private static final Path VENDORS = Path.of("src/main/resources/org/dripline/routes/vendor");

    private VendorFixtures() {}

    /** Names of the vendors that are shipped. */
    public static List<String> shipped() throws IOException {
        try (Stream<Path> files = Files.list(VENDORS)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    /** Their folders, each existing or not. */
    public static List<Path> folders() throws IOException {
        return shipped().stream().map(ROOT::resolve).toList();
    }

    /** Messages of a folder. */
    public static List<Path> messages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }
}
