// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

/**
 * The product will not start, and one sentence says why and what to do about it. The sentence goes to standard error as
 * it is, without a stack trace; it never quotes patient data or a secret.
 */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong and what to do, complete sentences an operator understands */
    public StartRefused(String sentence) {
        super(sentence);
    }

    /**
     * @param sentence what is wrong and what to do, complete sentences an operator understands
     * @param cause what was caught; never printed
     */
    public StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
