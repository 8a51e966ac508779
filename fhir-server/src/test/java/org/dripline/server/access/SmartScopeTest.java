// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes of SMART App Launch 2.2, and what only looks like one. */
class SmartScopeTest {

    @ParameterizedTest
    @CsvSource({
        "patient/Observation.rs, rs",
        "patient/*.cruds, cruds",
        "user/Patient.c, c",
        "system/*.ds, ds",
        "patient/*.read, rs",
        "user/*.write, cud",
        "patient/Observation.*, cruds",
        "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory, rs"
    })
    void lettersAreRead(String scope, String letters) {
        assertThat(letters(SmartScope.of(scope).orElseThrow())).isEqualTo(letters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient/Observation.",
                "patient/Observation",
                "patient/Observation.sr",
                "patient/Observation.rr",
                "patient/observation.r",
                "Patient/Observation.r",
                "patient/Observation.rx",
                "patient/*.rs?",
                "patient/*.rs?category",
                "patient/*.rs?category=",
                "patient/*.rs?category=a&category=b",
                "patient/*.rs?category=%zz",
                "patient/../Observation.r",
                "launch",
                ""
            })
    void whatIsNoneIsNotUnderstood(String text) {
        assertThat(SmartScope.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.cruds, patient/Observation.rs, true",
        "patient/*.rs, patient/Observation.read, true",
        "patient/Observation.rs, patient/Observation.rs?category=a, true",
        "patient/Observation.rs?category=a, patient/Observation.rs, false",
        "patient/Observation.rs?category=a, patient/Observation.rs?category=b, false",
        "patient/Observation.rs, patient/*.rs, false",
        "patient/Observation.rs, patient/Observation.rsd, false",
        "patient/Observation.rs, patient/Observation.cruds, false",
        "patient/*.cruds, user/Observation.r, false",
        "user/*.cruds, patient/Observation.r, false",
        "user/*.cruds, system/Observation.r, false"
    })
    void oneCoversAnother(String wide, String narrow, boolean covers) {
        assertThat(ScopeSet.of(List.of(wide)).allows(narrow)).isEqualTo(covers);
    }

    private static String letters(SmartScope scope) {
        return Arrays.stream(SmartScope.Interaction.values())
                .filter(scope.may()::contains)
                .map(interaction -> String.valueOf(interaction.letter()))
                .collect(Collectors.joining());
    }
}
