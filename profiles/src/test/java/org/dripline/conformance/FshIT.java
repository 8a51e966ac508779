// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed JSON is what SUSHI makes of the FSH, file by file. A test and not a step of the build: SUSHI has one
 * core only, and the validation of the examples has the other one meanwhile.
 */
@EnabledIfSystemProperty(named = Sushi.HOME, matches = ".+", disabledReason = "SUSHI is there with -Pfsh only")
class FshIT {

    @Test
    void theCommittedArtefactsAreWhatTheFshSourcesMake(@TempDir Path folder) throws Exception {
        Path made = Sushi.build(Path.of("ig").toAbsolutePath(), folder);

        Sushi.run(
                folder,
                List.of(
                        "node",
                        "scripts/artefacts.mjs",
                        made.toString(),
                        "src/main/resources/org/dripline/conformance/fhir",
                        "false"));
    }
}
