// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of a secret that is random and long, so that reading the database gives nobody a token. */
public final class Hash {

    private static final String MARK = "sha256:";

    private Hash() {}

    /** SHA-256 of a token, behind a mark by which it is told from a token. */
    public static String of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return MARK + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether this is what is kept, and not a token. */
    public static boolean isHash(String value) {
        return value.startsWith(MARK);
    }
}
