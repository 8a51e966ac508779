// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Web origins (RFC 6454): scheme, host and port. */
public final class Origins {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Origins() {}

    /** The origin of {@code address}. */
    public static URI of(URI address) {
        if (address.getScheme() == null || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("not an absolute web address");
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        String host = address.getHost().toLowerCase(Locale.ROOT);
        boolean usual = address.getPort() == -1
                || (scheme.equals("https") && address.getPort() == 443)
                || (scheme.equals("http") && address.getPort() == 80);
        return URI.create(scheme + "://" + host + (usual ? "" : ":" + address.getPort()));
    }

    /** Whether two addresses have the same origin; an address without one is of no origin. */
    public static boolean same(URI one, URI other) {
        try {
            return of(one).equals(of(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Refuses an address over which tokens would travel in the clear: https only, but for this machine. */
    static void requireSafe(URI address) {
        URI origin = of(address);
        if (!origin.getScheme().equals("https") && !LOOPBACK.contains(origin.getHost())) {
            throw new IllegalArgumentException("not https and not this machine: " + origin);
        }
        if (!Set.of("https", "http").contains(origin.getScheme())) {
            throw new IllegalArgumentException("not a web address: " + origin);
        }
    }
}
