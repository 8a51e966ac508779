// SPDX-License-Identifier: Apache-2.0
package org.dripline.exposure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Before the process of the routes, or of the app, running alone, listens: its management port asks nobody who they are
 * and stays on this machine; its web port is opened wider with certificates only.
 */
public final class ListeningAlone {

    private static final String LOOPBACK = "127.0.0.1";

    /** What is set. */
    @FunctionalInterface
    public interface Settings {

        /** The value of a configuration key; null: not set. */
        @Nullable String value(String key);
    }

    private ListeningAlone() {}

    /**
     * Looks at where such a process would listen.
     *
     * @param settings where an address that is not set means this machine
     * @throws IllegalStateException with a sentence that says what to set, when others could reach what they should not
     */
    public static void check(Settings settings) {
        if (isWide(settings, "management.server.address")) {
            throw new IllegalStateException("Others could reach management.server.address, and the management port asks"
                    + " nobody who they are: set it to 127.0.0.1.");
        }
        if (isWide(settings, "server.address") && !hasCertificates(settings)) {
            throw new IllegalStateException(
                    "Others could reach server.address without TLS: set it to 127.0.0.1 and put a"
                            + " proxy of yours before it, or name its certificates with server.ssl.bundle.");
        }
    }

    private static boolean hasCertificates(Settings settings) {
        return Stream.of("server.ssl.bundle", "server.ssl.certificate", "server.ssl.key-store")
                .anyMatch(key ->
                        !Objects.requireNonNullElse(settings.value(key), "").isBlank());
    }

    /** A blank address means every one. */
    private static boolean isWide(Settings settings, String key) {
        String address = Objects.requireNonNullElse(settings.value(key), LOOPBACK);
        try {
            return address.isBlank() || !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "Nothing is known about the address of " + key + ": set it to 127.0.0.1.", e);
        }
    }
}
