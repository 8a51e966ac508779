// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AppPropertiesTest {

    @Test
    void withoutConfigurationNobodyMayLaunch() {
        assertThat(bound(Map.of()).hosts()).isEmpty();
        assertThat(bound(Map.of()).enabled()).isTrue();
    }

    @Test
    void aHostNeedsLittle() {
        AppProperties.Host host =
                bound(host("http://127.0.0.1:8090/fhir/")).hosts().get(0);

        assertThat(host.issuer()).hasToString("http://127.0.0.1:8090/fhir");
        assertThat(host.frameAncestor()).hasToString("http://127.0.0.1:8090");
        assertThat(host.signingAlgorithm()).isEqualTo(AppProperties.SigningAlgorithm.ES384);
        assertThat(host.scopes()).contains("launch", "openid", "patient/Patient.r");
    }

    @ParameterizedTest
    @CsvSource({
        "http://ehr.example.org/fhir, not https",
        "http://127.0.0.1.evil.example/fhir, not https",
        "ftp://127.0.0.1/fhir, not a web address",
        "https://user@ehr.example.org/fhir, not an absolute",
        "https://ehr.example.org/fhir?x=1, query"
    })
    void anIssuerOverWhichTokensWouldLeakIsRefused(String issuer, String reason) {
        assertThatThrownBy(() -> bound(host(issuer))).rootCause().hasMessageContaining(reason);
    }

    @Test
    void endpointsMayBeAtTheIssuersOriginOrAtOneThatIsNamed() {
        Map<String, String> keys = host("https://ehr.example.org/r4");
        keys.put("hosts[0].endpoint-origins[0]", "https://login.example.org");
        AppProperties.Host host = bound(keys).hosts().get(0);

        assertThat(host.mayServe(java.net.URI.create("https://ehr.example.org:443/token")))
                .isTrue();
        assertThat(host.mayServe(java.net.URI.create("https://LOGIN.example.org/token")))
                .isTrue();
        assertThat(host.mayServe(java.net.URI.create("https://ehr.example.org:8443/token")))
                .isFalse();
        assertThat(host.mayServe(java.net.URI.create("https://ehr.example.org@evil.test/token")))
                .isFalse();
        assertThat(host.mayServe(java.net.URI.create("/token"))).isFalse();
    }

    private static Map<String, String> host(String issuer) {
        Map<String, String> keys = new HashMap<>();
        keys.put("hosts[0].issuer", issuer);
        keys.put("hosts[0].client-id", "client-7725");
        keys.put("hosts[0].mrn-system", "urn:oid:2.999.7.1");
        return keys;
    }

    private static AppProperties bound(Map<String, String> keys) {
        Map<String, String> prefixed = new HashMap<>();
        keys.forEach((key, value) -> prefixed.put("dripline.app." + key, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("dripline.app", Bindable.of(AppProperties.class));
    }
}
