// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DerivedIdTest {

    @Test
    void theSameFactHasTheSameIdForEver() {
        String id = DerivedId.of("bp", "SIM_MONITOR", "134418", "1.1.2.4");

        assertThat(id)
                .isEqualTo(DerivedId.of("bp", "SIM_MONITOR", "134418", "1.1.2.4"))
                .isEqualTo("bp-a91a33fb-15ee-5566-8068-b3f9c1796bf0");
        assertThat(UUID.fromString(id.substring(3)).version()).isEqualTo(5);
        assertThat(UUID.fromString(id.substring(3)).variant()).isEqualTo(2);
        assertThat(id).matches("[A-Za-z0-9.-]{1,64}");
    }

    @Test
    void partsNeverRunIntoEachOther() {
        assertThat(DerivedId.of("hr", "ab", "c"))
                .isNotEqualTo(DerivedId.of("hr", "a", "bc"))
                .isNotEqualTo(DerivedId.of("hr", "abc"))
                .isNotEqualTo(DerivedId.of("hr", "ab", "c", ""));
    }

    @Test
    void aPrefixIsShortAndLowerCase() {
        assertThat(DerivedId.of("a234567890123456", "x")).hasSizeLessThanOrEqualTo(53);
        assertThatIllegalArgumentException().isThrownBy(() -> DerivedId.of("a2345678901234567", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> DerivedId.of("1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> DerivedId.of("bp"));
    }
}
