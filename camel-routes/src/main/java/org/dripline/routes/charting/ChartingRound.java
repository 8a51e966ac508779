// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.routes.LogText;
import org.dripline.routes.RejectReason;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.journal.Journal;
import org.dripline.routes.journal.JournalUnavailable;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a worker: take a source, chart its next entries in order, settle them in the journal.
 *
 * <p>An entry becomes {@code charted} only after the FHIR transaction with it was answered. A crash in between means
 * that it is sent once more; since all ids are derived from the message and all entries are PUTs, that changes nothing.
 *
 * <p>Safe for use by many threads, each with its own turn.
 */
public final class ChartingRound {

    private static final Logger LOG = LoggerFactory.getLogger(ChartingRound.class);
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final int CONFLICT_TRIES = 5;
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(50);

    private final Journal journal;
    private final Preparation preparation;
    private final FhirServer fhir;
    private final ChartingProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final KnownDevices devices = new KnownDevices();

    /** @param clock real time */
    public ChartingRound(
            Journal journal,
            Preparation preparation,
            FhirServer fhir,
            ChartingProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.journal = journal;
        this.preparation = preparation;
        this.fhir = fhir;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /** Whether there was something to do. */
    boolean run() {
        Optional<Claim> claimed = journal.claim(properties.batchEntries(), MOST_BYTES, clock.instant());
        if (claimed.isEmpty()) {
            return false;
        }
        try (Claim claim = claimed.get()) {
            Turn turn = new Turn(claim);
            try {
                claim.entries().forEach(turn::take);
                turn.write();
                claim.served(clock.instant());
            } catch (Away away) {
                Duration pause = pauseAfter(claim.attempts());
                claim.postpone(clock.instant().plus(pause));
                LOG.warn(
                        "waiting sender={} pauseMillis={} cause={}",
                        LogText.of(claim.source()),
                        pause.toMillis(),
                        away.cause);
            }
            claim.commit();
            turn.report();
        }
        return true;
    }

    private Duration pauseAfter(int attempts) {
        Duration pause = properties.firstPause();
        for (int i = 0; i < attempts && pause.compareTo(properties.longestPause()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(properties.longestPause()) < 0 ? pause : properties.longestPause();
    }

    /** The FHIR server cannot take anything of this source now. */
    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String cause;

        Away(String cause) {
            super(cause, null, false, false);
            this.cause = cause;
        }
    }

    private record Pending(ClaimedEntry entry, Preparation.Chartable chartable) {}

    /** What happened to an entry, told once the journal has it. */
    private record Settled(
            ClaimedEntry entry,
            String outcome,
            @Nullable RejectReason reason,
            int resources,
            List<RejectReason> withheld) {}

    /** The state of one turn. */
    private final class Turn {

        private final Claim claim;
        private final Set<Long> taken = new HashSet<>();
        private final List<Pending> pending = new ArrayList<>();
        private final List<Settled> settled = new ArrayList<>();
        private int resources;

        Turn(Claim claim) {
            this.claim = claim;
        }

        void take(ClaimedEntry entry) {
            if (!taken.add(entry.id())) {
                return;
            }
            Preparation.Outcome outcome = prepare(entry);
            if (outcome instanceof Preparation.Chartable chartable) {
                if (chartable.fresh()) {
                    // Earlier messages may have waited for this patient: they go first.
                    claim.parkedFor(chartable.patient(), entry.id()).forEach(this::take);
                }
                pending.add(new Pending(entry, chartable));
                resources += chartable.resources().size();
                if (resources >= properties.batchResources()) {
                    write();
                }
                return;
            }
            if (outcome instanceof Preparation.Waits waits) {
                Instant again = waits.patient() == null ? null : clock.instant().plus(properties.parkedRetry());
                claim.parked(entry, waits.reason(), waits.withheld(), waits.patient(), again);
                settled(entry, "parked", waits.reason(), 0, waits.withheld());
                return;
            }
            Preparation.Useless useless = (Preparation.Useless) outcome;
            quarantine(entry, useless.reason(), useless.withheld());
        }

        /** Sends what is pending in one transaction; when that is refused, each message alone. */
        void write() {
            if (pending.isEmpty()) {
                return;
            }
            List<Pending> batch = List.copyOf(pending);
            pending.clear();
            resources = 0;
            RuntimeException problem = send(batch);
            if (problem == null) {
                batch.forEach(this::charted);
                return;
            }
            FhirProblem kind = FhirProblem.of(problem);
            if (kind == FhirProblem.AWAY || kind == FhirProblem.CONFLICT) {
                throw new Away(FhirProblem.describe(problem));
            }
            if (batch.size() > 1) {
                batch.forEach(this::writeAlone);
                return;
            }
            writeAlone(batch.get(0));
        }

        /**
         * A message the server does not take is looked at once more with nothing remembered, then quarantined; the next
         * goes on.
         */
        private void writeAlone(Pending first) {
            devices.forget();
            preparation.forget();
            Preparation.Outcome again = prepare(first.entry());
            if (!(again instanceof Preparation.Chartable chartable)) {
                taken.remove(first.entry().id());
                take(first.entry());
                return;
            }
            Pending alone = new Pending(first.entry(), chartable);
            RuntimeException problem = send(List.of(alone));
            if (problem == null) {
                charted(alone);
                return;
            }
            switch (FhirProblem.of(problem)) {
                case REFUSED -> {
                    LOG.warn("refused entry={} cause={}", first.entry().id(), FhirProblem.describe(problem));
                    quarantine(first.entry(), RejectReason.FHIR_REFUSED, chartable.withheld());
                }
                case BROKE -> {
                    if (first.entry().attempts() + 1 < properties.serverFailures()) {
                        claim.failed(first.entry());
                        throw new Away(FhirProblem.describe(problem));
                    }
                    quarantine(first.entry(), RejectReason.FHIR_FAILED, chartable.withheld());
                }
                case AWAY, CONFLICT -> throw new Away(FhirProblem.describe(problem));
            }
        }

        private Preparation.Outcome prepare(ClaimedEntry entry) {
            try {
                return preparation.prepare(entry);
            } catch (ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException problem) {
                // A search was not answered; what was prepared before it is still worth sending.
                write();
                throw new Away(FhirProblem.describe(problem));
            } catch (JournalUnavailable unavailable) {
                throw unavailable;
            } catch (RuntimeException unforeseen) {
                // One message that trips over a mistake of ours must not stop its source.
                LOG.error(
                        "reading failed entry={} cause={} at={}",
                        entry.id(),
                        unforeseen.getClass().getName(),
                        unforeseen.getStackTrace().length > 0 ? unforeseen.getStackTrace()[0] : "?");
                return new Preparation.Useless(RejectReason.READER_FAILED, Map.of());
            }
        }

        /** Null when the server took it. */
        private @Nullable RuntimeException send(List<Pending> batch) {
            Map<String, Resource> once = new LinkedHashMap<>();
            for (Pending each : batch) {
                for (Resource resource : each.chartable().resources()) {
                    if (!devices.has(resource)) {
                        once.put(FhirServer.reference(resource), resource);
                    }
                }
            }
            RuntimeException last = null;
            for (int attempt = 1; attempt <= CONFLICT_TRIES; attempt++) {
                try {
                    ChartingMeters.timed(meters, () -> fhir.put(once.values()));
                    devices.remember(once.values());
                    return null;
                } catch (RuntimeException problem) {
                    last = problem;
                    if (FhirProblem.of(problem) != FhirProblem.CONFLICT) {
                        return problem;
                    }
                    pause(CONFLICT_PAUSE.multipliedBy(attempt));
                }
            }
            return last;
        }

        private void charted(Pending done) {
            List<String> references = done.chartable().resources().stream()
                    .map(FhirServer::reference)
                    .toList();
            claim.charted(
                    done.entry(),
                    references,
                    done.chartable().withheld(),
                    done.chartable().flag(),
                    clock.instant());
            settled(
                    done.entry(),
                    "charted",
                    done.chartable().flag(),
                    references.size(),
                    done.chartable().withheld());
        }

        private void quarantine(ClaimedEntry entry, RejectReason reason, Map<Integer, Claim.Withheld> withheld) {
            claim.quarantined(entry, reason, withheld);
            settled(entry, "quarantined", reason, 0, withheld);
        }

        private void settled(
                ClaimedEntry entry,
                String outcome,
                @Nullable RejectReason reason,
                int count,
                Map<Integer, Claim.Withheld> withheld) {
            List<RejectReason> reasons =
                    withheld.values().stream().map(Claim.Withheld::reason).toList();
            settled.add(new Settled(entry, outcome, reason, count, reasons));
        }

        /** After the commit, so that neither log nor counter says what was rolled back. */
        void report() {
            for (Settled each : settled) {
                ChartingMeters.settled(meters, each.outcome(), each.reason());
                if (!each.entry().parked()) {
                    each.withheld().forEach(reason -> ChartingMeters.withheld(meters, reason));
                }
                boolean stillParked = each.entry().parked() && each.outcome().equals("parked");
                LOG.atLevel(stillParked ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.INFO)
                        .log(
                                "{} entry={} control={} sender={} reason={} resources={} withheld={} millis={}",
                                each.outcome(),
                                each.entry().id(),
                                LogText.of(each.entry().controlId()),
                                LogText.of(each.entry().source()),
                                each.reason() == null ? "-" : each.reason(),
                                each.resources(),
                                each.withheld().size(),
                                Duration.between(each.entry().receivedAt(), clock.instant())
                                        .toMillis());
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Away("stopping");
        }
    }
}
