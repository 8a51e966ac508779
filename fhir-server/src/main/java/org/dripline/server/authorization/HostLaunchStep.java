// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/**
 * What a launch at a host is on its way to a token here; each is equal to itself only, and never says what it holds.
 */
abstract class HostLaunchStep extends OAuth2AuthorizationGrantAuthenticationToken {

    private static final long serialVersionUID = 1L;

    HostLaunchStep(Authentication client) {
        super(AuthorizationGrantType.TOKEN_EXCHANGE, client, Map.of());
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
