// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * A launch's tokens. They stay on this side: no page, log line or browser storage ever holds one.
 *
 * @param access for the host's FHIR server
 * @param refresh to renew it; null when the host granted none
 * @param until when {@code access} ends
 */
record Tokens(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh, Instant until) {

    /** SMART App Launch 2.2: access tokens live at most an hour; taken where the host does not say. */
    private static final Duration LONGEST = Duration.ofHours(1);

    static Tokens of(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh) {
        Instant issued = access.getIssuedAt() == null ? Instant.now() : access.getIssuedAt();
        Instant expires = access.getExpiresAt();
        // Spring gives a token without expires_in one second.
        if (expires == null || !expires.isAfter(issued.plusSeconds(1))) {
            return new Tokens(access, refresh, issued.plus(LONGEST));
        }
        return new Tokens(access, refresh, expires);
    }

    @Override
    public String toString() {
        return "Tokens";
    }
}
