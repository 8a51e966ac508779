// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address this authorization server is known by: as configured, or as the request reached it. */
final class Issuer {

    private final @Nullable URI configured;

    Issuer(@Nullable URI configured) {
        this.configured = configured;
    }

    /** Without a slash at its end. */
    String of(HttpServletRequest request) {
        if (configured != null) {
            return configured.toString();
        }
        String scheme = request.getScheme();
        int usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + request.getServerName()
                + (request.getServerPort() == usual ? "" : ":" + request.getServerPort());
    }
}
