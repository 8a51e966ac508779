// SPDX-License-Identifier: Apache-2.0
package org.dripline.exposure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Before the process of the routes, or of the app, running alone, listens: its management port asks nobody who they are
 * and stays on this machine; its web port is opened wider with certificates only.
 */
public final class ListeningAlone {

    private static final String LOOPBACK = "127.0.0.1";

    private ListeningAlone() {}

    /**
     * Looks at where such a process would listen.
     *
     * @param settings the value of a configuration key; null: not set, which means this machine
     * @throws IllegalStateException with a sentence that says what to set, when others could reach what they should not
     */
    public static void check(Function<String, @Nullable String> settings) {
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

    private static boolean hasCertificates(Function<String, @Nullable String> settings) {
        return Stream.of("server.ssl.bundle", "server.ssl.certificate", "server.ssl.key-store")
                .map(settings)
                .anyMatch(value -> value != null && !value.isBlank());
    }

    /** A blank address means every one. */
    private static boolean isWide(Function<String, @Nullable String> settings, String key) {
        String address = Objects.requireNonNullElse(settings.apply(key), LOOPBACK);
        try {
            return address.isBlank() || !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "Nothing is known about the address of " + key + ": set it to 127.0.0.1.", e);
        }
    }
}
