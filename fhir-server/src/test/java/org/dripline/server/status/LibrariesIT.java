// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The list of libraries that goes with the product (CycloneDX) against the libraries that are in it. */
class LibrariesIT {

    private static final Path INSIDE = Path.of("target", "product", "lib");

    @Test
    void everyLibraryInTheProductIsListedWithItsVersion() throws IOException {
        JsonNode list;
        try (InputStream file = getClass().getResourceAsStream("/META-INF/sbom/dripline.cdx.json")) {
            list = new ObjectMapper().readTree(file);
        }
        assertThat(list.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> listed = StreamSupport.stream(list.path("components").spliterator(), false)
                .map(library -> library.path("name").asText() + "-"
                        + library.path("version").asText())
                .collect(Collectors.toSet());
        List<String> inside;
        try (Stream<Path> jars = Files.list(INSIDE)) {
            inside = jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .filter(name -> !name.startsWith("spring-boot-jarmode"))
                    .toList();
        }
        assertThat(inside).hasSizeGreaterThan(100);

        assertThat(inside)
                .allSatisfy(jar -> assertThat(listed)
                        .as(jar)
                        // A file may carry a classifier behind its version.
                        .anySatisfy(library -> assertThat(jar).startsWith(library)));
        assertThat(listed).noneMatch(library -> library.startsWith("junit-jupiter"));
    }
}
