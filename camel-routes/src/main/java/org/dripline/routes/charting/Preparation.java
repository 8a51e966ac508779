// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.association.Bedside;
import org.dripline.routes.association.DeviceAssociation;
import org.dripline.routes.ehr.EhrFeeds;
import org.dripline.routes.ehr.EhrOutcome;
import org.dripline.routes.journal.Attributions;
import org.dripline.routes.journal.ChartMemory;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.journal.CorrectionMemory;
import org.dripline.routes.pcd.AssociationClaim;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.ReportedRow;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.SegmentReader;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** An entry's bytes → what is to become of it. Reads, asks whose it is, and makes the resources; writes nothing. */
public final class Preparation {

    private final DeviceMessageReader reader;
    private final Association association;
    private final EhrFeeds ehr;
    private final Duration futureTolerance;
    private final Corrections corrections;

    /**
     * @param repository the FHIR server, for what is corrected there
     * @param futureTolerance how far a value's time may lie ahead of the clinical clock as it was when the message
     *     arrived. Not as it is now: a message that waited must become what it would have become at once
     */
    public Preparation(
            DeviceMessageReader reader,
            Association association,
            EhrFeeds ehr,
            IRepository repository,
            Duration futureTolerance) {
        this.corrections = new Corrections(repository);
        this.reader = reader;
        this.association = association;
        this.ehr = ehr;
        this.futureTolerance = futureTolerance;
    }

    /** What is to become of an entry. */
    sealed interface Outcome permits Chartable, Waits, SearchBroke, Useless, Later {}

    /**
     * To be written.
     *
     * @param keys what others of the same patient may wait under
     * @param flag what somebody should know of the message as a whole; null normally
     * @param thenQuarantined why the entry is quarantined once this is written: what it became before is retracted, and
     *     it becomes nothing now; null normally
     * @param attribution whose it is taken to be, when the message does not say so itself
     */
    record Chartable(
            List<Resource> resources,
            Map<Integer, Claim.Withheld> withheld,
            List<String> keys,
            @Nullable RejectReason flag,
            @Nullable RejectReason thenQuarantined,
            Optional<Attributions.Attribution> attribution)
            implements Outcome {

        Chartable(List<Resource> resources, Map<Integer, Claim.Withheld> withheld, List<String> keys) {
            this(resources, withheld, keys, null, null);
        }

        Chartable(
                List<Resource> resources,
                Map<Integer, Claim.Withheld> withheld,
                List<String> keys,
                @Nullable RejectReason flag,
                @Nullable RejectReason thenQuarantined) {
            this(resources, withheld, keys, flag, thenQuarantined, Optional.empty());
        }

        /** The same, with what it takes to find it when whose it is turns out to be wrong. */
        Chartable by(Association.Found found, Bedside bedside) {
            return found.basis().mayBeCorrected()
                    ? new Chartable(
                            resources,
                            withheld,
                            keys,
                            flag,
                            thenQuarantined,
                            Optional.of(new Attributions.Attribution(
                                    0,
                                    found.patientId(),
                                    bedside.bed(),
                                    List.copyOf(bedside.devices()),
                                    bedside.first(),
                                    bedside.last())))
                    : this;
        }

        /** The same, and what the message became before and does not become any more, as entered in error. */
        Chartable retracting(List<String> before, Retraction retraction) {
            Set<String> now = resources.stream().map(FhirServer::reference).collect(Collectors.toSet());
            List<Resource> all = new ArrayList<>(resources);
            before.stream()
                    .filter(reference -> !now.contains(reference))
                    .forEach(reference -> retraction.of(reference).ifPresent(all::add));
            return new Chartable(all, withheld, keys, flag, thenQuarantined, attribution);
        }
    }

    /**
     * Nobody to chart it for yet.
     *
     * @param key what it waits under; null when it names nobody
     * @param devices ids on the FHIR server of those that speak in it
     */
    record Waits(
            RejectReason reason,
            Map<Integer, Claim.Withheld> withheld,
            @Nullable String key,
            Set<String> devices) implements Outcome {
        Waits(RejectReason reason, Map<Integer, Claim.Withheld> withheld, @Nullable String key) {
            this(reason, withheld, key, Set.of());
        }
    }

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

    /** What it becomes depends on what the server has, so all before it must be there. */
    record Later() implements Outcome {}

