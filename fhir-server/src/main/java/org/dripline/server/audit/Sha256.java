// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of rows and seals. */
final class Sha256 {

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
