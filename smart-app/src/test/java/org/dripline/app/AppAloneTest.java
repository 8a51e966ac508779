// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class AppAloneTest {

    @Test
    void aWideAddressTakesCertificates() {
        for (String wide : new String[] {"0.0.0.0", "::", "", "192.0.2.7"}) {
            assertThatThrownBy(() -> start("server.address", wide))
                    .as(wide)
                    .hasMessageContaining("server.address")
                    .hasMessageContaining("server.ssl.bundle");
        }
        assertThatCode(() -> start("server.address", "0.0.0.0", "server.ssl.bundle", "web"))
                .doesNotThrowAnyException();
        assertThatCode(() -> start("server.address", "127.0.0.1")).doesNotThrowAnyException();
        assertThatCode(() -> start("server.address", "::1")).doesNotThrowAnyException();
        assertThatCode(() -> start()).doesNotThrowAnyException();
    }

    @Test
    void theManagementPortStaysOnThisMachine() {
        assertThatThrownBy(() -> start("management.server.address", "0.0.0.0", "server.ssl.bundle", "web"))
                .hasMessageContaining("management.server.address");
    }

    private static void start(String... settings) {
        Map<String, Object> set = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            set.put(settings[i], settings[i + 1]);
        }
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("set", set));
            new ListensHere().initialize(context);
        }
    }
}
