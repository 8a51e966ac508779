// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.util.Map;
import org.dripline.exposure.ListeningAlone;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Runs the app alone, beside somebody else's FHIR server ({@code dripline.app.fhir.base-url}). */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AppMain {

    /** Safe defaults: this machine only, management on a port of its own, errors without detail. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "server.address", "127.0.0.1",
            "server.port", "8080",
            "management.server.address", "127.0.0.1",
            "management.server.port", "8081",
            "management.endpoints.web.exposure.include", "health",
            "spring.thymeleaf.check-template-location", "false");

    /** Starts the app; arguments are Spring Boot's. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(AppMain.class)
                .properties(DEFAULTS)
                .initializers(context -> ListeningAlone.check(context.getEnvironment()::getProperty))
                .run(arguments);
    }
}
