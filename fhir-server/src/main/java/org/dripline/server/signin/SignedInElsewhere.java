// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import java.net.URI;
import java.util.List;
import org.dripline.server.access.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a host EHR or the hospital's provider signed in.
 *
 * @param issuer who says so
 * @param subject what the issuer tells people apart by
 * @param name for pages; empty when the issuer does not say
 * @param fhirUser reference to who they are in our record; null when none of ours is
 * @param roles what the issuer says they are, as it words it
 */
public record SignedInElsewhere(
        String issuer,
        String subject,
        String name,
        @Nullable String fhirUser,
        List<String> roles) {

    private static final int MARK = 16;
    private static final int MOST_OF_IT = 60;

    public SignedInElsewhere {
        roles = List.copyOf(roles);
    }

    /**
     * The name they have here, the same each time: readable, for the audit and for shutting somebody out; told apart by
     * the mark at its end. Nobody signs in by typing it.
     */
    public String username() {
        String last = subject.substring(subject.lastIndexOf('/') + 1);
        String host = URI.create(issuer).getHost();
        String mark = Hash.of(issuer + "\n" + subject);
        return readable(last) + "@" + readable(host == null ? "" : host) + "-" + mark.substring(mark.length() - MARK);
    }

    private static String readable(String text) {
        String kept = text.replaceAll("[^A-Za-z0-9._-]", "");
        return kept.substring(0, Math.min(kept.length(), MOST_OF_IT));
    }
}