    /** To be quarantined. */
    record Useless(RejectReason reason, Map<Integer, Claim.Withheld> withheld) implements Outcome {

        /** The same, once what the message became before is retracted. */
        Outcome retracting(List<String> before, Retraction retraction) {
            Chartable chartable =
                    new Chartable(List.of(), withheld, List.of(), null, reason).retracting(before, retraction);
            return chartable.resources().isEmpty() ? this : chartable;
        }
    }

    /**
     * Prepares one entry. Exceptions of the FHIR client pass through, but for a search that the server refuses or
     * breaks on: that may concern this patient alone.
     *
     * @param waiting identities that were looked for in vain a moment ago and are not looked for again, with the reason
     * @param memory what earlier messages of the source became
     * @param allWritten whether the server has everything that is before this entry
     */
    Outcome prepare(ClaimedEntry entry, Map<String, RejectReason> waiting, Memory memory, boolean allWritten) {
        if (readsTheChart(entry)) {
            return fromEhr(entry, waiting);
        }
        DeviceMessageReader.Outcome read = reader.read(entry.bytes(), entry.source());
        if (read instanceof DeviceMessageReader.Unreadable unreadable) {
            return new Useless(unreadable.reason(), Map.of());
        }
        if (read instanceof DeviceMessageReader.Associated said) {
            return associated(said, waiting);
        }
        DeviceMessageReader.Read told = (DeviceMessageReader.Read) read;
        DeviceReport report = withoutKeptBack(withoutFuture(told.report(), entry.clinicalAt()), entry);
        Map<Integer, Claim.Withheld> withheld = new HashMap<>();
        addWithheld(withheld, report.withheld());
        if (report.isForTheJournalOnly()) {
            return new Chartable(List.of(), withheld, List.of(), told.flag(), null);
        }
        if (report.isEmpty()) {
            return new Useless(RejectReason.NOTHING_READABLE, withheld);
        }
        boolean corrects = !report.corrections().isEmpty();
        if (report.isAboutNobody()) {
            if (corrects && !allWritten) {
                return new Later();
            }
            return chartable(entry, report, null, entry.payloadHash(), List.of(), withheld, memory, told.flag());
        }
        Bedside bedside = Bedside.of(report, DeviceResources::idOf);
        String key = association.key(report.patient(), bedside);
        if (waiting.containsKey(key)) {
            return new Waits(waiting.get(key), withheld, key, bedside.devices());
        }
        try {
            Association.Outcome whose = association.patient(report.patient(), bedside);
            if (whose instanceof Association.Nobody nobody) {
                return new Waits(nobody.reason(), withheld, nobody.key(), bedside.devices());
            }
            if (corrects && !allWritten) {
                return new Later();
            }
            Association.Found found = (Association.Found) whose;
            Subject subject = new Subject(
                    found.patientId(), at -> association.encounter(found.patientId(), report.patient(), at));
            DeviceReport thinned = Thinning.of(
                    report, told.chartingInterval(), subject.patientId(), entry.id(), memory.chart()::charts);
            Outcome outcome = chartable(
                    entry,
                    thinned,
                    subject,
                    identity(entry, found),
                    List.copyOf(found.keys()),
                    withheld,
                    memory,
                    told.flag());
            return outcome instanceof Chartable chartable ? chartable.by(found, bedside) : outcome;
        } catch (BaseServerResponseException problem) {
            return unanswered(problem, withheld, Optional.of(key));
        }
    }

    /** What earlier messages of a source became, as far as later ones must know it. */
    record Memory(ChartMemory chart, CorrectionMemory corrections) {}

    /** Whose a device is from now on, or is no longer; {@code AssociationWatch} then sees to what waited for it. */
    private Outcome associated(DeviceMessageReader.Associated said, Map<String, RejectReason> waiting) {
        Optional<String> key = association.key(said.patient());
        if (key.isPresent() && waiting.containsKey(key.get())) {
            return new Waits(waiting.get(key.get()), Map.of(), key.get());
        }
        try {
            Association.Outcome whose = association.patient(said.patient());
            if (whose instanceof Association.Nobody nobody) {
                return new Waits(nobody.reason(), Map.of(), nobody.key());
            }
            Association.Found found = (Association.Found) whose;
            List<Resource> resources = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (AssociationClaim claim : said.claims()) {
                String device = DeviceResources.idOf(claim.device());
                Optional<DeviceUseStatement> statement = statement(claim, device, found.patientId());
                if (statement.isPresent() && seen.add(device) && !association.hasDevice(device)) {
                    resources.add(DeviceResources.of(claim.device()));
                }
                statement.ifPresent(resources::add);
            }
            // An end of what nobody here knows the beginning of tells nothing that could be charted.
            return resources.isEmpty()
                    ? new Useless(RejectReason.NOTHING_READABLE, Map.of())
                    : new Chartable(resources, Map.of(), List.copyOf(found.keys()));
        } catch (BaseServerResponseException problem) {
            return unanswered(problem, Map.of(), key);
        }
    }

