// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatientMatchTest {

    @Test
    void aNumberCannotWidenTheSearch() {
        assertThat(PatientMatch.escaped("A,B|C$D\\E")).isEqualTo("A\\,B\\|C\\$D\\\\E");
        assertThat(PatientMatch.escaped("SYN-0001")).isEqualTo("SYN-0001");
    }

    @Test
    void identitiesDoNotPrintThemselves() {
        var patient = new HostPatient("id-5", "Odalys Quillfeather", "1980", "female", "urn:oid:2.999.7.1", "SYN-8812");

        assertThat(patient.toString() + new Reading.Found<>(patient))
                .doesNotContain("Quillfeather")
                .doesNotContain("SYN-8812");
    }
}
