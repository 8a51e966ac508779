// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dripline.server.status.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Every step between a product on loopback and one that others reach, and the sentence that is said without it. */
class ExposureStartTest {

    private static final String SMART = "dripline.access.mode=smart";
    private static final String OPEN = "dripline.access.mode=open";
    private static final String TLS = "server.ssl.bundle=web";
    private static final String PROXY = "dripline.exposure.behind-tls-proxy=true";
    private static final String PROXIES = "dripline.exposure.trusted-proxies=10.1.2.3";
    private static final String VOLUME = "dripline.exposure.encrypted-volume=true";
    private static final String ISSUER = "dripline.access.issuer=https://dripline.clinic.example";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.address=0.0.0.0 " + OPEN + " | dripline.access.mode=smart",
                "server.address= | which means every address",
                "server.address=10.0.0.7 " + OPEN + " | dripline.access.mode=smart",
                "management.server.address=0.0.0.0 " + OPEN + " | dripline.access.mode=smart",
                "dripline.routes.mllp.address=0.0.0.0 " + OPEN + " | dripline.access.mode=smart",
                "dripline.routes.mllp.listeners.ward.address=0.0.0.0 | listeners.ward.address",
                "server.address=0.0.0.0 " + SMART + " | server.ssl.bundle",
                "server.address=0.0.0.0 | server.ssl.bundle",
                "server.address=0.0.0.0 dripline.access.mode= | server.ssl.bundle",
                "server.address=0.0.0.0 " + SMART + " " + PROXY + " | dripline.exposure.trusted-proxies",
                "server.address=0.0.0.0 " + SMART + " " + TLS + " | dripline.exposure.encrypted-volume=true",
                "server.address=0.0.0.0 " + SMART + " " + TLS + " " + VOLUME + " | dripline.access.issuer",
                "server.address=0.0.0.0 " + SMART + " " + TLS + " " + VOLUME
                        + " dripline.access.issuer=http://dripline.clinic.example | dripline.access.issuer",
                "management.server.address=0.0.0.0 " + SMART + " " + TLS + " | management.server.ssl.bundle",
                "dripline.routes.mllp.address=0.0.0.0 " + SMART + " | dripline.routes.mllp.tls.bundle",
                "dripline.routes.mllp.address=0.0.0.0 " + SMART
                        + " dripline.routes.mllp.tls.bundle=x | dripline.exposure.encrypted-volume=true",
                "dripline.routes.mllp.listeners.ward.address=0.0.0.0 " + SMART
                        + " dripline.routes.mllp.tls.bundle=x | dripline.routes.mllp.listeners.ward.tls.bundle",
            })
    void whatIsMissingIsSaid(String settings, String sentence) {
        assertThatThrownBy(() -> started(settings.split(" ")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void onThisMachineNothingIsAsked() {
        assertThat(started("server.port=8080").getProperty("server.forward-headers-strategy"))
                .isEqualTo("none");
    }

    @Test
    void withTlsTheOwnPartsComeInOverLoopback() {
        ConfigurableEnvironment environment = started(
                "server.address=0.0.0.0",
                "server.port=8443",
                "spring.ssl.bundle.pem.web.keystore.certificate=file:cert.pem",
                SMART,
                TLS,
                VOLUME,
                ISSUER);
        assertThat(environment.getProperty("dripline.routes.fhir.base-url")).isEqualTo("http://127.0.0.1:8445/fhir");
        assertThat(environment.getProperty("dripline.routes.fhir.credentials.token-url"))
                .isEqualTo("http://127.0.0.1:8445/oauth2/token");
        assertThat(environment.getProperty("dripline.app.public-url")).isEqualTo("https://dripline.clinic.example");
        assertThat(environment.getProperty("spring.ssl.bundle.pem.web.reload-on-update"))
                .isEqualTo("true");
        assertThat(environment.getProperty("spring.ssl.bundle.jks.web.reload-on-update"))
                .isNull();
    }

    @Test
    void onlyListedProxiesAreBelieved() {
        ConfigurableEnvironment environment =
                started("server.address=0.0.0.0", "server.port=8080", SMART, PROXY, PROXIES, VOLUME, ISSUER);
        assertThat(environment.getProperty("server.forward-headers-strategy")).isEqualTo("native");
        String trusted = environment.getProperty("server.tomcat.remoteip.internal-proxies");
        assertThat("10.1.2.3").matches(trusted);
        assertThat("10.1.2.34").doesNotMatch(trusted);
        assertThat("10a1.2.3").doesNotMatch(trusted);
        assertThat(environment.getProperty("dripline.routes.fhir.base-url")).isNull();
    }

    @Test
    void aProxyIsAnAddressInFull() {
        assertThatThrownBy(() -> started(PROXY, "dripline.exposure.trusted-proxies=10.1.0.0/16"))
                .rootCause()
                .hasMessageContaining("trusted-proxies");
    }

    @Test
    void whatAnOperatorSetsWins() {
        ConfigurableEnvironment environment = started(
                "server.address=0.0.0.0",
                "dripline.exposure.inner-port=9000",
                "dripline.app.public-url=https://app.clinic.example",
                SMART,
                TLS,
                VOLUME,
                ISSUER);
        assertThat(environment.getProperty("dripline.routes.fhir.base-url")).isEqualTo("http://127.0.0.1:9000/fhir");
        assertThat(environment.getProperty("dripline.app.public-url")).isEqualTo("https://app.clinic.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dripline.database.password",
                "dripline.routes.journal.password",
                "spring.ssl.bundle.jks.web.keystore.password",
                "spring.ssl.bundle.pem.web.keystore.private-key",
                "dripline.access.provider.client-secret"
            })
    void aSecretAmongTheArgumentsIsRefusedAndNotRepeated(String key) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource("--" + SMART, "--" + key + "=synthetic-secret-5521"));
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            assertThatThrownBy(() -> new ExposureStart().initialize(context))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(key)
                    .hasMessageNotContaining("5521");
        }
    }

    private static ConfigurableEnvironment started(String... settings) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] pair = setting.strip().split("=", 2);
            given.put(pair[0], pair[1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            new ExposureStart().initialize(context);
        }
        return environment;
    }
}
