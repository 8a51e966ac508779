// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What can be known to be wrong is said before anything is started: a taken port, a key nobody reads. Whether the
 * addresses may be listened at is said in {@code exposure}.
 */
public final class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_MLLP_PORT = 2575;
    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        Set<String> unknown = KnownKeys.unknownIn(environment);
        if (!unknown.isEmpty()) {
            throw new StartRefused(StartFailures.unknownKeys(unknown));
        }
        publishDefaults(environment);
        refuseTakenPorts(environment);
    }

    /** Last in order, and there even when the operator's configuration replaces the one in the jar. */
    private static void publishDefaults(ConfigurableEnvironment environment) {
        int port = environment.getProperty("server.port", Integer.class, DEFAULT_PORT);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "dripline-defaults",
                        Map.of(
                                "server.address",
                                LOOPBACK,
                                "management.server.address",
                                LOOPBACK,
                                "management.server.port",
                                port == 0 ? 0 : port + 1)));
    }

    private static void refuseTakenPorts(ConfigurableEnvironment environment) {
        refuseTaken(environment, "server.port", "server.address", DEFAULT_PORT, "--port");
        refuseTaken(environment, "management.server.port", "management.server.address", DEFAULT_PORT + 1, "--port");
        if (environment.getProperty("dripline.routes.enabled", Boolean.class, true)) {
            refuseTaken(
                    environment,
                    "dripline.routes.mllp.port",
                    "dripline.routes.mllp.address",
                    DEFAULT_MLLP_PORT,
                    "--mllp-port");
        }
    }

    private static void refuseTaken(
            ConfigurableEnvironment environment, String portKey, String addressKey, int usual, String option) {
        int port = environment.getProperty(portKey, Integer.class, usual);
        if (port <= 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(environment.getProperty(addressKey, LOOPBACK), port));
        } catch (IOException e) {
            throw new StartRefused(
                    "Port " + port + " is taken by another program: stop it, or choose another with " + option
                            + " of ./dripline run, which is the key " + portKey + ".",
                    e);
        }
    }
}
