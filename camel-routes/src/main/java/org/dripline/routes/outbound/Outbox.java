// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.routes.LogText;
import org.dripline.routes.journal.OutgoingMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a message is handed over that is to be sent. When {@link #send} returns it is on disk, and it is sent until the
 * other side answers or somebody dismisses it.
 *
 * <p>Safe for use by many threads.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);

    private static final int SENDING_APPLICATION = 3;
    private static final int SENDING_FACILITY = 4;
    private static final int RECEIVING_APPLICATION = 5;
    private static final int RECEIVING_FACILITY = 6;
    private static final int TIME_OF_MESSAGE = 7;
    private static final int MESSAGE_TYPE = 9;
    private static final int CONTROL_ID = 10;
    private static final int PROCESSING = 11;
    private static final int ACCEPT_ACKNOWLEDGEMENT = 15;
    private static final int APPLICATION_ACKNOWLEDGEMENT = 16;
    private static final int CHARACTER_SET = 18;
    /** MSH-10 of HL7 v2.3 to v2.6. */
    private static final int LONGEST_CONTROL_ID = 20;

    private final OutgoingMessages messages;
    private final Map<String, DestinationProperties> destinations;
    private final Clock clock;
    private final Map<String, Runnable> wake = new ConcurrentHashMap<>();

    /** @param clock real time */
    public Outbox(OutgoingMessages messages, Map<String, DestinationProperties> destinations, Clock clock) {
        this.messages = messages;
        this.destinations = Map.copyOf(destinations);
        this.clock = clock;
    }

    /**
     * Hands a message over. Its MSH gets what the destination's settings say (MSH-3 to -6, -15, -16, -18) and, where
     * they are empty, time, control id and processing id.
     *
     * @param destination one of {@code dripline.routes.outbox.destinations}
     * @param message of any version
     * @param about reference to what it carries; empty for none
     * @return its id; a second message with the same control id to the same destination is the first one
     * @throws IllegalArgumentException when there is no such destination, or its character set cannot write the message
     * @throws org.dripline.routes.journal.JournalUnavailable when the message is not known to be on disk
     */
    public long send(String destination, Message message, String about) {
        DestinationProperties to = destinations.get(destination);
        if (to == null) {
            throw new IllegalArgumentException(
                    "There is no dripline.routes.outbox.destinations." + LogText.of(destination) + "; configured are "
                            + destinations.keySet().stream().sorted().toList());
        }
        try {
            Segment header = (Segment) message.get("MSH");
            address(header, to);
            String controlId = text(header, CONTROL_ID);
            String type = text(header, MESSAGE_TYPE);
            long id = messages.append(
                    destination, controlId, type, about, bytes(message.encode(), to.charset()), clock.instant());
            LOG.info("to be sent id={} control={} destination={}", id, LogText.of(controlId), destination);
            wake.getOrDefault(destination, () -> {}).run();
            return id;
        } catch (HL7Exception unencodable) {
            throw new IllegalArgumentException("The message cannot be encoded", unencodable);
        }
    }

    /** What to run when something is to be sent there. */
    void onSend(String destination, Runnable awake) {
        wake.put(destination, awake);
    }

    private void address(Segment header, DestinationProperties to) throws HL7Exception {
        set(header, SENDING_APPLICATION, to.sendingApplication());
        set(header, SENDING_FACILITY, to.sendingFacility());
        set(header, RECEIVING_APPLICATION, to.application());
        set(header, RECEIVING_FACILITY, to.facility());
        setIfEmpty(header, TIME_OF_MESSAGE, TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        setIfEmpty(
                header,
                CONTROL_ID,
                UUID.randomUUID().toString().replace("-", "").substring(0, LONGEST_CONTROL_ID));
        setIfEmpty(header, PROCESSING, "P");
        boolean enhanced = to.acknowledgement() == DestinationProperties.Mode.ENHANCED;
        set(header, ACCEPT_ACKNOWLEDGEMENT, enhanced ? "AL" : "");
        set(header, APPLICATION_ACKNOWLEDGEMENT, enhanced ? "NE" : "");
        set(header, CHARACTER_SET, to.charset().code());
    }

    private static void set(Segment header, int field, String value) throws HL7Exception {
        header.getField(field, 0).parse(value);
    }

    private static void setIfEmpty(Segment header, int field, String value) throws HL7Exception {
        if (text(header, field).isEmpty()) {
            set(header, field, value);
        }
    }

    private static String text(Segment header, int field) throws HL7Exception {
        Type[] repetitions = header.getField(field);
        return repetitions.length == 0 ? "" : repetitions[0].encode();
    }

    /** A character that would arrive as a question mark may be a letter of a name, or of a dose. */
    private static byte[] bytes(String text, DestinationProperties.CharacterSet charset) {
        try {
            ByteBuffer encoded = charset.charset()
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException unmappable) {
            throw new IllegalArgumentException(
                    "The message has characters that " + charset.code()
                            + " does not have. Set the destination's charset to utf-8, if it can read that.",
                    unmappable);
        }
    }
}
