// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.association.Bedside;
import org.dripline.routes.ehr.EhrFeeds;
import org.dripline.routes.ehr.EhrOutcome;
import org.dripline.routes.journal.Attributions;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.ReportedRow;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.SegmentReader;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** An entry's bytes → what is to become of it. Reads, asks whose it is, and makes the resources; writes nothing. */
public final class Preparation {

    private final DeviceMessageReader reader;
    private final Association association;
    private final EhrFeeds ehr;
    private final Duration futureTolerance;

    /**
     * @param futureTolerance how far a value's time may lie ahead of the clinical clock as it was when the message
     *     arrived. Not as it is now: a message that waited must become what it would have become at once
     */
    public Preparation(DeviceMessageReader reader, Association association, EhrFeeds ehr, Duration futureTolerance) {
        this.reader = reader;
        this.association = association;
        this.ehr = ehr;
        this.futureTolerance = futureTolerance;
    }

    /** What is to become of an entry. */
    sealed interface Outcome permits Chartable, Waits, SearchBroke, Useless {}

    /**
     * To be written.
     *
     * @param keys what others of the same patient may wait under
     * @param attribution whose it is taken to be, when the message does not say so itself
     */
    record Chartable(
            List<Resource> resources,
            Map<Integer, Claim.Withheld> withheld,
            List<String> keys,
            Optional<Attributions.Attribution> attribution)
            implements Outcome {

        Chartable(List<Resource> resources, Map<Integer, Claim.Withheld> withheld, List<String> keys) {
            this(resources, withheld, keys, Optional.empty());
        }

        /** The same, with what it takes to find it when whose it is turns out to be wrong. */
        Chartable by(Association.Found found, Bedside bedside) {
            return found.basis().mayBeCorrected()
                    ? new Chartable(
                            resources,
                            withheld,
                            keys,
                            Optional.of(new Attributions.Attribution(
                                    0,
                                    found.patientId(),
                                    bedside.bed(),
                                    List.copyOf(bedside.devices()),
                                    bedside.first(),
                                    bedside.last())))
                    : this;
        }

        /**
         * The same, and what the message became before and does not become any more, as entered in error.
         *
         * @param former whose it was taken to be before, when it did not say so itself: that is whose chart they are in
         */
        Chartable retracting(List<String> before, Optional<String> former) {
            Set<String> now = resources.stream().map(FhirServer::reference).collect(Collectors.toSet());
            List<Resource> all = new ArrayList<>(resources);
            before.stream()
                    .filter(reference -> reference.startsWith("Observation/") && !now.contains(reference))
                    .map(reference -> Charting.retracted(reference, resources))
                    .map(retracted -> former.map(patient -> retracted
                                    .setSubject(new Reference("Patient/" + patient))
                                    .setEncounter(null))
                            .orElse(retracted))
                    .forEach(all::add);
            return new Chartable(all, withheld, keys, attribution);
        }
    }

    /**
     * Nobody to chart it for yet.
     *
     * @param key what it waits under; null when it names nobody
     */
    record Waits(
            RejectReason reason,
            Map<Integer, Claim.Withheld> withheld,
            @Nullable String key) implements Outcome {}

    /**
     * The server broke on looking for this patient: perhaps on this identifier, perhaps on anything.
     *
     * @param key what it would wait under
     */
    record SearchBroke(String cause, Map<Integer, Claim.Withheld> withheld, String key) implements Outcome {
        Waits asWaiting() {
            return new Waits(RejectReason.PATIENT_SEARCH_FAILED, withheld, key);
        }
    }

    /** To be quarantined. */
    record Useless(RejectReason reason, Map<Integer, Claim.Withheld> withheld) implements Outcome {}

    /**
     * Prepares one entry. Exceptions of the FHIR client pass through, but for a search that the server refuses or
     * breaks on: that may concern this patient alone.
     *
     * @param waiting identities that were looked for in vain a moment ago and are not looked for again, with the reason
     * @param beginnings of alerts
     */
    Outcome prepare(ClaimedEntry entry, Map<String, RejectReason> waiting, DeviceAlerts.Beginnings beginnings) {
        if (EhrFeeds.takes(entry.bytes())) {
            return fromEhr(entry, waiting);
        }
        DeviceMessageReader.Outcome read = reader.read(entry.bytes(), entry.source());
        if (read instanceof DeviceMessageReader.Unreadable unreadable) {
            return new Useless(unreadable.reason(), Map.of());
        }
        DeviceReport report = withoutFuture(((DeviceMessageReader.Read) read).report(), entry.clinicalAt());
        Map<Integer, Claim.Withheld> withheld = new HashMap<>();
        addWithheld(withheld, report.withheld());
        if (report.isForTheJournalOnly()) {
            return new Chartable(List.of(), withheld, List.of());
        }
        if (report.isEmpty()) {
            return new Useless(RejectReason.NOTHING_READABLE, withheld);
        }
        Bedside bedside = Bedside.of(report, DeviceResources::idOf);
        String key = association.key(report.patient(), bedside);
        if (waiting.containsKey(key)) {
            return new Waits(waiting.get(key), withheld, key);
        }
        try {
            Association.Outcome whose = association.patient(report.patient(), bedside);
            if (whose instanceof Association.Nobody nobody) {
                return new Waits(nobody.reason(), withheld, nobody.key());
            }
            Chartable chartable = chartable(entry, report, (Association.Found) whose, withheld, beginnings);
            return chartable.by((Association.Found) whose, bedside);
        } catch (BaseServerResponseException problem) {
            return unanswered(problem, withheld, Optional.of(key));
        }
    }

