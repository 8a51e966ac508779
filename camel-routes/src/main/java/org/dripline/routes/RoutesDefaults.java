// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Defaults that lie outside our own keys; the weakest property source, so any setting wins over them. */
public final class RoutesDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "dripline routes defaults",
                        Map.of(
                                // Flyway is here for the journal; Boot must not run it on the application's DataSource.
                                "spring.flyway.enabled", "false",
                                "dripline.routes.fhir.base-url", "http://127.0.0.1:${server.port:8080}/fhir",
                                "camel.main.name", "dripline-routes",
                                "camel.main.jmx-enabled", "false",
                                "camel.main.log-mask", "true",
                                "camel.main.log-exhausted-message-body", "false",
                                "camel.main.routes-include-pattern", "false",
                                "camel.main.shutdown-timeout", "10")));
    }
}
