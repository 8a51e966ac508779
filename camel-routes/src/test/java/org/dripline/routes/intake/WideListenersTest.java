// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WideListenersTest {

    @Test
    void aWideListenerNeedsTls() {
        assertThatThrownBy(() -> WideListeners.check(bound("address", "0.0.0.0"), false))
                .hasMessageContaining("listener main at 0.0.0.0")
                .hasMessageContaining("tls.bundle");
        assertThatThrownBy(() -> WideListeners.check(
                        bound("listeners.ward.address", "10.0.0.7", "listeners.ward.port", "2576"), false))
                .hasMessageContaining("listener ward");
    }

    @Test
    void withTlsAProxyOrOnLoopbackItListens() {
        assertThatNoException().isThrownBy(() -> {
            WideListeners.check(bound("address", "127.0.0.1"), false);
            WideListeners.check(bound("address", "0.0.0.0", "tls.bundle", "mllps"), false);
            WideListeners.check(bound("address", "0.0.0.0"), true);
        });
    }

    private static MllpProperties bound(String... settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put("mllp." + settings[i], settings[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(map))
                .bind("mllp", MllpProperties.class)
                .get();
    }
}
