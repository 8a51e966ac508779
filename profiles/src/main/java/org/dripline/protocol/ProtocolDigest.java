// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a signature covers: everything the sheet of a protocol prints, its version and the limits it shares included.
 * One number, source, mark or word changed gives another digest.
 */
public final class ProtocolDigest {

    private final MessageDigest sha256 = sha256();

    private ProtocolDigest() {}

    /** SHA-256 in hexadecimal, 64 characters. The order in which numbers are stored does not matter. */
    public static String of(Protocol protocol) {
        ProtocolDigest digest = new ProtocolDigest();
        digest.add(
                protocol.url(),
                protocol.version(),
                protocol.title(),
                protocol.purpose(),
                protocol.family(),
                protocol.setting().name());
        protocol.numbers().forEach(digest::add);
        protocol.criteria().forEach(digest::add);
        protocol.activities().forEach(activity -> digest.add(activity.id(), activity.title(), activity.definition()));
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(ProtocolNumber number) {
        NumberKind kind = number.kind();
        add("number", kind.code(), kind.title(), kind.meaning(), kind.sense());
        add(number.amount().low().toPlainString(), number.amount().high().toPlainString());
        add(number.amount().unit(), number.mark().code());
        add(number.source());
    }

    private void add(Criterion criterion) {
        add("criterion", criterion.code(), criterion.section().code(), criterion.text());
        add(criterion.severity().code(), criterion.override(), criterion.mark().code());
        criterion.concepts().forEach(concept -> add(concept.system(), concept.code()));
        add(criterion.source());
    }

    private void add(Source source) {
        add(source.label(), source.citation(), source.url());
    }

    /** Each with its length, so that no two protocols are written alike. */
    private void add(String... parts) {
        for (String part : parts) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            sha256.update(utf8);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
