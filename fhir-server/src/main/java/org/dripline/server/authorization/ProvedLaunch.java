// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.time.Instant;
import org.dripline.server.host.HostLaunches.Proved;
import org.dripline.server.signin.Person;
import org.springframework.security.core.Authentication;

/** A launch at a host that the host proved: what a token for it is made of. */
final class ProvedLaunch extends HostLaunchStep {

    private static final long serialVersionUID = 1L;

    private final transient Proved proved;
    private final transient Person person;
    private final Instant until;

    /** @param until when the token ends at the latest */
    ProvedLaunch(Authentication client, Proved proved, Person person, Instant until) {
        super(client);
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
}
