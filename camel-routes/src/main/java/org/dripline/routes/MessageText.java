// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * From the bytes of an HL7 v2 message to its characters. The bytes themselves stay as received in the journal; this is
 * the one place that decodes them.
 *
 * <p>MSH-18 (HL7 table 0211) as seen in the field: {@code UNICODE UTF-8}, {@code UNICODE}, {@code 8859/1},
 * {@code ASCII} or empty. A byte-order mark or a UTF-16 look of {@code MSH} wins over it, and bytes that are not what
 * MSH-18 says are read as Latin 1 rather than refused: every byte then still has a character.
 */
public final class MessageText {

    private MessageText() {}

    /**
     * The whole message, segments ended by CR whatever the sender used.
     *
     * @param bytes as received
     * @return text without a byte-order mark
     */
    public static String of(byte[] bytes) {
        String text = decode(bytes, characterSet(bytes));
        return text.replace("\r\n", "\r").replace('\n', '\r');
    }

    /**
     * The first segment, for reading MSH without decoding megabytes.
     *
     * @param bytes as received
     * @return text up to the first line end, without a byte-order mark
     */
    public static String firstSegment(byte[] bytes) {
        Charset wide = wide(bytes);
        Charset charset = wide == null ? StandardCharsets.ISO_8859_1 : wide;
        String head = new String(bytes, 0, Math.min(bytes.length, 8192), charset);
        String text = withoutMark(head);
        int end = 0;
        while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
            end++;
        }
        return text.substring(0, end);
    }

    /** The character set an answer is written in, so that whatever was echoed comes back as it came. */
    public static Charset answerCharacterSet(byte[] bytes) {
        Charset wide = wide(bytes);
        return wide == null ? StandardCharsets.ISO_8859_1 : wide;
    }

    private static Charset characterSet(byte[] bytes) {
        Charset wide = wide(bytes);
        if (wide != null) {
            return wide;
        }
        String[] fields = firstSegment(bytes).split("\\|", -1);
        String declared = fields.length > 17 ? fields[17].toUpperCase(Locale.ROOT) : "";
        return declared.startsWith("8859/1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    private static String decode(byte[] bytes, Charset charset) {
        try {
            return withoutMark(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notWhatItSays) {
            return withoutMark(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static @org.jspecify.annotations.Nullable Charset wide(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (first == 0xFF && second == 0xFE || first == 'M' && second == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xFE && second == 0xFF || first == 0 && second == 'M') {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }

    private static String withoutMark(String text) {
        if (text.startsWith("\uFEFF")) {
            return text.substring(1);
        }
        return text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    }
}
