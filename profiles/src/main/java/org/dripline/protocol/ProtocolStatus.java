// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a protocol was signed at a moment. Worked out from its content and the signatures each time it is asked;
 * nothing that is stored with the protocol can claim it.
 */
public sealed interface ProtocolStatus {

    /** {@code signed}, {@code draft} or {@code expired}. */
    String code();

    /** As a session records it: {@code signed}, and everything else {@code draft}. */
    default String recordedAs() {
        return this instanceof Signed ? "signed" : "draft";
    }

    /** One sentence for a person. */
    String sentence();

    /** Signed as it is now, and the signature holds. */
    record Signed(ProtocolSignature signature) implements ProtocolStatus {
        @Override
        public String code() {
            return "signed";
        }

        @Override
        public String sentence() {
            return "Signed by " + signature.signedBy() + " at " + signature.at() + ", until " + signature.until();
        }
    }

    /** Not signed as it is now. */
    record Draft(Reason reason) implements ProtocolStatus {
        @Override
        public String code() {
            return "draft";
        }

        @Override
        public String sentence() {
            return "DRAFT: " + reason.sentence;
        }
    }

    /** Signed as it is now, but the signature has ended. */
    record Expired(ProtocolSignature signature) implements ProtocolStatus {
        @Override
        public String code() {
            return "expired";
        }

        @Override
        public String sentence() {
            return "EXPIRED: the signature by " + signature.signedBy() + " ended on " + signature.until();
        }
    }

    /** Why a protocol is a draft. */
    enum Reason {
        NEVER_SIGNED("nobody has signed it"),
        CHANGED_SINCE_SIGNED("it has changed since it was signed"),
        NOT_YET_SIGNED("it was signed only later"),
        CLAIMS_TO_BE_ACTIVE("its status says active, and no signature of this content exists");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * The status of a protocol at a moment.
     *
     * @param protocol with the limits it shares
     * @param claimsActive whether the stored resource says it is active; reported when no signature bears it out
     * @param signatures every signature of this protocol, in any version
     */
    static ProtocolStatus at(
            Instant instant, Protocol protocol, boolean claimsActive, Collection<ProtocolSignature> signatures) {
        String digest = ProtocolDigest.of(protocol);
        List<ProtocolSignature> ofThisContent = signatures.stream()
                .filter(signature -> signature.digest().equals(digest))
                .toList();
        if (ofThisContent.isEmpty()) {
            if (claimsActive) {
                return new Draft(Reason.CLAIMS_TO_BE_ACTIVE);
            }
            return new Draft(signatures.isEmpty() ? Reason.NEVER_SIGNED : Reason.CHANGED_SINCE_SIGNED);
        }
        return ofThisContent.stream()
                .filter(signature -> !signature.at().isAfter(instant))
                .max(Comparator.comparing(ProtocolSignature::until).thenComparing(ProtocolSignature::at))
                .<ProtocolStatus>map(
                        signature -> signature.hasEndedAt(instant) ? new Expired(signature) : new Signed(signature))
                .orElse(new Draft(Reason.NOT_YET_SIGNED));
    }
}
