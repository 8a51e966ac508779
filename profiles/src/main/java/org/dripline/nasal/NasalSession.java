// SPDX-License-Identifier: Apache-2.0
package org.dripline.nasal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one session.
 *
 * @param reference such as {@code Encounter/…}
 * @param zone in which days are counted
 * @param ended whether the visit is told as finished
 * @param left when the patient left; null while nobody has said
 * @param given what was taken, oldest first
 * @param pressures of the visit, oldest first
 * @param form the programme's form; null when there is none
 */
public record NasalSession(
        String reference,
        ZoneId zone,
        boolean ended,
        @Nullable Instant left,
        List<Given> given,
        List<Pressure> pressures,
        @Nullable Form form) {

    public NasalSession {
        given = given.stream().sorted(Comparator.comparing(Given::start)).toList();
        pressures =
                pressures.stream().sorted(Comparator.comparing(Pressure::at)).toList();
    }

    /**
     * One administration.
     *
     * @param start first device
     * @param end last device; null when nobody has said
     * @param milligrams null when not recorded
     * @param devices how many; 0 when not recorded
     * @param lots one for each lot of devices; a device without one is not in here
     * @param devicesWithLot how many devices have a lot
     */
    public record Given(
            Instant start,
            @Nullable Instant end,
            @Nullable BigDecimal milligrams,
            int devices,
            List<String> lots,
            int devicesWithLot,
            String reference) {
        public Given {
            lots = List.copyOf(lots);
        }
    }

    /** A whole pressure in mm[Hg]. */
    public record Pressure(Instant at, BigDecimal systolic, BigDecimal diastolic, String reference) {
        /** {@code 132/84 mm[Hg]}. */
        String words() {
            return systolic.toPlainString() + "/" + diastolic.toPlainString() + " mm[Hg]";
        }
    }

    /**
     * The programme's form, and what people say became of it. That it was sent is somebody's word: nothing here sends.
     *
     * @param completed whether whoever filled it in says that it is complete
     * @param preparedOn null when nobody has said
     * @param sentOn null when nobody has said
     */
    public record Form(
            boolean completed,
            String preparedBy,
            @Nullable LocalDate preparedOn,
            String sentBy,
            @Nullable LocalDate sentOn,
            String reference) {}

    /** The last device; empty while none is on record. */
    Optional<Instant> lastDevice() {
        return given.stream()
                .map(each -> each.end() == null ? each.start() : each.end())
                .max(Comparator.naturalOrder());
    }

    Optional<Instant> firstDevice() {
        return given.stream().map(Given::start).findFirst();
    }
}
