// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.dripline.routes.MessageText;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the sender: nothing, or an ACK message built from MSH as received (HL7 v2.6, 2.9.2 original mode,
 * 2.9.3 enhanced mode).
 *
 * <ul>
 *   <li>MSH-15 and MSH-16 empty: original mode, AA, AE or AR.
 *   <li>MSH-15 wants an accept acknowledgement of this outcome: CA, CE or CR.
 *   <li>MSH-15 does not want this one but MSH-16 does (GE and Nihon Kohden send NE/AL; ER/AL is met too): AA, AE or AR
 *       at once. It is all the answer there will be, since a device message has no application reply.
 *   <li>Neither wants one: silence.
 * </ul>
 *
 * @param content the ACK message without block characters; empty = say nothing
 * @param code MSA-1, for log and tests; empty = say nothing
 * @param closes whether the connection is closed afterwards
 */
record Acknowledgement(byte[] content, String code, boolean closes) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);

    static Acknowledgement silence() {
        return new Acknowledgement(new byte[0], "", false);
    }

    boolean isSilent() {
        return content.length == 0;
    }

    Acknowledgement thenClose() {
        return new Acknowledgement(content, code, true);
    }

    /**
     * The answer to {@code bytes}.
     *
     * @param header MSH of the message; empty when unreadable
     * @param reason null when the message is accepted
     * @param now MSH-7 of the answer
     * @param id MSH-10 of the answer
     */
    static Acknowledgement to(
            byte[] bytes, Optional<MessageHeader> header, @Nullable RejectReason reason, Instant now, String id) {
        Optional<String> code = code(header, reason);
        if (code.isEmpty()) {
            return silence();
        }
        String separators = header.map(MessageHeader::separators).orElse("|^~\\&");
        char field = separators.charAt(0);
        char component = separators.charAt(1);
        StringBuilder text = new StringBuilder(256);
        text.append("MSH").append(separators).append(field);
        append(text, field, header, 5);
        append(text, field, header, 6);
        append(text, field, header, 3);
        append(text, field, header, 4);
        text.append(TIME.format(now.atOffset(ZoneOffset.UTC))).append(field).append(field);
        text.append("ACK");
        header.map(MessageHeader::messageType)
                .filter(type -> type.indexOf('^') > 0)
                .ifPresent(type -> text.append(component)
                        .append(type.substring(type.indexOf('^') + 1))
                        .append(component)
                        .append("ACK"));
        text.append(field).append(id).append(field);
        text.append(header.map(it -> it.field(11)).filter(it -> !it.isEmpty()).orElse("P"))
                .append(field);
        text.append(header.map(it -> it.field(12)).filter(it -> !it.isEmpty()).orElse("2.6"));
        text.append('\r');
        text.append("MSA").append(field).append(code.get()).append(field);
        text.append(header.map(MessageHeader::controlId).orElse("")).append('\r');
        if (reason != null) {
            appendError(text, field, component, reason);
        }
        Charset charset = header.isEmpty() ? StandardCharsets.US_ASCII : MessageText.answerCharacterSet(bytes);
        return new Acknowledgement(text.toString().getBytes(charset), code.get(), false);
    }

    /** ERR-2 (where a field is to blame), ERR-3 and ERR-4 of HL7 v2.6, 2.15.5; ERR-5 our reason, ERR-8 its sentence. */
    private static void appendError(StringBuilder text, char field, char component, RejectReason reason) {
        text.append("ERR").append(field).append(field);
        if (reason == RejectReason.CONTROL_ID_MISSING) {
            text.append("MSH").append(component).append('1').append(component).append("10");
        }
        text.append(field);
        text.append(reason.errorCode().code())
                .append(component)
                .append(reason.errorCode().text())
                .append(component)
                .append("HL70357")
                .append(field);
        text.append('E').append(field).append(reason.name()).append(field).append(field);
        text.append(field).append(reason.sentence()).append('\r');
    }

    private static Optional<String> code(Optional<MessageHeader> header, @Nullable RejectReason reason) {
        RejectReason.Ack answer = reason == null ? RejectReason.Ack.ACCEPT : reason.ack();
        boolean success = answer == RejectReason.Ack.ACCEPT;
        char second = switch (answer) {
            case ACCEPT -> 'A';
            case ERROR -> 'E';
            case REJECT -> 'R';
        };
        if (header.isEmpty() || !header.get().enhanced()) {
            return Optional.of("A" + second);
        }
        if (header.get().acceptAcknowledgement().wants(success)) {
            return Optional.of("C" + second);
        }
        return header.get().applicationAcknowledgement().wants(success) ? Optional.of("A" + second) : Optional.empty();
    }

    private static void append(StringBuilder text, char field, Optional<MessageHeader> header, int number) {
        text.append(header.map(it -> it.field(number)).orElse("")).append(field);
    }

    @Override
    public String toString() {
        return "Acknowledgement[" + (isSilent() ? "none" : code) + "]";
    }
}
