// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.util.List;
import java.util.Map;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.staff.RecordOpeners;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Whose records a person's token opens at this request: no more than the person may open now, whatever they might when
 * the token was made. The patient of a host's launch stays, since the host answers for who opens what there.
 */
final class OpenedRecords implements OpaqueTokenIntrospector {

    private final OpaqueTokenIntrospector tokens;
    private final RecordOpeners openers;

    OpenedRecords(OpaqueTokenIntrospector tokens, RecordOpeners openers) {
        this.tokens = tokens;
        this.openers = openers;
    }

    @Override
    public OAuth2AuthenticatedPrincipal introspect(String token) {
        OAuth2AuthenticatedPrincipal principal = tokens.introspect(token);
        AccessGrant grant = principal.getAttribute(BearerTokens.GRANT);
        if (grant == null || grant.username() == null) {
            return principal;
        }
        boolean any = openers.openAny(grant);
        boolean ofTheLaunch = any
                || Boolean.TRUE.equals(principal.getAttribute(BearerTokens.PROVED_BY_HOST))
                || openers.openTheLaunchs(grant);
        return new DefaultOAuth2AuthenticatedPrincipal(
                principal.getName(), Map.of(BearerTokens.GRANT, grant.opening(any, ofTheLaunch)), List.of());
    }
}
