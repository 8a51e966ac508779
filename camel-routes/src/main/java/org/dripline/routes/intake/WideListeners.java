// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Messages name patients: a listener that other machines reach has TLS, or a proxy before it that has. Checked here,
 * too, since the routes may run without the server, whose start says the same before anything else.
 */
public final class WideListeners {

    private WideListeners() {}

    /**
     * @param behindTlsProxy whether {@code dripline.exposure.behind-tls-proxy} says so
     * @throws IllegalStateException with a sentence that names the listener and what to set
     */
    public static void check(MllpProperties properties, boolean behindTlsProxy) {
        properties.all().forEach((name, listener) -> {
            if (!behindTlsProxy && listener.tls().bundle().isEmpty() && isWide(listener.address())) {
                throw new IllegalStateException("The MLLP listener " + name + " at " + listener.address()
                        + " can be reached by other machines: name its certificates with tls.bundle, say"
                        + " dripline.exposure.behind-tls-proxy=true where a proxy of yours ends TLS, or set its address"
                        + " to 127.0.0.1.");
            }
        });
    }

    private static boolean isWide(String address) {
        try {
            return !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
