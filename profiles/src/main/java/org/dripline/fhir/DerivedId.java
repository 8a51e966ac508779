// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids made from what identifies a fact, so that storing it twice is storing it once. A prefix and a name-based UUID
 * (version 5, SHA-1: RFC 9562, section 5.5) under one namespace of ours.
 */
public final class DerivedId {

    /** Never to be changed: every id ever stored hangs on it. */
    private static final UUID NAMESPACE = UUID.fromString("6f2b8a54-0d4e-4c57-9a1e-3f7f7c1d9b20");

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]{0,15}");

    private DerivedId() {}

    /**
     * An id such as {@code bp-5f0c…}; at most 53 characters, always a valid FHIR id.
     *
     * @param prefix one lower-case letter, then at most 15 letters or digits: it says the kind, and keeps the id from being
     *     all digits
     * @param identifyingParts what makes the fact the one it is, in a fixed order; each is written with its length, so that
     *     {@code ("ab", "c")} and {@code ("a", "bc")} differ
     * @throws IllegalArgumentException on another prefix, or without parts
     */
    public static String of(String prefix, String... identifyingParts) {
        if (!PREFIX.matcher(prefix).matches() || identifyingParts.length == 0) {
            throw new IllegalArgumentException("an id needs a short prefix and what identifies the fact");
        }
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        for (String part : identifyingParts) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            sha1.update(utf8);
        }
        return prefix + "-" + version5(sha1.digest());
    }

    private static UUID version5(byte[] digest) {
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        long high = (buffer.getLong() & ~0xF000L) | 0x5000L;
        long low = (buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] bytes(UUID uuid) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
