// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * An entry a worker is to chart.
 *
 * @param clinicalAt when it was received, by the clinical clock
 * @param bytes as received
 * @param parked whether it waited for its patient
 * @param attempts how often it was tried before
 * @param replayed whether somebody asked for it to be read again
 * @param keptBack rows, by position, that stay withheld whatever is read now: those that were dismissed, and when one
 *     value is read again all others
 */
public record ClaimedEntry(
        long id,
        Instant receivedAt,
        Instant clinicalAt,
        String source,
        String controlId,
        byte[] bytes,
        boolean parked,
        int attempts,
        boolean replayed,
        Map<Integer, Claim.Withheld> keptBack) {

    public ClaimedEntry {
        keptBack = Map.copyOf(keptBack);
    }

    /** SHA-256 of the bytes in hex, as ids are derived from it. */
    public String payloadHash() {
        return HexFormat.of().formatHex(Journal.sha256(bytes));
    }

    @Override
    public String toString() {
        return "ClaimedEntry[" + id + "]";
    }
}
