// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.time.Instant;
import java.util.Set;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.OwnerOnlyFile;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens for those who were granted {@code online_access} or {@code offline_access}, public apps included,
 * since each is good once, and for a host's launch, where it renews nothing without the host. A renewal does not
 * lengthen the whole: the new token ends when the first one would have.
 */
final class RenewalTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    private final AccessSettings.Tokens ages;

    RenewalTokens(AccessSettings.Tokens ages) {
        this.ages = ages;
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Instant now = Instant.now();
        OAuth2Authorization authorization = context.getAuthorization();
        var before = authorization == null ? null : authorization.getRefreshToken();
        if (before != null) {
            return token(now, before.getToken().getExpiresAt());
        }
        Set<String> scopes = context.getAuthorizedScopes();
        if (scopes.contains("offline_access")) {
            return token(now, now.plus(ages.offline()));
        }
        boolean exchanged = AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType());
        return exchanged || scopes.contains("online_access") ? token(now, now.plus(ages.online())) : null;
    }

    private static OAuth2RefreshToken token(Instant now, @Nullable Instant until) {
        return new OAuth2RefreshToken(OwnerOnlyFile.random() + OwnerOnlyFile.random(), now, until);
    }
}
