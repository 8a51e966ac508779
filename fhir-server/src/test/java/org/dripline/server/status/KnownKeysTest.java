// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class KnownKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dripline.data-dir",
                "dripline.database.url",
                "dripline.clock.origin",
                "dripline.clock.real-origin",
                "dripline.clock.speed",
                "dripline.routes.mllp.port",
                "dripline.app.hosts[0].issuer",
                "dripline.cds-hooks.clients[0].issuer",
                "dripline.database.statement-timeout",
                "dripline.gate.contact",
                "dripline.audit.seal-every",
                "dripline.audit.retention",
                "dripline.session-screen.read-every",
                "server.port"
            })
    void aKeyInUseIsKnown(String key) {
        assertThat(unknown(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dripline.databse.url",
                "dripline.database.ulr",
                "dripline.clock.sped",
                "dripline.clock",
                "dripline.data-dir.x",
                "dripline.routez.enabled",
                "dripline."
            })
    void aMisspeltKeyIsNot(String key) {
        assertThat(unknown(key)).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DRIPLINE_DATADIR",
                "DRIPLINE_DATA_DIR",
                "DRIPLINE_DATABASE_PASSWORD",
                "DRIPLINE_CLOCK_REALORIGIN",
                "DRIPLINE_ROUTES_MLLP_PORT",
                "DRIPLINE_ACCESS_MODE",
                "DRIPLINE_APP_HOSTS_0_ISSUER",
                "DRIPLINE_SESSIONSCREEN_READEVERY",
                "DRIPLINE_SERVICE_HOST",
                "DRIPLINE_PORT_8080_TCP_ADDR",
                "PATH"
            })
    void aVariableInUseIsKnown(String name) {
        assertThat(unknownVariable(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRIPLINE_DATABSE_URL", "DRIPLINE_DATABASE_ULR", "DRIPLINE_CLOCK_SPED", "DRIPLINE_PORT"})
    void aMisspeltVariableIsNot(String name) {
        assertThat(unknownVariable(name)).containsExactly(name);
    }

    @Test
    void everyRecordOfEveryPartIsCovered() {
        Set<String> prefixes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.dripline").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(KnownKeysTest::prefix)
                        .collect(Collectors.toSet());

        assertThat(prefixes).contains("dripline.database", "dripline.routes", "dripline.app");
        assertThat(prefixes)
                .allSatisfy(prefix -> assertThat(
                                unknown(prefix.equals("dripline.database") ? prefix + ".url" : prefix + ".x"))
                        .isEmpty());
    }

    private static String prefix(JavaClass type) {
        ConfigurationProperties properties = type.getAnnotationOfType(ConfigurationProperties.class);
        return properties.prefix().isEmpty() ? properties.value() : properties.prefix();
    }

    private static Set<String> unknown(String key) {
        StandardEnvironment environment = bare();
        environment.getPropertySources().addFirst(new MapPropertySource("given", Map.of(key, "x")));
        return KnownKeys.unknownIn(environment);
    }

    private static Set<String> unknownVariable(String name) {
        StandardEnvironment environment = bare();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("given", Map.of(name, "x")));
        return KnownKeys.unknownIn(environment);
    }

    private static StandardEnvironment bare() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        return environment;
    }
}
