// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.PumpEvent;
import org.dripline.routes.pcd.Reading;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** An entry's bytes → what is to become of it. Reads, asks whose it is, and makes the resources; writes nothing. */
public final class Preparation {

    private final DeviceMessageReader reader;
    private final Association association;
    private final Clock clinicalClock;
    private final Duration futureTolerance;

    /**
     * @param clinicalClock what a value's time is compared with
     * @param futureTolerance how far ahead of it a value may be without a flag
     */
    public Preparation(
            DeviceMessageReader reader, Association association, Clock clinicalClock, Duration futureTolerance) {
        this.reader = reader;
        this.association = association;
        this.clinicalClock = clinicalClock;
        this.futureTolerance = futureTolerance;
    }

    /** What is to become of an entry. */
    sealed interface Outcome permits Chartable, Waits, Useless {}

    /**
     * To be written.
     *
     * @param patient the key others may wait under
     * @param fresh whether others may have waited for this very find
     */
    record Chartable(
            List<Resource> resources,
            Map<Integer, Claim.Withheld> withheld,
            @Nullable RejectReason flag,
            byte[] patient,
            boolean fresh)
            implements Outcome {}

    /** Nobody to chart it for yet. */
    record Waits(RejectReason reason, Map<Integer, Claim.Withheld> withheld, byte @Nullable [] patient)
            implements Outcome {}

    /** To be quarantined. */
    record Useless(RejectReason reason, Map<Integer, Claim.Withheld> withheld) implements Outcome {}

    /** Exceptions of the FHIR client pass through. */
    Outcome prepare(ClaimedEntry entry) {
        DeviceMessageReader.Outcome read = reader.read(entry.bytes(), entry.source());
        if (read instanceof DeviceMessageReader.Unreadable unreadable) {
            return new Useless(unreadable.reason(), Map.of());
        }
        DeviceReport report = ((DeviceMessageReader.Read) read).report();
        Map<Integer, Claim.Withheld> withheld = withheld(report);
        if (report.isEmpty()) {
            return new Useless(RejectReason.NOTHING_READABLE, withheld);
        }
        Association.Outcome whose = association.patient(report.patient());
        if (whose instanceof Association.Nobody nobody) {
            return new Waits(nobody.reason(), withheld, nobody.key());
        }
        Association.Found found = (Association.Found) whose;
        Subject subject =
                new Subject(found.patientId(), at -> association.encounter(found.patientId(), report.patient(), at));
        MessageOrigin origin = new MessageOrigin(
                entry.id(), entry.receivedAt(), entry.source(), entry.controlId(), entry.payloadHash());
        RejectReason flag = aheadOfTime(report) ? RejectReason.TIME_IN_FUTURE : null;
        return new Chartable(Charting.resources(report, origin, subject), withheld, flag, found.key(), found.fresh());
    }

    void forget() {
        association.forget();
    }

    private boolean aheadOfTime(DeviceReport report) {
        Instant latest = clinicalClock.instant().plus(futureTolerance);
        return Stream.concat(
                        report.readings().stream().map(Reading::at),
                        report.events().stream().map(PumpEvent::at))
                .anyMatch(at -> at.isAfter(latest));
    }

    private static Map<Integer, Claim.Withheld> withheld(DeviceReport report) {
        Map<Integer, Claim.Withheld> byRow = new HashMap<>();
        report.withheld().forEach(value -> byRow.put(value.obx(), new Claim.Withheld(value.path(), value.reason())));
        return byRow;
    }
}
