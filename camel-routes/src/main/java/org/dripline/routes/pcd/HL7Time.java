// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DTM of HL7 v2.6 (chapter 2A): {@code YYYYMMDDHHMM[SS[.S[S[S[S]]]]][+/-ZZZZ]}. */
final class HL7Time {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?(?:([+-]\\d{2})(\\d{2}))?");

    private HL7Time() {}

    /**
     * The instant, to the millisecond. A date without a time of day is none.
     *
     * @param text DTM
     * @param zone for text without an offset, or with {@code -0000}, which means that the sender does not know it
     */
    static Optional<Instant> read(String text, ZoneId zone) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4), number(parts, 5));
            if (parts.group(6) != null) {
                local = local.withSecond(number(parts, 6));
            }
            if (parts.group(7) != null) {
                local = local.withNano(Integer.parseInt((parts.group(7) + "00000000").substring(0, 9)));
            }
            boolean unknownOffset = parts.group(8) == null
                    || parts.group(8).equals("-00") && parts.group(9).equals("00");
            ZoneId offset = unknownOffset ? zone : ZoneOffset.of(parts.group(8) + ":" + parts.group(9));
            return Optional.of(local.atZone(offset).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
