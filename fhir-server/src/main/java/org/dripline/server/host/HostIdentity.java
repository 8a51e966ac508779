// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in at a host, as the host signed it.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}
 * @param fhirUser the person's resource at the host; null when it does not say
 * @param name for pages; empty when it does not say
 * @param roles values of the claims that say what somebody is there, in order
 * @param expiresAt when the statement ends by itself
 * @param signed what was signed, under which the statement is used up; the signature itself may be written in more than
 *     one way
 */
public record HostIdentity(
        String issuer,
        String subject,
        @Nullable String fhirUser,
        String name,
        List<String> roles,
        Instant expiresAt,
        String signed) {

    public HostIdentity {
        roles = List.copyOf(roles);
    }

    /** By what the host tells people apart: {@code fhirUser}, the same for each of its clients, else {@code sub}. */
    public String key() {
        return fhirUser == null ? subject : fhirUser;
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "HostIdentity";
    }
}
