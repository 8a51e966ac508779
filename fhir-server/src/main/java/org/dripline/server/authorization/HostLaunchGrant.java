// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.time.Duration;
import java.util.Set;
import org.dripline.server.host.HostLaunches.Claimed;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** A request to exchange a launch at a host for a token here (RFC 8693). Holds tokens: never logged. */
final class HostLaunchGrant extends HostLaunchStep {

    private static final long serialVersionUID = 1L;

    private final String subjectToken;
    private final boolean renewal;
    private final transient Claimed claimed;
    private final @Nullable Duration hostTokenLife;
    private final Set<String> scopes;

    /**
     * @param subjectToken the host's id token, or our refresh token
     * @param renewal whether it is our refresh token
     * @param hostTokenLife how long the host's access token lives on, as the app was told; null when it was not
     * @param scopes what is asked for; none: what the client is registered for
     */
    HostLaunchGrant(
            Authentication client,
            String subjectToken,
            boolean renewal,
            Claimed claimed,
            @Nullable Duration hostTokenLife,
            Set<String> scopes) {
        super(client);
        this.subjectToken = subjectToken;
        this.renewal = renewal;
        this.claimed = claimed;
        this.hostTokenLife = hostTokenLife;
        this.scopes = Set.copyOf(scopes);
    }

    String subjectToken() {
        return subjectToken;
    }

    boolean isRenewal() {
        return renewal;
    }

    Claimed claimed() {
        return claimed;
    }

    @Nullable Duration hostTokenLife() {
        return hostTokenLife;
    }

    Set<String> scopes() {
        return scopes;
    }
}