    private static Outcome unanswered(
            BaseServerResponseException problem, Map<Integer, Claim.Withheld> withheld, Optional<String> key) {
        return switch (FhirProblem.of(problem)) {
            case REFUSED -> new Waits(RejectReason.PATIENT_SEARCH_REFUSED, withheld, key.orElse(null));
            case BROKE -> new SearchBroke(FhirProblem.describe(problem), withheld, key.orElseThrow());
            case AWAY, CONFLICT -> throw problem;
        };
    }

    /** Whether what an entry becomes depends on what the server has, so that all before it must be there. */
    static boolean readsTheChart(ClaimedEntry entry) {
        return EhrFeeds.takes(entry.bytes());
    }

    private Outcome fromEhr(ClaimedEntry entry, Map<String, RejectReason> waiting) {
        SegmentReader.Outcome read = ehr.read(entry);
        if (read instanceof SegmentReader.Unreadable unreadable) {
            return new Useless(unreadable.reason(), Map.of());
        }
        EhrMessage message = ((SegmentReader.Read) read).message();
        Optional<String> key = ehr.key(message);
        if (key.isPresent() && ehr.mayWait(message) && waiting.containsKey(key.get())) {
            return new Waits(waiting.get(key.get()), Map.of(), key.get());
        }
        try {
            EhrOutcome outcome = ehr.become(message, entry);
            if (outcome instanceof EhrOutcome.Becomes becomes) {
                return new Chartable(becomes.resources(), becomes.withheld(), becomes.keys());
            }
            if (outcome instanceof EhrOutcome.Waits waits) {
                return new Waits(waits.reason(), Map.of(), waits.key());
            }
            EhrOutcome.Useless useless = (EhrOutcome.Useless) outcome;
            return new Useless(useless.reason(), useless.withheld());
        } catch (BaseServerResponseException problem) {
            return unanswered(problem, Map.of(), key);
        }
    }

    void forget() {
        association.forget();
        ehr.forget();
    }

    private Chartable chartable(
            ClaimedEntry entry,
            DeviceReport report,
            Association.Found found,
            Map<Integer, Claim.Withheld> withheld,
            DeviceAlerts.Beginnings beginnings) {
        Subject subject =
                new Subject(found.patientId(), at -> association.encounter(found.patientId(), report.patient(), at));
        MessageOrigin origin = new MessageOrigin(
                entry.id(), entry.receivedAt(), entry.source(), entry.controlId(), identity(entry, found));
        Charting.Charted charted = Charting.chart(report, origin, subject, beginnings);
        addWithheld(withheld, charted.duplicates());
        return new Chartable(charted.resources(), withheld, List.copyOf(found.keys()));
    }

    /**
     * The bytes alone, when they say whose they are. Else whose they are taken to be is part of what they become:
     * charted again for somebody else, they are other resources, and the former ones stay behind as entered in error.
     */
    private static String identity(ClaimedEntry entry, Association.Found found) {
        return found.basis().mayBeCorrected() ? entry.payloadHash() + " for " + found.patientId() : entry.payloadHash();
    }

    /** A value from the future would look fresh when its time comes, however old it is by then. */
    private DeviceReport withoutFuture(DeviceReport report, Instant received) {
        Instant latest = received.plus(futureTolerance);
        List<DeviceReport.WithheldValue> withheld = new ArrayList<>(report.withheld());
        return new DeviceReport(
                report.patient(),
                until(latest, report.readings(), withheld),
                until(latest, report.events(), withheld),
                until(latest, report.alerts(), withheld),
                until(latest, report.unmapped(), withheld),
                withheld,
                report.journalOnly());
    }

    private static <T extends ReportedRow> List<T> until(
            Instant latest, List<T> rows, List<DeviceReport.WithheldValue> withheld) {
        List<T> until = new ArrayList<>();
        for (T row : rows) {
            if (row.at().isAfter(latest)) {
                withheld.add(new DeviceReport.WithheldValue(row.obx(), row.path(), RejectReason.TIME_IN_FUTURE));
            } else {
                until.add(row);
            }
        }
        return until;
    }

    private static void addWithheld(Map<Integer, Claim.Withheld> byRow, List<DeviceReport.WithheldValue> values) {
        values.forEach(value -> byRow.put(value.obx(), new Claim.Withheld(value.path(), value.reason())));
    }
}
