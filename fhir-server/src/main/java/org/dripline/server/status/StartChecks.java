// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * What can be known to be wrong is said before anything is started: an address others could reach, a taken port, a key
 * nobody reads.
 */
public final class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_MLLP_PORT = 2575;
    private static final String LOOPBACK = "127.0.0.1";

    /** The first word after {@code dripline.}; each part's own record checks what follows. */
    private static final Set<String> KNOWN = Set.of("data-dir", "database", "routes", "app", "clock");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        LogCeiling.install();
        refuseUnknownKeys(environment);
        refuseOpenAddress(environment);
        publishManagementPort(environment);
        refuseTakenPorts(environment);
    }

    private static void refuseUnknownKeys(ConfigurableEnvironment environment) {
        Set<String> unknown = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                for (String name : named.getPropertyNames()) {
                    if (name.startsWith("dripline.") && !KNOWN.contains(name.split("[.\\[]")[1])) {
                        unknown.add(name);
                    }
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new StartRefused(StartFailures.unknownKeys(unknown));
        }
    }

    /** Until requests are authorized, whoever reaches the port reads and writes every patient. */
    private static void refuseOpenAddress(ConfigurableEnvironment environment) {
        for (String key : List.of("server.address", "management.server.address")) {
            String address = environment.getProperty(key, LOOPBACK);
            try {
                if (!InetAddress.getByName(address).isLoopbackAddress()) {
                    throw new StartRefused(
                            "Dripline does not authorize requests yet, so it listens on this machine only: set " + key
                                    + " to 127.0.0.1 instead of " + address + ".");
                }
            } catch (UnknownHostException e) {
                throw new StartRefused(
                        "Nothing is known about the address " + address + ": set " + key + " to 127.0.0.1.", e);
            }
        }
    }

    private static void publishManagementPort(ConfigurableEnvironment environment) {
        int port = environment.getProperty("server.port", Integer.class, DEFAULT_PORT);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "dripline-management", Map.of("management.server.port", port == 0 ? 0 : port + 1)));
    }

    private static void refuseTakenPorts(ConfigurableEnvironment environment) {
        refuseTaken(environment, "server.port", "server.address", DEFAULT_PORT);
        refuseTaken(environment, "management.server.port", "management.server.address", DEFAULT_PORT + 1);
        if (environment.getProperty("dripline.routes.enabled", Boolean.class, true)) {
            refuseTaken(environment, "dripline.routes.mllp.port", "dripline.routes.mllp.address", DEFAULT_MLLP_PORT);
        }
    }

    private static void refuseTaken(ConfigurableEnvironment environment, String portKey, String addressKey, int usual) {
        int port = environment.getProperty(portKey, Integer.class, usual);
        if (port <= 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(environment.getProperty(addressKey, LOOPBACK), port));
        } catch (IOException e) {
            throw new StartRefused(
                    "Port " + port + " is taken by another program: stop it, or choose another with --" + portKey
                            + "=….",
                    e);
        }
    }
}
