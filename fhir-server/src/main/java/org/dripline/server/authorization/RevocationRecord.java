// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.List;
import java.util.Map;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/** A row for each token that is given back: whose it was is known only before. Source: RFC 7009. */
final class RevocationRecord {

    private final OAuth2AuthorizationService authorizations;
    private final AuditTrail trail;

    RevocationRecord(OAuth2AuthorizationService authorizations, AuditTrail trail) {
        this.authorizations = authorizations;
        this.trail = trail;
    }

    /** The same provider, or one that records what it revokes. */
    AuthenticationProvider recording(AuthenticationProvider given) {
        return given instanceof OAuth2TokenRevocationAuthenticationProvider ? new Recording(given) : given;
    }

    private final class Recording implements AuthenticationProvider {

        private final AuthenticationProvider revokes;

        Recording(AuthenticationProvider revokes) {
            this.revokes = revokes;
        }

        @Override
        public @Nullable Authentication authenticate(Authentication asked) {
            OAuth2Authorization before =
                    authorizations.findByToken(((OAuth2TokenRevocationAuthenticationToken) asked).getToken(), null);
            Authentication revoked = revokes.authenticate(asked);
            write(((Authentication) asked.getPrincipal()).getName(), before);
            return revoked;
        }

        @Override
        public boolean supports(Class<?> type) {
            return revokes.supports(type);
        }
    }

    private void write(String client, @Nullable OAuth2Authorization ended) {
        OAuth2Authorization.Token<?> token = ended == null ? null : ended.getAccessToken();
        Map<String, Object> claims = token == null || token.getClaims() == null ? Map.of() : token.getClaims();
        Object username = claims.get("username");
        Object patient = claims.get("patient");
        trail.write(new AuditTrail.Entry(
                AuditTrail.Kind.REVOCATION,
                200,
                client,
                username == null ? null : username.toString(),
                patient == null ? List.of() : List.of(patient.toString()),
                null,
                null,
                Asked.detail(ended == null ? "a token that is not known" : "a token that was given")));
    }
}
