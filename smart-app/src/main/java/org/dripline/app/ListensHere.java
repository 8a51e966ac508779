// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Before the process of the app, running alone, listens: its management port asks nobody who they are and stays on this
 * machine; its web port is opened wider with certificates only. The all-in-one has a check of its own, which knows more
 * settings.
 */
final class ListensHere implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        if (isWide(environment, "management.server.address")) {
            throw new IllegalStateException("Others could reach management.server.address, and the management port asks"
                    + " nobody who they are: set it to 127.0.0.1.");
        }
        if (isWide(environment, "server.address") && !hasCertificates(environment)) {
            throw new IllegalStateException(
                    "Others could reach server.address without TLS: set it to 127.0.0.1 and put a"
                            + " proxy of yours before it, or name its certificates with server.ssl.bundle.");
        }
    }

    private static boolean hasCertificates(Environment environment) {
        return List.of("server.ssl.bundle", "server.ssl.certificate", "server.ssl.key-store").stream()
                .anyMatch(key -> !environment.getProperty(key, "").isBlank());
    }

    /** A blank address means every one. */
    private static boolean isWide(Environment environment, String key) {
        String address = environment.getProperty(key, LOOPBACK);
        try {
            return address.isBlank() || !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "Nothing is known about the address of " + key + ": set it to 127.0.0.1.", e);
        }
    }
}
