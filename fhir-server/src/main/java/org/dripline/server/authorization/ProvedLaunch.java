// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.time.Instant;
import java.util.Map;
import org.dripline.server.host.HostLaunches.Proved;
import org.dripline.server.signin.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A launch at a host that the host proved: what a token for it is made of. */
final class ProvedLaunch extends OAuth2AuthorizationGrantAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Proved proved;
    private final transient Person person;
    private final Instant until;

    /** @param until when the token ends at the latest */
    ProvedLaunch(Authentication client, Proved proved, Person person, Instant until) {
        super(AuthorizationGrantType.TOKEN_EXCHANGE, client, Map.of());
        this.proved = proved;
        this.person = person;
        this.until = until;
    }

    Proved proved() {
        return proved;
    }

    Person person() {
        return person;
    }

    Instant until() {
        return until;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "ProvedLaunch";
    }
}
