// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.dripline.routes.intake.ListenerProperties;
import org.dripline.routes.intake.MllpProperties;
import org.dripline.routes.vendor.Vendor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

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

    @Test
    void anotherListenerHasItsOwnKeysAndTheDefaultsOfTheFirst() {
        MllpProperties mllp = bind(Map.of(
                        "dripline.routes.mllp.listeners.icu.port", "2576",
                        "dripline.routes.mllp.listeners.icu.allow", "10.1.2.0/24, 10.1.3.7",
                        "dripline.routes.mllp.listeners.icu.tls.bundle", "pumps",
                        "dripline.routes.mllp.allow", "127.0.0.1"))
                .mllp();
        assertThat(mllp.allow()).containsExactly("127.0.0.1");
        assertThat(mllp.tls().bundle()).isEmpty();
        assertThat(mllp.listeners().get("icu"))
                .isEqualTo(new ListenerProperties(
                        "127.0.0.1",
                        2576,
                        DataSize.ofMegabytes(16),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        1000,
                        List.of("10.1.2.0/24", "10.1.3.7"),
                        new ListenerProperties.Tls("pumps", ListenerProperties.ClientAuth.NEED)));
    }

    @Test
    void aListenersMistakeStopsTheStartWithWhatToDo() {
        assertThatThrownBy(() -> bind(Map.of("dripline.routes.mllp.allow", "icu.example")))
                .rootCause()
                .hasMessageContaining("icu.example");
        assertThatThrownBy(() -> bind(Map.of("dripline.routes.mllp.idle-timeout", "1s")))
                .rootCause()
                .hasMessageContaining("idle-timeout must be 0 or not shorter than frame-timeout");
        assertThatThrownBy(() -> bind(Map.of("dripline.routes.mllp.listeners.icu.address", "0.0.0.0")))
                .rootCause()
                .hasMessageContaining("port is missing");
        assertThatThrownBy(() -> bind(Map.of(
                        "dripline.routes.mllp.listeners.icu.port", "2576",
                        "dripline.routes.mllp.listeners.icu.max-frame-size", "200MB")))
                .rootCause()
                .hasMessageContaining("max-in-flight must not be less than any listener's max-frame-size");
        assertThatThrownBy(() -> bind(Map.of("dripline.routes.mllp.listeners.main.port", "2576")))
                .rootCause()
                .hasMessageContaining("give it another name");
    }

    @Test
    void aSourcesZoneComesBeforeItsVendorsAndThatBeforeTheDefault() {
        RoutesProperties properties =
                bind(Map.of("dripline.routes.default-zone", "Asia/Tokyo", "dripline.routes.zones.SYN", "Europe/Paris"));
        assertThat(properties.zoneOfDevice("SYN", Vendor.STANDARD)).isEqualTo(ZoneId.of("Europe/Paris"));
        assertThat(properties.zoneOfDevice("OTHER", Vendor.STANDARD)).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    private static RoutesProperties bind(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("dripline.routes.fhir.base-url", "http://127.0.0.1:8080/fhir");
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("dripline.routes", RoutesProperties.class);
    }
}
