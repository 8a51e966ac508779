// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.stream.Collectors;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/**
 * What people agreed to, as a record that only grows. Nothing is taken from it: each launch is about another patient,
 * and Spring would add what was once agreed to whatever a person ticks off today.
 */
final class ConsentLog implements OAuth2AuthorizationConsentService {

    private final OwnSchema schema;

    ConsentLog(OwnSchema schema) {
        this.schema = schema;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        schema.statements()
                .update(
                        "insert into consent (client_id, username, scopes) values (?, ?, ?)",
                        consent.getRegisteredClientId(),
                        consent.getPrincipalName(),
                        consent.getScopes().stream().sorted().collect(Collectors.joining(" ")));
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        // What was agreed to was agreed to; the tokens end elsewhere.
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String username) {
        return null;
    }
}
