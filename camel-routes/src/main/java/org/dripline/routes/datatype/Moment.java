// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.datatype;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;

/**
 * {@code DTM[dateTime]}: a time as precise as it was sent. DTM of HL7 v2.6, chapter 2A:
 * {@code YYYY[MM[DD[HH[MM[SS[.S]]]]]][+/-ZZZZ]}.
 *
 * @param instant its beginning
 * @param date its day, where it was said
 * @param precision how precise it was said
 */
public record Moment(Instant instant, LocalDate date, TemporalPrecisionEnum precision) {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?)?)?)?)?"
                    + "(?:([+-]\\d{2})(\\d{2}))?");

    /**
     * Reads a time.
     *
     * @param zone for text without an offset, or with {@code -0000}, which means that the sender does not know it
     * @return empty for what is none
     */
    public static Optional<Moment> of(String text, ZoneId zone) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1, 0),
                    number(parts, 2, 1),
                    number(parts, 3, 1),
                    number(parts, 4, 0),
                    number(parts, 5, 0),
                    number(parts, 6, 0));
            if (parts.group(7) != null) {
                local = local.withNano(Integer.parseInt((parts.group(7) + "00000000").substring(0, 9)));
            }
            return Optional.of(
                    new Moment(local.atZone(offset(parts, zone)).toInstant(), local.toLocalDate(), precision(parts)));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static ZoneId offset(Matcher parts, ZoneId zone) {
        boolean unknown = parts.group(8) == null
                || parts.group(8).equals("-00") && parts.group(9).equals("00");
        return unknown ? zone : ZoneOffset.of(parts.group(8) + ":" + parts.group(9));
    }

    private static TemporalPrecisionEnum precision(Matcher parts) {
        if (parts.group(4) == null) {
            if (parts.group(2) == null) {
                return TemporalPrecisionEnum.YEAR;
            }
            return parts.group(3) == null ? TemporalPrecisionEnum.MONTH : TemporalPrecisionEnum.DAY;
        }
        return parts.group(7) == null ? TemporalPrecisionEnum.SECOND : TemporalPrecisionEnum.MILLI;
    }

    private static int number(Matcher parts, int group, int otherwise) {
        return parts.group(group) == null ? otherwise : Integer.parseInt(parts.group(group));
    }

    /** In UTC when it has a time of day; FHIR's dates have no zone. */
    public DateTimeType dateTime() {
        if (precision.ordinal() < TemporalPrecisionEnum.MINUTE.ordinal()) {
            return new DateTimeType(dayText());
        }
        DateTimeType time = new DateTimeType(Date.from(instant), precision);
        time.setTimeZoneZulu(true);
        return time;
    }

    /** Its day, or month, or year. */
    public DateType day() {
        return new DateType(dayText());
    }

    private String dayText() {
        String day = date.toString();
        return switch (precision) {
            case YEAR -> day.substring(0, 4);
            case MONTH -> day.substring(0, 7);
            case DAY, MINUTE, SECOND, MILLI -> day;
        };
    }
}
