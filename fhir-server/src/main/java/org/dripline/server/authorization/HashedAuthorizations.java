// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.access.Hash;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Spring's store of authorizations with two differences. It keeps hashes where Spring would keep tokens, so that
 * whoever reads the database holds none. And what is good once is spent once: the hash of a used code, and of a refresh
 * token that was replaced, goes into a table of its own under a primary key, so that of two requests at one instant one
 * fails, and a refresh token that comes a second time ends its authorization with all its tokens (RFC 9700, section
 * 4.14.2).
 */
final class HashedAuthorizations implements OAuth2AuthorizationService {

    private static final Logger log = LoggerFactory.getLogger(HashedAuthorizations.class);

    private static final Duration BETWEEN_PRUNINGS = Duration.ofMinutes(10);

    private final OwnSchema schema;
    private final OAuth2AuthorizationService kept;
    private final AuthorizationChanges changes;
    private volatile Instant prunedAt = Instant.MIN;

    HashedAuthorizations(OwnSchema schema, RegisteredClientRepository clients, AuthorizationChanges changes) {
        this.schema = schema;
        this.changes = changes;
        this.kept = new JdbcOAuth2AuthorizationService(schema.statements(), clients);
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        pruneSometimes();
        kept.save(withTokens(authorization, HashedAuthorizations::hash));
        changes.happened();
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        kept.remove(authorization);
        changes.happened();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return kept.findById(id);
    }

    /** What is found carries the token it was found by, as Spring expects, and hashes where it has others. */
    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && OAuth2ParameterNames.STATE.equals(type.getValue())) {
            return kept.findByToken(token, type);
        }
        String hash = Hash.of(token);
        OAuth2Authorization found = kept.findByToken(hash, type);
        if (found == null) {
            if (OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
                endReused(hash);
            }
            return null;
        }
        return withTokens(found, value -> value.equals(hash) ? token : value);
    }

    /**
     * Uses up a code or a refresh token.
     *
     * @throws OAuth2AuthenticationException {@code invalid_grant} when it was used before, be it at the same instant
     */
    void spend(String token, String authorization) {
        try {
            schema.statements()
                    .update(
                            "insert into spent_token (hash, authorization_id) values (?, ?)",
                            Hash.of(token),
                            authorization);
        } catch (DuplicateKeyException again) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    /**
     * What ended a day ago, and what a person never agreed to; a spent token is told from an unknown one for as long as
     * what it gave lives.
     */
    private void pruneSometimes() {
        Instant now = Instant.now();
        if (prunedAt.plus(BETWEEN_PRUNINGS).isAfter(now)) {
            return;
        }
        prunedAt = now;
        schema.statements()
                .update("delete from oauth2_authorization where created_at < now() - interval '1 day'"
                        + " and coalesce(access_token_expires_at, '-infinity') < now() - interval '1 day'"
                        + " and coalesce(refresh_token_expires_at, '-infinity') < now() - interval '1 day'");
        schema.statements()
                .update("delete from spent_token where spent_at < now() - interval '1 day'"
                        + " and not exists (select 1 from oauth2_authorization where id = authorization_id)");
    }

    /** Either its rightful holder or a thief has renewed before: nobody can say who, so both are shut out. */
    private void endReused(String hash) {
        schema.statements()
                .queryForList("select authorization_id from spent_token where hash = ?", String.class, hash)
                .forEach(id -> {
                    log.warn("refresh token came a second time, its authorization ends authorization={}", id);
                    schema.statements().update("delete from oauth2_authorization where id = ?", id);
                    changes.happened();
                });
    }

    private static OAuth2Authorization withTokens(OAuth2Authorization authorization, UnaryOperator<String> value) {
        OAuth2Authorization.Builder changed = OAuth2Authorization.from(authorization);
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code != null) {
            changed.token(
                    new OAuth2AuthorizationCode(
                            value.apply(code.getToken().getTokenValue()),
                            code.getToken().getIssuedAt(),
                            code.getToken().getExpiresAt()),
                    as(code.getMetadata()));
        }
        var access = authorization.getAccessToken();
        if (access != null) {
            OAuth2AccessToken token = access.getToken();
            changed.token(
                    new OAuth2AccessToken(
                            token.getTokenType(),
                            value.apply(token.getTokenValue()),
                            token.getIssuedAt(),
                            token.getExpiresAt(),
                            token.getScopes() == null ? Set.of() : token.getScopes()),
                    as(access.getMetadata()));
        }
        var refresh = authorization.getRefreshToken();
        if (refresh != null) {
            changed.token(
                    new OAuth2RefreshToken(
                            value.apply(refresh.getToken().getTokenValue()),
                            refresh.getToken().getIssuedAt(),
                            refresh.getToken().getExpiresAt()),
                    as(refresh.getMetadata()));
        }
        var identity = authorization.getToken(OidcIdToken.class);
        if (identity != null) {
            OidcIdToken token = identity.getToken();
            changed.token(
                    new OidcIdToken(
                            value.apply(token.getTokenValue()),
                            token.getIssuedAt(),
                            token.getExpiresAt(),
                            token.getClaims()),
                    as(identity.getMetadata()));
        }
        return changed.build();
    }

    private static Consumer<Map<String, Object>> as(Map<String, Object> metadata) {
        return copy -> {
            copy.clear();
            copy.putAll(metadata);
        };
    }

    private static String hash(String value) {
        return Hash.isHash(value) ? value : Hash.of(value);
    }
}
