// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.adt;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.pcd.PatientIdentity;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.Segment;

/**
 * What an ADT message tells.
 *
 * @param trigger EVN-1
 * @param recorded EVN-2, else MSH-7, else when it was received: which of two messages is newer
 * @param occurred EVN-6, else for an arrival PV1-44, else as above: when the patient moved
 * @param patient PID
 * @param visit PV1
 * @param more PV2
 * @param merged MRG
 */
public record AdtEvent(
        Trigger trigger,
        Instant recorded,
        Instant occurred,
        Segment patient,
        Segment visit,
        Segment more,
        Segment merged) {

    /** HL7 table 0003, as far as it is read here. */
    public enum Trigger {
        A01,
        A02,
        A03,
        A04,
        A05,
        A08,
        A11,
        A12,
        A13,
        A31,
        A40;

        static Optional<Trigger> of(String code) {
            return Arrays.stream(values())
                    .filter(trigger -> trigger.name().equals(code))
                    .findFirst();
        }

        /** Whether the patient comes with it. */
        public boolean arrives() {
            return this == A01 || this == A04;
        }

        /** Whether it is about a visit, and not about the person alone. */
        public boolean isAboutVisit() {
            return this != A31 && this != A40;
        }
    }

    /**
     * Reads an ADT message.
     *
     * @param received when it came in
     * @param zone of times without an offset
     * @return empty for a trigger that is not read
     */
    public static Optional<AdtEvent> of(EhrMessage message, Instant received, ZoneId zone) {
        return Trigger.of(message.trigger()).map(trigger -> {
            Segment event = message.first("EVN");
            Segment visit = message.first("PV1");
            Instant recorded = Moment.of(event.text(2), zone)
                    .or(() -> Moment.of(message.first("MSH").text(7), zone))
                    .map(Moment::instant)
                    .orElse(received);
            Instant occurred = Moment.of(event.text(6), zone)
                    .or(() -> trigger.arrives() ? Moment.of(visit.text(44), zone) : Optional.empty())
                    .map(Moment::instant)
                    .orElse(recorded);
            return new AdtEvent(
                    trigger,
                    recorded,
                    occurred,
                    message.first("PID"),
                    visit,
                    message.first("PV2"),
                    message.first("MRG"));
        });
    }

    /** The same event of another pair of records: A40 may name several. */
    public AdtEvent of(EhrMessage pair) {
        return new AdtEvent(trigger, recorded, occurred, pair.first("PID"), visit, more, pair.first("MRG"));
    }

    /** Who it is about: PID-3 and PV1-19. */
    public PatientIdentity identity() {
        return PatientMap.identity(patient, visit);
    }

    /** Who is no more: MRG-1. */
    public List<PatientIdentity.Identifier> mergedIdentifiers() {
        return merged.said(1).stream()
                .map(DataTypes::named)
                .filter(identifier -> !identifier.value().isEmpty())
                .toList();
    }
}
