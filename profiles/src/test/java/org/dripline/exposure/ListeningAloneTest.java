// SPDX-License-Identifier: Apache-2.0
package org.dripline.exposure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ListeningAloneTest {

    @Test
    void aWideAddressTakesCertificates() {
        for (String wide : new String[] {"0.0.0.0", "::", "", "192.0.2.7"}) {
            assertThatThrownBy(() -> check(Map.of("server.address", wide)))
                    .as(wide)
                    .hasMessageContaining("server.address")
                    .hasMessageContaining("server.ssl.bundle");
        }
        assertThatCode(() -> check(Map.of("server.address", "0.0.0.0", "server.ssl.bundle", "web")))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("server.address", "127.0.0.1"))).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("server.address", "::1"))).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void theManagementPortStaysOnThisMachine() {
        assertThatThrownBy(() -> check(Map.of("management.server.address", "0.0.0.0", "server.ssl.bundle", "web")))
                .hasMessageContaining("management.server.address");
    }

    private static void check(Map<String, String> settings) {
        ListeningAlone.check(settings::get);
    }
}
