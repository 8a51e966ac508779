// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From the bytes of an HL7 v2 message to its characters. The bytes themselves stay as received in the journal; this is
 * the one place that decodes them.
 *
 * <p>MSH-18 (HL7 table 0211) is believed as long as the bytes do not say otherwise, and nothing is refused for it:
 *
 * <ul>
 *   <li>A byte-order mark, or a UTF-16 look of {@code MSH}, wins over it; so do bytes of one each where it says UTF-16
 *       or UTF-32.
 *   <li>Bytes that are no UTF-8 under a UTF-8 or no declaration are Windows-1252 when they use its own characters,
 *       otherwise ISO-8859-1.
 *   <li>Bytes above ASCII that are valid UTF-8 under a one-byte declaration are UTF-8: in any one-byte text that would
 *       be a string of accented capitals and signs.
 *   <li>Bytes 80 to 9F under ISO-8859-1, where only control characters lie, are Windows-1252.
 * </ul>
 *
 * What was read otherwise than declared says so, and the journal's entry is flagged.
 */
public final class MessageText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern ISO_8859 = Pattern.compile("(?:ISO)?8859(\\d{1,2})");
    private static final Pattern WINDOWS_PAGE = Pattern.compile("(?:WINDOWS|CP|ANSI|MSANSI)?(125\\d)");

    private MessageText() {}

    /**
     * The characters of a message.
     *
     * @param text segments ended by CR whatever the sender used, without a byte-order mark
     * @param contradicted whether it had to be read otherwise than MSH-18 says
     */
    public record Decoded(String text, boolean contradicted) {}

    /**
     * The whole message, segments ended by CR whatever the sender used.
     *
     * @param bytes as received
     * @return text without a byte-order mark
     */
    public static String of(byte[] bytes) {
        return decode(bytes, null, null).text();
    }

    /**
     * The whole message of a sender of whom something is known.
     *
     * @param bytes as received
     * @param whenEmpty what the bytes are when MSH-18 is empty and they are no UTF-8; null: to be guessed
     * @param insteadOfDeclared what the bytes are whatever MSH-18 says; null: MSH-18 is believed
     */
    public static Decoded decode(byte[] bytes, @Nullable Charset whenEmpty, @Nullable Charset insteadOfDeclared) {
        if (insteadOfDeclared != null) {
            return strictly(bytes, insteadOfDeclared)
                    .map(text -> decoded(text, false))
                    .orElseGet(() -> decoded(oneByte(bytes), true));
        }
        String declared = declared(bytes);
        Charset wide = wide(bytes);
        if (wide != null) {
            boolean agrees = declared.isEmpty() || declared.equals("UNICODE") || isWide(declared);
            return decoded(new String(bytes, wide), !agrees);
        }
        if (isAscii(bytes)) {
            // What is ASCII alone is the same in every other set.
            return decoded(new String(bytes, StandardCharsets.US_ASCII), isWide(declared));
        }
        Optional<Charset> charset = named(declared);
        Optional<String> utf8 = strictly(bytes, StandardCharsets.UTF_8);
        if (utf8.isPresent()) {
            boolean agrees = declared.isEmpty()
                    || charset.filter(StandardCharsets.UTF_8::equals).isPresent();
            Optional<String> asDeclared =
                    charset.filter(MessageText::isMultibyte).flatMap(it -> strictly(bytes, it));
            return asDeclared.map(text -> decoded(text, false)).orElseGet(() -> decoded(utf8.get(), !agrees));
        }
        if (declared.isEmpty()) {
            return whenEmpty == null ? decoded(oneByte(bytes), true) : decoded(new String(bytes, whenEmpty), false);
        }
        boolean believable = charset.isPresent()
                && !charset.get().equals(StandardCharsets.UTF_8)
                && !charset.get().equals(StandardCharsets.US_ASCII)
                && !(charset.get().equals(StandardCharsets.ISO_8859_1) && usesControls(bytes));
        return believable
                ? strictly(bytes, charset.get())
                        .map(text -> decoded(text, false))
                        .orElseGet(() -> decoded(oneByte(bytes), true))
                : decoded(oneByte(bytes), true);
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

    /** The first of MSH-18, in capitals, without blanks, dashes, slashes and the like. */
    private static String declared(byte[] bytes) {
        String header = firstSegment(bytes);
        if (header.length() < 5) {
            return "";
        }
        String[] fields = header.split(Pattern.quote(header.substring(3, 4)), -1);
        String first = fields.length > 17 ? fields[17] : "";
        // Repetitions: the first is the one most is written in. A tilde is in no name.
        int end = first.indexOf(fields[1].length() > 1 ? fields[1].charAt(1) : '~');
        return (end < 0 ? first : first.substring(0, end))
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "");
    }

    /** Spellings met, beside those of HL7 table 0211. */
    private static Optional<Charset> named(String declared) {
        Matcher iso = ISO_8859.matcher(declared);
        if (iso.matches()) {
            return supported("ISO-8859-" + Integer.parseInt(iso.group(1)));
        }
        Matcher page = WINDOWS_PAGE.matcher(declared);
        if (page.matches()) {
            return supported("windows-" + page.group(1));
        }
        return switch (declared) {
            case "UNICODE", "UNICODEUTF8", "UTF8", "UNICODEUTF", "ISO10646UTF8" -> Optional.of(StandardCharsets.UTF_8);
            case "ASCII", "USASCII", "ISOIR6" -> Optional.of(StandardCharsets.US_ASCII);
            case "ANSI" -> Optional.of(WINDOWS);
            case "LATIN1" -> Optional.of(StandardCharsets.ISO_8859_1);
            case "GB180302000", "GB18030" -> supported("GB18030");
            case "BIG5" -> supported("Big5");
            case "KSX1001" -> supported("EUC-KR");
            default -> Optional.empty();
        };
    }

    private static Optional<Charset> supported(String name) {
        return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    }

    /** Two or more bytes a character. */
    private static boolean isWide(String declared) {
        return declared.contains("UTF16") || declared.contains("UTF32") || declared.contains("UCS");
    }

    private static boolean isMultibyte(Charset charset) {
        return !charset.equals(StandardCharsets.UTF_8) && charset.newEncoder().maxBytesPerChar() > 1.0f;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes 80 to 9F: letters and signs in Windows-1252, and nothing a message has in ISO-8859-1. */
    private static boolean usesControls(byte[] bytes) {
        for (byte each : bytes) {
            int code = each & 0xFF;
            if (code >= 0x80 && code <= 0x9F) {
                return true;
            }
        }
        return false;
    }

    /** Every byte has a character, whichever of the two it is. */
    private static String oneByte(byte[] bytes) {
        return usesControls(bytes)
                ? strictly(bytes, WINDOWS).orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1))
                : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notWhatItSays) {
            return Optional.empty();
        }
    }

    private static Decoded decoded(String text, boolean contradicted) {
        return new Decoded(withoutMark(text).replace("\r\n", "\r").replace('\n', '\r'), contradicted);
    }

    private static @Nullable Charset wide(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if ((first == 0xFF && second == 0xFE) || (first == 'M' && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second == 'M')) {
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
