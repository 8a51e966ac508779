// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** Looks an access token up where it is kept: what ended, was revoked or was never made is not there. */
final class BearerTokens implements OpaqueTokenIntrospector {

    /** Attribute of the principal: its {@link AccessGrant}. */
    static final String GRANT = "grant";
    /** Attribute of the principal: the instant at which the token expires. */
    static final String EXPIRES = "expires";
    /** Attribute of the principal: whether a host proved the patient of its launch. */
    static final String PROVED_BY_HOST = "proved by host";

    private final OAuth2AuthorizationService authorizations;

    BearerTokens(OAuth2AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        OAuth2Authorization authorization = authorizations.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
        if (authorization == null) {
            throw new BadOpaqueTokenException("The access token is unknown or revoked");
        }
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        if (access == null || !access.isActive()) {
            throw new BadOpaqueTokenException("The access token is unknown, revoked or has expired");
        }
        Map<String, Object> claims = access.getClaims() == null ? Map.of() : access.getClaims();
        AccessGrant grant = new AccessGrant(
                authorization.getRegisteredClientId(),
                text(claims.get("username")),
                text(claims.get("patient")),
                ScopeSet.of(access.getToken().getScopes()),
                ofThisServer(text(claims.get("fhirUser")), claims.get("aud")));
        Instant expires = Objects.requireNonNull(access.getToken().getExpiresAt(), "an access token expires");
        return new DefaultOAuth2AuthenticatedPrincipal(
                authorization.getPrincipalName(),
                Map.of(
                        GRANT,
                        grant,
                        EXPIRES,
                        expires,
                        PROVED_BY_HOST,
                        AuthorizationGrantType.TOKEN_EXCHANGE.equals(authorization.getAuthorizationGrantType())),
                List.of());
    }

    /** A reference below the address the token is for: the same id at another server is somebody else. */
    private static @Nullable String ofThisServer(@Nullable String fhirUser, @Nullable Object audience) {
        List<?> bases =
                audience instanceof List<?> several ? several : audience == null ? List.of() : List.of(audience);
        return fhirUser == null
                ? null
                : bases.stream()
                        .map(base -> base + "/")
                        .filter(fhirUser::startsWith)
                        .map(base -> fhirUser.substring(base.length()))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim == null ? null : claim.toString();
    }
}
