// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.util.Map;
import org.dripline.exposure.ListeningAlone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The routes alone, near the pumps, writing to a FHIR server elsewhere. Needs {@code dripline.routes.journal.url} and
 * {@code dripline.routes.fhir.base-url}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class RoutesMain {

    /** Starts the process. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(RoutesMain.class);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "8082",
                "management.server.address", "127.0.0.1",
                "management.server.port", "8083",
                "management.endpoints.web.exposure.include", "health,journal,outbox,vendors"));
        application.addInitializers(context -> ListeningAlone.check(context.getEnvironment()::getProperty));
        application.run(arguments);
    }
}
