// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dripline.conformance.Artefacts;
import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.api.Test;

/** The map that the server answers {@code $translate} with is the table by which values are charted. */
class LoincMapTest {

    @Test
    void theMapIsTheTableOfMetrics() throws IOException {
        ConceptMap map = Artefacts.load(FhirContext.forR4Cached(), "ConceptMap-dripline-mdc-to-loinc.json"::equals)
                .conceptMaps()
                .get(0);

        Set<String> mapped = map.getGroupFirstRep().getElement().stream()
                .flatMap(element ->
                        element.getTarget().stream().map(target -> element.getCode() + " " + target.getCode()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(mapped).isEqualTo(table()).isNotEmpty();
    }

    private static Set<String> table() throws IOException {
        Set<String> table = new TreeSet<>();
        try (BufferedReader rows = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Nomenclature.class.getResourceAsStream("metrics.csv")),
                StandardCharsets.UTF_8))) {
            for (String row : rows.lines().toList()) {
                String[] fields = row.split(";", -1);
                if (!row.startsWith("#") && fields.length > 5 && !fields[5].isBlank()) {
                    for (String loinc : fields[5].split(",")) {
                        table.add(fields[0] + " " + loinc);
                    }
                }
            }
        }
        return table;
    }
}
