// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.access.Hash;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * What was read of a token a moment ago. It is read again when anything about authorizations changed in this process
 * ({@link AuthorizationChanges}), so that what is revoked here ends at once; and every {@link #LOOK_AGAIN}, so that
 * what another node or a command ends has ended here, too.
 */
final class KnownTokens implements OpaqueTokenIntrospector {

    /** How long another node's or a command's revocation may take to be known here. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final OpaqueTokenIntrospector tokens;
    private final AuthorizationChanges changes;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long change, Instant until, OAuth2AuthenticatedPrincipal principal) {}

    /** @param tokens reads a token that is not known */
    KnownTokens(OpaqueTokenIntrospector tokens, AuthorizationChanges changes) {
        this.tokens = tokens;
        this.changes = changes;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        String hash = Hash.of(token);
        // Before the token is read: a change in between makes the next request read it again.
        long change = changes.count();
        Instant now = Instant.now();
        Known before = known.get(hash);
        if (before != null && before.change() == change && now.isBefore(before.until())) {
            return before.principal();
        }
        known.remove(hash);
        OAuth2AuthenticatedPrincipal principal = tokens.introspect(token);
        if (known.size() >= MOST) {
            known.values().removeIf(old -> !now.isBefore(old.until()));
        }
        if (known.size() < MOST) {
            known.put(hash, new Known(change, untilWhen(principal, now), principal));
        }
        return principal;
    }

    private static Instant untilWhen(OAuth2AuthenticatedPrincipal principal, Instant now) {
        Instant look = now.plus(LOOK_AGAIN);
        Instant expires = principal.getAttribute(BearerTokens.EXPIRES);
        return expires != null && expires.isBefore(look) ? expires : look;
    }
}
