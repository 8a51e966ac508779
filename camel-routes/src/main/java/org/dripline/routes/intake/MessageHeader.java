// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import java.util.List;
import java.util.Optional;
import org.dripline.routes.MessageText;
import org.dripline.routes.vendor.Sender;

/**
 * MSH as far as intake needs it: who sends, which message, how it wants to be answered. Cut from the text of the first
 * segment; no parser stands between the socket and the acknowledgement.
 *
 * @param separators MSH-1 and MSH-2 together, as received ({@code |^~\&})
 * @param fields MSH-1 … as received, index = field number; index 0 unused
 */
record MessageHeader(String separators, List<String> fields) {

    /** HL7 table 0155: when an acknowledgement is wanted. Empty means always, once enhanced mode is on. */
    enum Wanted {
        ALWAYS,
        NEVER,
        ON_REFUSAL,
        ON_SUCCESS;

        boolean wants(boolean success) {
            return switch (this) {
                case ALWAYS -> true;
                case NEVER -> false;
                case ON_REFUSAL -> !success;
                case ON_SUCCESS -> success;
            };
        }
    }

    MessageHeader {
        fields = List.copyOf(fields);
    }

    /** Empty when the bytes do not begin with a usable MSH segment. */
    static Optional<MessageHeader> read(byte[] bytes) {
        return read(MessageText.firstSegment(bytes));
    }

    /** Empty when it is no usable MSH segment. */
    static Optional<MessageHeader> read(String segment) {
        if (segment.length() < 8 || !segment.startsWith("MSH") || Character.isLetterOrDigit(segment.charAt(3))) {
            return Optional.empty();
        }
        char separator = segment.charAt(3);
        String[] cut = segment.substring(4).split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1);
        if (cut.length < 9 || cut[0].isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = new java.util.ArrayList<>(List.of("MSH", String.valueOf(separator)));
        fields.addAll(List.of(cut));
        return Optional.of(new MessageHeader(separator + cut[0], fields));
    }

    /** Field {@code number} of MSH as received, empty when absent. */
    String field(int number) {
        return number < fields.size() ? fields.get(number) : "";
    }

    /** MSH-10. */
    String controlId() {
        return field(10);
    }

    /** MSH-9.1 and MSH-9.2, such as {@code ORU^R01}, always joined by {@code ^}. */
    String messageType() {
        List<String> parts = components(field(9));
        return parts.size() < 2 ? parts.get(0) : parts.get(0) + "^" + parts.get(1);
    }

    /** Who sends, as the journal keys it. */
    String source() {
        return sender().source();
    }

    /** MSH-3 and MSH-4. */
    Sender sender() {
        List<String> application = components(field(3));
        return Sender.of(
                application.get(0),
                application.size() > 1 ? application.get(1) : "",
                components(field(4)).get(0));
    }

    /** Whether MSH-15 or MSH-16 is valued: HL7 v2.6, 2.9.3. */
    boolean enhanced() {
        return !field(15).isEmpty() || !field(16).isEmpty();
    }

    /** MSH-15. */
    Wanted acceptAcknowledgement() {
        return wanted(field(15), Wanted.NEVER);
    }

    /** MSH-16. */
    Wanted applicationAcknowledgement() {
        return wanted(field(16), Wanted.NEVER);
    }

    private static Wanted wanted(String value, Wanted absent) {
        return switch (value) {
            case "AL" -> Wanted.ALWAYS;
            case "ER" -> Wanted.ON_REFUSAL;
            case "SU" -> Wanted.ON_SUCCESS;
            case "NE" -> Wanted.NEVER;
            // An unknown code: answering too often harms nobody, silence makes a sender wait.
            default -> value.isEmpty() ? absent : Wanted.ALWAYS;
        };
    }

    private List<String> components(String field) {
        return List.of(field.split(java.util.regex.Pattern.quote(separators.substring(1, 2)), -1));
    }
}
