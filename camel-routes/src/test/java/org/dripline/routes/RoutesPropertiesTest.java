// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RoutesPropertiesTest {

    @Test
    void receivingNeedsAConnectionTheWorkersDoNotHold() {
        assertThatThrownBy(() -> bind(Map.of(
                        "dripline.routes.charting.workers", "8",
                        "dripline.routes.journal.pool-size", "8")))
                .rootCause()
                .hasMessageContaining("workers must be less than dripline.routes.journal.pool-size");
        assertThat(bind(Map.of("dripline.routes.charting.workers", "7"))
                        .charting()
                        .workers())
                .isEqualTo(7);
    }

    private static RoutesProperties bind(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("dripline.routes.fhir.base-url", "http://127.0.0.1:8080/fhir");
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("dripline.routes", RoutesProperties.class);
    }
}
