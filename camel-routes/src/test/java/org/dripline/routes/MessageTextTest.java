// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Characters as they were meant, and a mark where MSH-18 says otherwise. */
class MessageTextTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static String message(String declared, String words) {
        return "MSH|^~\\&|SYN||||20260105||ORU^R01|1|P|2.6||||||" + declared + "\rPID|||SYN-1||" + words + "\r";
    }

    /** MSH-18, how the bytes are written, the words, and whether the two contradict each other. */
    @ParameterizedTest
    @CsvSource({
        "UNICODE UTF-8, UTF-8, Ämilia Γάμμα, false",
        "UNICODE, UTF-8, Ämilia Γάμμα, false",
        "UTF-8, UTF-8, Ämilia, false",
        "utf8, UTF-8, Ämilia, false",
        "'', UTF-8, Γάμμα, false",
        "8859/1, ISO-8859-1, Ämilia, false",
        "ISO-8859-1, ISO-8859-1, Ämilia, false",
        "8859/15, ISO-8859-15, Ämilia 5 €, false",
        "ISO8859-15, ISO-8859-15, Ämilia 5 €, false",
        "8859/7, ISO-8859-7, Γάμμα, false",
        "ANSI, windows-1252, „Ämilia“, false",
        "WINDOWS-1252, windows-1252, „Ämilia“, false",
        "CP1252, windows-1252, „Ämilia“, false",
        "8859/1~UNICODE UTF-8, ISO-8859-1, Ämilia, false",
        "GB 18030-2000, GB18030, 王芳, false",
        "ASCII, ISO-8859-1, Amilia, false",
        // Wrong declarations.
        "UNICODE UTF-8, ISO-8859-1, Ämilia, true",
        "UNICODE UTF-8, windows-1252, „Ämilia“, true",
        "8859/1, UTF-8, Ämilia, true",
        "8859/15, UTF-8, Γάμμα, true",
        "8859/1, windows-1252, „Ämilia“, true",
        "ASCII, ISO-8859-1, Ämilia, true",
        "ASCII, UTF-8, Ämilia, true",
        "'', ISO-8859-1, Ämilia, true",
        "SYNTHETIC-9, ISO-8859-1, Ämilia, true",
        "UNICODE UTF-16, UTF-8, Ämilia, true",
        "UNICODE UTF-16, ISO-8859-1, Ämilia, true",
        "UNICODE UTF-16, US-ASCII, Amilia, true",
        "UTF-16LE, US-ASCII, Amilia, true",
        "UNICODE UTF-32, US-ASCII, Amilia, true",
        "ISO-10646-UCS-2, US-ASCII, Amilia, true",
        // No declaration is contradicted by what is the same in all of them.
        "SYNTHETIC-9, US-ASCII, Amilia, false",
        "8859/7, US-ASCII, Amilia, false",
        "UNICODE, US-ASCII, Amilia, false",
        // What the declared set has no character for.
        "GB 18030-2000, ISO-8859-1, Ämilia Ä, true",
        "BIG-5, UTF-8, Γάμμα, true",
    })
    void isReadAsItWasMeant(String declared, String written, String words, boolean contradicted) {
        byte[] bytes = message(declared, words).getBytes(Charset.forName(written));
        MessageText.Decoded decoded = MessageText.decode(bytes, null, null);
        assertThat(decoded.text()).contains("|SYN-1||" + words + "\r");
        assertThat(decoded.contradicted()).isEqualTo(contradicted);
    }

    @ParameterizedTest
    @CsvSource({"UNICODE UTF-16, false", "UNICODE, false", "'', false", "UNICODE UTF-8, true", "8859/1, true"})
    void sixteenBitsAreSeenWithOrWithoutAMark(String declared, boolean contradicted) {
        String text = message(declared, "Ämilia Γάμμα");
        for (byte[] bytes : new byte[][] {
            text.getBytes(StandardCharsets.UTF_16LE),
            text.getBytes(StandardCharsets.UTF_16BE),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)
        }) {
            MessageText.Decoded decoded = MessageText.decode(bytes, null, null);
            assertThat(decoded.text()).isEqualTo(text);
            assertThat(decoded.contradicted()).isEqualTo(contradicted);
        }
    }

    @Test
    void otherSeparatorsAreReadToo() {
        String text = "MSH#*~\\&#SYN####20260105##ORU*R01#1#P#2.6######8859/15\rPID###SYN-1##5 €\r";
        assertThat(MessageText.decode(text.getBytes(Charset.forName("ISO-8859-15")), null, null)
                        .text())
                .contains("5 €");
    }

    @Test
    void aVendorsFileSaysWhatAnEmptyDeclarationMeansAndWhatIsNotToBeBelieved() {
        byte[] euro = message("", "5 €").getBytes(Charset.forName("ISO-8859-15"));
        MessageText.Decoded empty = MessageText.decode(euro, Charset.forName("ISO-8859-15"), null);
        assertThat(empty.text()).contains("5 €");
        assertThat(empty.contradicted()).isFalse();

        byte[] wrong = message("8859/7", "„Ämilia“").getBytes(WINDOWS);
        MessageText.Decoded instead = MessageText.decode(wrong, null, WINDOWS);
        assertThat(instead.text()).contains("„Ämilia“");
        assertThat(instead.contradicted()).isFalse();
    }

    @Test
    void everyByteHasACharacterEvenWhereTheCharacterSetHasNone() {
        byte[] bytes = message("ANSI", "A\u0081B").getBytes(StandardCharsets.ISO_8859_1);
        MessageText.Decoded decoded = MessageText.decode(bytes, null, null);
        assertThat(decoded.text()).contains("A\u0081B");
        assertThat(decoded.contradicted()).isTrue();
    }
}
