// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

/**
 * One number of a protocol.
 *
 * @param kind what it is
 * @param amount its value
 * @param mark how far its source is trusted
 * @param source where it is from
 * @param statedIn title of the protocol it stands in: its own, or the one whose limits it shares
 */
public record ProtocolNumber(NumberKind kind, Amount amount, Mark mark, Source source, String statedIn) {

    public String code() {
        return kind.code();
    }

    /** The value as it is meant, with its unit. */
    public String inWords() {
        return kind.inWords(amount);
    }
}
