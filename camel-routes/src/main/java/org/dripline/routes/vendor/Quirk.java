// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A way in which some product departs from the standard, switched on by its name in the product's file. Each constant
 * overrides the one place where it bites; all others pass on what they get.
 */
public enum Quirk {

    /**
     * MSH-2 lacks the escape character ({@code ^~&}): the third one would be taken for it, and subcomponents be lost.
     */
    ENCODING_CHARACTERS_CUT {
        @Override
        public String header(String segment) {
            return segment.startsWith("^~&", 4) && segment.charAt(7) == segment.charAt(3)
                    ? segment.substring(0, 4) + "^~\\&" + segment.substring(7)
                    : segment;
        }
    },

    /**
     * One empty field too many before MSH-9, so that the message type stands in MSH-10 and the control id in MSH-11.
     * Told by an empty MSH-9 beside a message type in MSH-10, and by nothing else.
     */
    HEADER_SHIFTED_BY_ONE {
        private final Pattern type = Pattern.compile("[A-Z]{3}.[A-Z]\\d\\d(.[A-Z]{3}_[A-Z]\\d\\d)?");

        @Override
        public String header(String segment) {
            if (segment.length() < 8) {
                return segment;
            }
            String separator = String.valueOf(segment.charAt(3));
            List<String> fields = new ArrayList<>(List.of(segment.split(Pattern.quote(separator), -1)));
            // Without MSH-1, which is the separator itself: index 8 is MSH-9.
            if (fields.size() < 11
                    || !fields.get(8).isEmpty()
                    || !type.matcher(fields.get(9)).matches()) {
                return segment;
            }
            fields.remove(8);
            return String.join(separator, fields);
        }
    },

    /** A segment begins in the line of the one before it, after blanks: {@code PV1|…|| OBR|1|…}. */
    SEGMENTS_GLUED_TOGETHER {
        @Override
        public String message(String text) {
            String separator = text.length() > 3 ? Pattern.quote(text.substring(3, 4)) : "\\|";
            return text.replaceAll("[ \\t]+(?=(?:PID|PV1|OBR|OBX|PRT|NTE)" + separator + ")", "\r");
        }
    },

    /** A number 0 in OBX-3 means that there is none; the name alone says what it is. */
    NUMBER_ZERO_IS_NONE {
        @Override
        public String number(String number) {
            return number.equals("0") ? "" : number;
        }
    },

    /** An alarm's number is the product's own, though it stands under MDC: only its name is the nomenclature's. */
    ALARM_NUMBER_IS_ITS_OWN {
        @Override
        public String alarmNumber(String number) {
            // Numbers of events and alarms begin at 3 x 65536 in the nomenclature.
            return number.length() < 6 ? "" : number;
        }
    },

    /** OBX-11 is X on rows that do have a value, which is then raw. */
    STATUS_X_WITH_VALUE {
        @Override
        public String status(String status, boolean hasValue) {
            return status.equals("X") && hasValue ? "R" : status;
        }
    },

    /**
     * OBX-18.1 of a pump is a letter and a number in one kind of message and the number alone in another. The letter is
     * that of the kind of pump (P of a syringe pump, I of a volumetric one), so two pumps with one number stay two.
     */
    SERIAL_WITHOUT_ITS_LETTER {
        @Override
        public String serial(String serial, String kindOfDevice) {
            if (serial.isEmpty() || !serial.chars().allMatch(Character::isDigit)) {
                return serial;
            }
            return switch (kindOfDevice) {
                case "70053" -> "P" + serial;
                case "70049" -> "I" + serial;
                default -> serial;
            };
        }
    },

    /** Rows name no device and MSH is the same for all; the address in PV1-3.4 tells the monitors of a ward apart. */
    DEVICE_BY_ADDRESS_IN_LOCATION,

    /** MSH-10 is the same in every message, so its coming again says nothing. */
    CONTROL_ID_IS_CONSTANT;

    /** The first segment, before anything of it is read. */
    public String header(String segment) {
        return segment;
    }

    /** The whole message, before it is parsed. */
    public String message(String text) {
        return text;
    }

    /** OBX-3's number. */
    public String number(String number) {
        return number;
    }

    /** The number of an alarm condition. */
    public String alarmNumber(String number) {
        return number;
    }

    /** OBX-11. */
    public String status(String status, boolean hasValue) {
        return status;
    }

    /**
     * OBX-18.1.
     *
     * @param kindOfDevice MDC number of the device row above; may be empty
     */
    public String serial(String serial, String kindOfDevice) {
        return serial;
    }

    /** As a vendor's file writes it: {@code number-zero-is-none}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Quirk> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
