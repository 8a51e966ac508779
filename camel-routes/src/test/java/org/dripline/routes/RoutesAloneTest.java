// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoutesAloneTest {

    @Test
    void aWideAddressTakesCertificates() {
        assertThatThrownBy(() -> RoutesMain.main(new String[] {"--server.address=0.0.0.0"}))
                .hasMessageContaining("server.address")
                .hasMessageContaining("server.ssl.bundle");
    }

    @Test
    void theManagementPortStaysOnThisMachine() {
        assertThatThrownBy(() -> RoutesMain.main(
                        new String[] {"--management.server.address=0.0.0.0", "--server.ssl.bundle=web"}))
                .hasMessageContaining("management.server.address");
    }
}
