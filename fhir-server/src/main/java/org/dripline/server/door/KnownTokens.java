// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.server.access.Hash;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * What was read of a token a moment ago, as long as its row in the database is the same: every change of a row gives it
 * another version, and what is revoked is changed or gone. So a revoked token ends at once, on every node, and what is
 * spared is only to read and understand the whole authorization again.
 */
final class KnownTokens implements OpaqueTokenIntrospector {

    /** What else an authorization rests on, such as the roles of a person, is looked at again after this. */
    private static final Duration AGE = Duration.ofSeconds(5);

    private static final int MOST = 10_000;

    /** The version of the row of a token whose client is still registered. */
    private static final String VERSION = "select a.xmin::text || a.ctid::text"
            + " from oauth2_authorization a join oauth2_registered_client c on c.id = a.registered_client_id"
            + " where a.access_token_value = ? and a.access_token_expires_at > now()";

    private final OpaqueTokenIntrospector tokens;
    private final OwnSchema schema;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String version, Instant until, OAuth2AuthenticatedPrincipal principal) {}

    /** @param tokens reads a token that is not known */
    KnownTokens(OpaqueTokenIntrospector tokens, OwnSchema schema) {
        this.tokens = tokens;
        this.schema = schema;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        String hash = Hash.of(token);
        // Before the token is read: a change in between makes the next request read it again.
        String version = version(hash);
        Known before = known.get(hash);
        Instant now = Instant.now();
        if (before != null && Objects.equals(before.version(), version) && now.isBefore(before.until())) {
            return before.principal();
        }
        known.remove(hash);
        OAuth2AuthenticatedPrincipal principal = tokens.introspect(token);
        if (version != null) {
            if (known.size() >= MOST) {
                known.values().removeIf(old -> !now.isBefore(old.until()));
            }
            if (known.size() < MOST) {
                known.put(hash, new Known(version, now.plus(AGE), principal));
            }
        }
        return principal;
    }

    private @Nullable String version(String hash) {
        List<String> found = schema.statements().queryForList(VERSION, String.class, hash);
        return found.isEmpty() ? null : found.get(0);
    }
}
