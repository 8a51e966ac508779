// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A medical director's approval of a protocol as it was printed.
 *
 * @param digest of what was printed, see {@link ProtocolDigest}
 * @param signedBy who, as a reference to a Practitioner or PractitionerRole
 * @param at when
 * @param until the last day on which it holds, in UTC
 */
public record ProtocolSignature(String digest, String signedBy, Instant at, LocalDate until) {

    /** @throws IllegalArgumentException when it ends before it begins */
    public ProtocolSignature {
        if (!until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(at)) {
            throw new IllegalArgumentException("a signature of " + at + " cannot end on " + until);
        }
    }

    boolean hasEndedAt(Instant instant) {
        return !until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(instant);
    }
}
