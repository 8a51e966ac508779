// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.outgoing;

/** A foreign token does not hold; whoever was shown it says so in words of their own. */
public final class UnfitToken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Flaw {
        /** It is no signed JWT. */
        UNREADABLE,
        /** {@code alg} is none that is taken. */
        ALGORITHM,
        /** {@code typ} is missing where it must be there, or not JWT. */
        TYPE,
        /** {@code kid} is missing. */
        KEY_NOT_NAMED,
        /** {@code jku} names another address than the one that is known. */
        OTHER_KEYS,
        /** It brings a key of its own, or a header parameter nobody here knows ({@code crit}). */
        OWN_KEY,
        /** No key of the signer's made the signature. */
        SIGNATURE,
        /** {@code iss} is somebody else. */
        ISSUER,
        /** {@code aud} is somebody else. */
        AUDIENCE,
        /** {@code exp} is missing, or {@code iat} where it must be there. */
        UNDATED,
        /** It is over, or older than any such token may be. */
        OVER,
        /** It lives longer than any such token may. */
        TOO_LONG,
        /** {@code iat} is ahead. */
        AHEAD,
        /** {@code nbf} is ahead. */
        NOT_YET,
        /** {@code jti} is missing or too long. */
        NO_ID
    }

    private final Flaw flaw;

    UnfitToken(Flaw flaw) {
        super(flaw.name(), null, false, false);
        this.flaw = flaw;
    }

    /** What is wrong; the first thing that was found. */
    public Flaw flaw() {
        return flaw;
    }
}