    private Optional<DeviceUseStatement> statement(AssociationClaim claim, String device, String patient) {
        if (claim.from().isPresent()) {
            return Optional.of(
                    new DeviceAssociation(device, patient, claim.from().get(), claim.until(), claim.recorded())
                            .statement());
        }
        Instant end = claim.until().orElse(claim.recorded());
        return association.worn(device, patient, end).map(open -> {
            open.setStatus(DeviceUseStatement.DeviceUseStatementStatus.COMPLETED);
            open.getTimingPeriod().setEndElement(DeviceAssociation.time(end));
            return open;
        });
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
    boolean readsTheChart(ClaimedEntry entry) {
        return EhrFeeds.takes(entry.bytes(), reader.knowsSenderOf(entry.bytes()));
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

    private Outcome chartable(
            ClaimedEntry entry,
            DeviceReport report,
            @Nullable Subject subject,
            String identity,
            List<String> keys,
            Map<Integer, Claim.Withheld> withheld,
            Memory memory,
            @Nullable RejectReason flag) {
        MessageOrigin origin =
                new MessageOrigin(entry.id(), entry.receivedAt(), entry.source(), entry.controlId(), identity);
        Charting.Charted charted = Charting.chart(report, origin, subject, memory.chart()::alert);
        addWithheld(withheld, charted.duplicates());
        List<Resource> resources = new ArrayList<>(charted.resources());
        if (!report.corrections().isEmpty()) {
            Corrections.Applied applied =
                    corrections.apply(report.corrections(), origin, subject, memory.corrections());
            addWithheld(withheld, applied.withheld());
            resources.addAll(applied.resources());
            if (resources.isEmpty() && !applied.withheld().isEmpty()) {
                return new Useless(RejectReason.NOTHING_READABLE, withheld);
            }
        }
        return new Chartable(resources, withheld, keys, flag, null);
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
        return without(report, row -> row.at().isAfter(latest), row -> RejectReason.TIME_IN_FUTURE);
    }

    /** Rows that stay withheld although they could be charted now, for the reason they were withheld for. */
    private static DeviceReport withoutKeptBack(DeviceReport report, ClaimedEntry entry) {
        Map<Integer, Claim.Withheld> kept = entry.keptBack();
        return kept.isEmpty()
                ? report
                : without(
                        report,
                        row -> kept.containsKey(row.obx()),
                        row -> Objects.requireNonNull(kept.get(row.obx())).reason());
    }

    private static DeviceReport without(
            DeviceReport report, Predicate<ReportedRow> which, Function<ReportedRow, RejectReason> why) {
        List<DeviceReport.WithheldValue> withheld = new ArrayList<>(report.withheld());
        return new DeviceReport(
                report.patient(),
                without(report.readings(), which, why, withheld),
                without(report.events(), which, why, withheld),
                without(report.alerts(), which, why, withheld),
                without(report.unmapped(), which, why, withheld),
                without(report.corrections(), which, why, withheld),
                withheld,
                report.journalOnly(),
                report.ofDevice());
    }

    private static <T extends ReportedRow> List<T> without(
            List<T> rows,
            Predicate<ReportedRow> which,
            Function<ReportedRow, RejectReason> why,
            List<DeviceReport.WithheldValue> withheld) {
        List<T> left = new ArrayList<>();
        for (T row : rows) {
            if (which.test(row)) {
                withheld.add(new DeviceReport.WithheldValue(row.obx(), row.path(), why.apply(row)));
            } else {
                left.add(row);
            }
        }
        return left;
    }

    private static void addWithheld(Map<Integer, Claim.Withheld> byRow, List<DeviceReport.WithheldValue> values) {
        values.forEach(value -> byRow.put(value.obx(), new Claim.Withheld(value.path(), value.reason())));
    }
}
