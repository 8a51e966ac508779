// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class TrustedHostTest {

    private final Map<String, Object> host = new LinkedHashMap<>(Map.of(
            "h.fhir-base", "https://host.example.org/fhir",
            "h.client-id", "app",
            "h.identifier-systems[0]", "urn:mrn"));

    @Test
    void somethingHasToProveThePatient() {
        assertThatThrownBy(this::bound)
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://host.example.org/fhir")
                .hasMessageContaining("introspection.key-file")
                .hasMessageContaining("patient-scopes-only=true");
        host.put("h.patient-scopes-only", "true");
        assertThat(bound().introspection()).isNull();
        host.put("h.patient-scopes-only", "false");
        host.put("h.introspection.key-file", "keys.json");
        assertThat(bound().patientScopesOnly()).isFalse();
    }

    @Test
    void aHostOfTheAppIsJudgedByWhatTheAppAsksFor() {
        assertThat(published("")).isEqualTo("true");
        assertThat(published("launch openid patient/Patient.r".replace(' ', ',')))
                .isEqualTo("true");
        assertThat(published("launch,openid,user/Patient.r")).isEqualTo("false");
        assertThat(published("launch,openid,system/*.rs")).isEqualTo("false");
    }

    private static Object published(String scopes) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                "dripline.access.mode", "smart", "dripline.app.hosts[0].issuer", "https://host.example.org/fhir"));
        if (!scopes.isEmpty()) {
            settings.put("dripline.app.hosts[0].scopes", scopes);
        }
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("set", settings));
            new AccessStart().initialize(context);
            return String.valueOf(context.getEnvironment().getProperty("dripline.access.hosts[0].patient-scopes-only"));
        }
    }

    private TrustedHost bound() {
        return new Binder(new MapConfigurationPropertySource(host)).bindOrCreate("h", TrustedHost.class);
    }
}
