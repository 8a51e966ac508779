// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a message, or one value of it, was not charted as it came. One list for acknowledgements, journal rows, metrics
 * and the operator's sentence, so that they never disagree.
 *
 * <p>{@link Ack#REJECT} becomes AR or CR, {@link Ack#ERROR} AE or CE, depending on the acknowledgement mode the sender
 * asked for (HL7 v2.6, 2.9.2 and 2.9.3). {@link Ack#ACCEPT} means that the sender was told AA or CA: the reason was
 * found later, or concerns a single value.
 */
public enum RejectReason {
    // What the socket refuses.
    HEADER_UNREADABLE(
            Ack.REJECT,
            ErrorCode.SEGMENT_SEQUENCE,
            false,
            "The message has no readable MSH segment. Check the sender's interface."),
    CONTROL_ID_MISSING(
            Ack.REJECT,
            ErrorCode.REQUIRED_FIELD_MISSING,
            false,
            "MSH-10 is empty, so the message cannot be acknowledged. Set a control id at the sender."),
    FRAME_TOO_LARGE(
            Ack.REJECT,
            ErrorCode.OTHER,
            false,
            "The frame is larger than dripline.routes.mllp.max-frame-size. Its beginning was kept."),
    FRAME_INCOMPLETE(
            Ack.REJECT,
            ErrorCode.OTHER,
            true,
            "The sender stopped in the middle of a frame. What had arrived was kept; the sender should send it again."),
    BYTES_OUTSIDE_FRAME(
            Ack.REJECT,
            ErrorCode.OTHER,
            false,
            "Bytes arrived that belong to no MLLP frame. They were kept. Check the sender's framing."),
    JOURNAL_UNAVAILABLE(
            Ack.ERROR,
            ErrorCode.APPLICATION_ERROR,
            true,
            "The journal's database does not answer, so nothing is accepted. Start it; senders will send again."),

    INTAKE_FAILED(
            Ack.ERROR,
            ErrorCode.APPLICATION_ERROR,
            true,
            "Taking the message in failed in a way nobody foresaw, so it is not accepted. Report it with the log's line."),

    // What makes a whole message unreadable.
    MESSAGE_UNPARSABLE(
            Ack.ACCEPT,
            ErrorCode.SEGMENT_SEQUENCE,
            false,
            "The message is not readable HL7 v2. Its bytes are in the journal."),
    MESSAGE_TYPE_UNSUPPORTED(
            Ack.ACCEPT,
            ErrorCode.UNSUPPORTED_MESSAGE_TYPE,
            false,
            "No reader takes this kind of message. Its bytes are in the journal."),
    SEVERAL_PATIENTS(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "The message names more than one patient. Have the sender send one message each."),
    TOO_MANY_OBSERVATIONS(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "The message has more OBX segments than dripline.routes.max-observations. Have the sender send less at a time."),
    NOTHING_READABLE(
            Ack.ACCEPT, ErrorCode.OTHER, false, "No value of this message could be used. See its withheld values."),
    READER_FAILED(
            Ack.ACCEPT,
            ErrorCode.APPLICATION_ERROR,
            false,
            "Reading the message failed in a way nobody foresaw. Report it with the journal's entry id."),
    FHIR_REFUSED(
            Ack.ACCEPT,
            ErrorCode.APPLICATION_ERROR,
            false,
            "The FHIR server refused what this message became. Compare its rules with the profiles."),
    FHIR_FAILED(
            Ack.ACCEPT,
            ErrorCode.APPLICATION_ERROR,
            false,
            "The FHIR server failed repeatedly on this message while it took others. Look at the server's log."),

    // Whose values they are is not known (yet).
    PATIENT_NOT_STATED(
            Ack.ACCEPT,
            ErrorCode.REQUIRED_FIELD_MISSING,
            false,
            "PID-3 names nobody, and neither visit, bed nor device leads to a patient at that time. The message waits"
                    + " until somebody says whose it is."),
    PATIENT_AUTHORITY_UNMAPPED(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "No identifier of PID-3 has an authority listed under dripline.routes.identifier-systems."),
    PATIENT_UNKNOWN(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "No patient with this identifier exists on the FHIR server yet. Tried again by itself."),
    PATIENT_AMBIGUOUS(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "More than one patient has this identifier. Merge them; then it is tried again by itself."),

    ASSOCIATION_CONFLICT(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "The patient named, bed, device association or visit lead to more than one patient at that time, so it is"
                    + " charted for none. Correct the one that is wrong; then it is tried again by itself."),

    PATIENT_SEARCH_REFUSED(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "The FHIR server refuses to search for this identifier. Look at PID-3 and PV1-19. Tried again, then given up."),

    PATIENT_SEARCH_FAILED(
            Ack.ACCEPT,
            ErrorCode.APPLICATION_ERROR,
            false,
            "The FHIR server fails when it searches for this identifier, and answers others. Tried again by itself."),

    // What an EHR's message asks for and cannot be done.
    TEST_MESSAGE(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "MSH-11 says that the message is for training or debugging, so nothing of it is charted."),
    MERGE_REFUSED(
            Ack.ACCEPT,
            ErrorCode.APPLICATION_ERROR,
            false,
            "The FHIR server did not merge the two patients. Look at both; merge them there with Patient/$merge (with"
                    + " Prefer: respond-async when there is very much to move), then have the entry read again."),

    APPOINTMENT_NUMBER_MISSING(
            Ack.ACCEPT,
            ErrorCode.REQUIRED_FIELD_MISSING,
            false,
            "The appointment has no number (SCH-1, SCH-2), so nobody could change or cancel it later. Have the sender fill"
                    + " one."),
    ORDER_NUMBER_MISSING(
            Ack.ACCEPT,
            ErrorCode.REQUIRED_FIELD_MISSING,
            false,
            "The order has no number (ORC-2, ORC-3), so nobody could change or stop it later. Have the sender fill one."),
    ORDER_UNKNOWN(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "The message changes an order that was never received. When that has come, have the entry read again."),
    ORDER_CONTRADICTS_ITSELF(
            Ack.ACCEPT,
            ErrorCode.APPLICATION_ERROR,
            false,
            "The order breaks this rule of an infusion order, so the FHIR server does not store it. The chart says so."
                    + " Have it corrected in the EHR, which sends it again."),

    // Charted, but somebody should know.
    CONTROL_ID_REUSED(
            Ack.ACCEPT,
            ErrorCode.DUPLICATE_KEY,
            false,
            "The sender used this control id before for other bytes. Both were charted."),

    CHARACTER_SET_CONTRADICTED(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "The message was read in another character set than MSH-18 says. Set MSH-18 at the sender, or its character"
                    + " set in the vendor's file."),

    // One value is withheld; the others of its message are charted.
    TIME_IN_FUTURE(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "The value's time was ahead of our clock when it arrived. Check the device's clock and its time zone setting."),
    DUPLICATE_VALUE(
            Ack.ACCEPT,
            ErrorCode.DUPLICATE_KEY,
            false,
            "Another row says the same thing of the same place and time. The first was charted; compare the two."),
    UNMAPPED(
            Ack.ACCEPT,
            ErrorCode.TABLE_VALUE,
            false,
            "This metric code is not in our table, and its value is of a kind that cannot be kept as it came."),
    REFID_CONTRADICTS_CODE(
            Ack.ACCEPT, ErrorCode.TABLE_VALUE, false, "Number and name of the metric (OBX-3) contradict each other."),
    CODINGS_CONTRADICT(
            Ack.ACCEPT,
            ErrorCode.TABLE_VALUE,
            false,
            "The codings of the metric (OBX-3) are of different things, so it is charted as neither. Correct the sender's"
                    + " table of codes."),
    UNIT_MISSING(Ack.ACCEPT, ErrorCode.REQUIRED_FIELD_MISSING, false, "The value has no unit (OBX-6)."),
    UNIT_UNKNOWN(Ack.ACCEPT, ErrorCode.TABLE_VALUE, false, "The unit (OBX-6) is not in our table."),
    UNIT_CONTRADICTS_CODE(
            Ack.ACCEPT,
            ErrorCode.TABLE_VALUE,
            false,
            "The unit (OBX-6) is not one this metric can have, or its codings contradict each other."),
    VALUE_MISSING(Ack.ACCEPT, ErrorCode.REQUIRED_FIELD_MISSING, false, "The row has no value (OBX-5)."),
    VALUE_REPEATS(Ack.ACCEPT, ErrorCode.OTHER, false, "The row has several values (OBX-5) where one is expected."),
    NOT_A_NUMBER(Ack.ACCEPT, ErrorCode.DATA_TYPE, false, "The value (OBX-5) is not a number."),
    SENTINEL(Ack.ACCEPT, ErrorCode.OTHER, false, "The number is the device's way to say that it has no value."),
    IMPOSSIBLE(Ack.ACCEPT, ErrorCode.OTHER, false, "The number cannot be: negative, or above the whole."),
    TOKEN_UNKNOWN(
            Ack.ACCEPT, ErrorCode.TABLE_VALUE, false, "The status word or event code (OBX-5) is not in our table."),
    FLAGGED_BY_DEVICE(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "The device itself marks the value as invalid, unavailable or taken while calibrating (OBX-8)."),
    TEST_OR_DEMO(Ack.ACCEPT, ErrorCode.OTHER, false, "The device marks the value as test or demonstration (OBX-8)."),
    STATUS_WITHOUT_RESULT(
            Ack.ACCEPT,
            ErrorCode.OTHER,
            false,
            "The row says that it has no result, or corrects what cannot be corrected this way (OBX-11)."),
    NOTHING_TO_CORRECT(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "The row corrects or takes back (OBX-11 C, D or W) a value of this device, code and time that is not on the"
                    + " chart. When that comes, this is read again by itself."),
    CORRECTION_AMBIGUOUS(
            Ack.ACCEPT,
            ErrorCode.UNKNOWN_KEY,
            false,
            "The row corrects or takes back a value (OBX-11 C, D or W), and more than one of this device, code and time is"
                    + " on the chart. None was touched; mark the wrong one there as entered in error."),
    TIME_UNREADABLE(
            Ack.ACCEPT, ErrorCode.DATA_TYPE, false, "The value has no readable time (OBX-14, its device's, or OBR-7).");

    /** What the sender is told. */
    public enum Ack {
        ACCEPT,
        ERROR,
        REJECT
    }

    /** HL7 table 0357, message error condition codes (HL7 v2.6, 2.15.5.3 and appendix A). */
    public enum ErrorCode {
        SEGMENT_SEQUENCE("100", "Segment sequence error"),
        REQUIRED_FIELD_MISSING("101", "Required field missing"),
        DATA_TYPE("102", "Data type error"),
        TABLE_VALUE("103", "Table value not found"),
        OTHER("199", "Other HL7 error"),
        UNSUPPORTED_MESSAGE_TYPE("200", "Unsupported message type"),
        UNKNOWN_KEY("204", "Unknown key identifier"),
        DUPLICATE_KEY("205", "Duplicate key identifier"),
        APPLICATION_ERROR("207", "Application error");

        private final String code;
        private final String text;

        ErrorCode(String code, String text) {
            this.code = code;
            this.text = text;
        }

        /** ERR-3.1. */
        public String code() {
            return code;
        }

        /** ERR-3.2. */
        public String text() {
            return text;
        }
    }

    private final Ack ack;
    private final ErrorCode errorCode;
    private final boolean resendHelps;
    private final String sentence;

    RejectReason(Ack ack, ErrorCode errorCode, boolean resendHelps, String sentence) {
        this.ack = ack;
        this.errorCode = errorCode;
        this.resendHelps = resendHelps;
        this.sentence = sentence;
    }

    /** By its name; empty for one that a later or earlier release has. */
    public static Optional<RejectReason> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** What the sender is told in MSA-1. */
    public Ack ack() {
        return ack;
    }

    /** What ERR-3 says when the sender is refused. */
    public ErrorCode errorCode() {
        return errorCode;
    }

    /** Whether the same bytes sent again can be accepted. */
    public boolean resendHelps() {
        return resendHelps;
    }

    /** What an operator reads: what happened and what to do. Holds nothing of the message. */
    public String sentence() {
        return sentence;
    }

    /** Value of the metric tag {@code reason}; the set of them is closed. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
