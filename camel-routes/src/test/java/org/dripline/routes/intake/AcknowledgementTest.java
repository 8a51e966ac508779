// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:02Z");

    /** MSH-15, MSH-16 and what is answered to success, refusal and an unavailable journal; {@code -} is silence. */
    @ParameterizedTest
    @CsvSource({
        "'', '', AA, AR, AE",
        "AL, NE, CA, CR, CE",
        "AL, '', CA, CR, CE",
        "ER, NE, -, CR, CE",
        "SU, NE, CA, -, -",
        "ER, AL, AA, CR, CE",
        "SU, AL, CA, AR, AE",
        "NE, AL, AA, AR, AE",
        "NE, ER, -, AR, AE",
        "NE, NE, -, -, -",
        "'', AL, AA, AR, AE",
    })
    void theSenderSaysHowItIsAnswered(
            String accept, String application, String success, String refusal, String unavailable) {
        assertThat(code(accept, application, null)).isEqualTo(success);
        assertThat(code(accept, application, RejectReason.FRAME_TOO_LARGE)).isEqualTo(refusal);
        assertThat(code(accept, application, RejectReason.JOURNAL_UNAVAILABLE)).isEqualTo(unavailable);
    }

    @Test
    void senderAndReceiverChangePlacesAndTheControlIdComesBack() {
        assertThat(text("MSH|^~\\&|PUMP^02^EUI-64|WARD|DRIP|HOME|2026||ORU^R42^ORU_R01|c-134418|P|2.6|||AL|NE", null))
                .isEqualTo("MSH|^~\\&|DRIP|HOME|PUMP^02^EUI-64|WARD|20260105100002+0000||ACK^R42^ACK|ack-1|P|2.6\r"
                        + "MSA|CA|c-134418\r");
    }

    @Test
    void otherSeparatorsAreKept() {
        assertThat(text("MSH#@~\\&#PUMP####2026##ORU@R01#c-2#P#2.6###AL#NE", null))
                .contains("MSA#CA#c-2");
    }

    @Test
    void aRefusalCarriesTable0357() {
        assertThat(text("MSH|^~\\&|PUMP||||2026||ORU^R01||P|2.6|||AL|NE", RejectReason.CONTROL_ID_MISSING))
                .contains("\rERR||MSH^1^10|101^Required field missing^HL70357|E|CONTROL_ID_MISSING|||");
        assertThat(text("MSH#@~\\&#PUMP####2026##ORU@R01#c-2#P#2.6###AL#NE", RejectReason.FRAME_TOO_LARGE))
                .contains("\rERR###199@Other HL7 error@HL70357#E#FRAME_TOO_LARGE###");
    }

    @Test
    void withoutAHeaderTheAnswerIsOriginalMode() {
        assertThat(text("EVN|nothing", RejectReason.HEADER_UNREADABLE)).contains("MSA|AR|\r");
    }

    @Test
    void wideTextIsAnsweredInWideText() {
        byte[] bytes = "MSH|^~\\&|PUMP||||2026||ORU^R01|c-3|P|2.6|||AL|NE\r".getBytes(StandardCharsets.UTF_16LE);
        byte[] answer = Acknowledgement.to(bytes, MessageHeader.read(bytes), null, NOW, "ack-1")
                .content();
        assertThat(new String(answer, StandardCharsets.UTF_16LE)).contains("MSA|CA|c-3");
    }

    private static String code(String accept, String application, @Nullable RejectReason reason) {
        byte[] bytes = bytes("MSH|^~\\&|PUMP||||2026||ORU^R01|c-1|P|2.6|||" + accept + "|" + application);
        Acknowledgement answer = Acknowledgement.to(bytes, MessageHeader.read(bytes), reason, NOW, "ack-1");
        return answer.isSilent() ? "-" : answer.code();
    }

    private static String text(String message, @Nullable RejectReason reason) {
        byte[] bytes = bytes(message);
        Optional<MessageHeader> header = MessageHeader.read(bytes);
        return new String(
                Acknowledgement.to(bytes, header, reason, NOW, "ack-1").content(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
