// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.util.Optional;
import org.dripline.server.access.AccessGrant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/** What an access token grants, for doors other than that of {@code /fhir}. */
public final class TokenGrants {

    private final BearerTokens tokens;

    TokenGrants(OAuth2AuthorizationService authorizations) {
        this.tokens = new BearerTokens(authorizations);
    }

    /** Empty when it is unknown, revoked or over. */
    public Optional<AccessGrant> of(String token) {
        try {
            return Optional.ofNullable(granted(tokens.introspect(token)));
        } catch (BadOpaqueTokenException unknown) {
            return Optional.empty();
        }
    }

    private static @Nullable AccessGrant granted(OAuth2AuthenticatedPrincipal principal) {
        return principal.getAttribute(BearerTokens.GRANT);
    }
}
