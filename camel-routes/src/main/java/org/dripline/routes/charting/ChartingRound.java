// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
 * <p>New entries come first, so that values of now are not kept waiting by a patient nobody knows. What was parked for
 * a patient still goes before anything newer of that patient and source.
 *
 * <p>Safe for use by many threads, each with its own turn.
 */
public final class ChartingRound {

    private static final Logger LOG = LoggerFactory.getLogger(ChartingRound.class);
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    /** Searches for patients that something waits for, in one turn at most; values of now come after them. */
    private static final int KEYS_PER_TURN = 10;

    private static final int CONFLICT_TRIES = 5;
    private static final Duration CONFLICT_PAUSE = Duration.ofMillis(50);

    private final Journal journal;
    private final Preparation preparation;
    private final FhirServer fhir;
    private final ChartingProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final KnownDevices devices = new KnownDevices();
    private final Retraction retraction;
    /** How many messages the FHIR server took from this process. */
    private final AtomicLong taken = new AtomicLong();
    /** How many that were when it last broke on an entry; few, since such an entry holds its source. */
    private final Map<Long, Long> takenWhenBroken = new ConcurrentHashMap<>();

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
        this.retraction = new Retraction(fhir);
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
        String source = claimed.get().source();
        int postponed = claimed.get().attempts();
        try (Claim claim = claimed.get()) {
            Turn turn = new Turn(claim);
            try {
                turn.run();
                claim.served(clock.instant());
            } catch (Away away) {
                Duration pause = pauseAfter(postponed);
                claim.postpone(clock.instant().plus(pause));
                LOG.warn("waiting sender={} pauseMillis={} cause={}", LogText.of(source), pause.toMillis(), away.cause);
            }
            turn.finished();
            claim.commit();
            turn.report();
        } catch (JournalUnavailable unavailable) {
            throw unavailable;
        } catch (RuntimeException | Error unexpected) {
            // Nothing of this turn is settled, and this source must not keep the others from theirs. The class only: a
            // message may quote content.
            journal.postpone(source, clock.instant().plus(pauseAfter(postponed)));
            LOG.error(
                    "turn failed sender={} cause={} at={}",
                    LogText.of(source),
                    unexpected.getClass().getName(),
                    unexpected.getStackTrace().length > 0 ? unexpected.getStackTrace()[0] : "?");
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
        private final List<ClaimedEntry> entries;
        private final Set<Long> begun = new HashSet<>();
        private final List<Pending> pending = new ArrayList<>();
        private final List<Settled> settled = new ArrayList<>();
        /** Identities looked for in vain in this turn: one search for all who wait for the same. */
        private final Map<String, RejectReason> waiting = new HashMap<>();
        /** Keys under which nothing earlier waits any more. */
        private final Set<String> clear = new HashSet<>();

        private int resources;
        private long unmapped;

        Turn(Claim claim) {
            this.claim = claim;
            // After a turn that did not end, one at a time, until the one that is to blame shows itself.
            boolean careful = !claim.entries().isEmpty()
                    && claim.brokenOff()
                            .map(it -> claim.entries().get(0).id() <= it.upto())
                            .orElse(false);
            this.entries = careful ? claim.entries().subList(0, 1) : claim.entries();
        }

        void run() {
            if (!entries.isEmpty()) {
                ClaimedEntry first = entries.get(0);
                if (isToBlame(first)) {
                    LOG.error("reading never ended entry={} times={}", first.id(), properties.readerFailures());
                    quarantine(first, RejectReason.READER_FAILED, Map.of());
                    return;
                }
                journal.reading(
                        claim.source(),
                        first.id(),
                        entries.get(entries.size() - 1).id());
            }
            entries.forEach(this::take);
            write();
            claim.due(clock.instant(), KEYS_PER_TURN).forEach(this::lookAgain);
            write();
            claim.release(clear);
        }

        private boolean isToBlame(ClaimedEntry first) {
            return claim.brokenOff()
                    .map(it -> it.entry() == first.id() && it.times() >= properties.readerFailures())
                    .orElse(false);
        }

        /** The turn comes to its end, whatever the FHIR server says: reading was not what stopped it. */
        void finished() {
            if (!entries.isEmpty()) {
                claim.finished(entries.get(entries.size() - 1).id());
            }
        }

        /** Looks for a patient that entries are parked for; when found, charts a page of them. */
        private void lookAgain(Claim.Due due) {
            String key = due.key();
            for (ClaimedEntry entry : claim.parkedFor(List.of(key), 0, Long.MAX_VALUE)) {
                if (waiting.containsKey(key)) {
                    break;
                }
                take(entry);
            }
            if (waiting.get(key) == RejectReason.PATIENT_SEARCH_REFUSED
                    && due.attempts() + 1 >= properties.refusedSearches()) {
                giveUp(key);
            } else if (waiting.containsKey(key)) {
                claim.stillHeld(key, clock.instant(), properties.parkedRetry(), properties.longestParkedRetry());
            } else {
                clear.add(key);
            }
        }

        /** A definite no, often enough: who waits under this key is quarantined, where somebody sees it. */
        private void giveUp(String key) {
            long after = 0;
            List<ClaimedEntry> page = claim.parkedFor(List.of(key), after, Long.MAX_VALUE);
            while (!page.isEmpty()) {
                for (ClaimedEntry entry : page) {
                    // Not searched for again: what is withheld of it is asked, and the key is known to wait.
                    if (prepare(entry) instanceof Preparation.Waits waits) {
                        quarantine(entry, waits.reason(), waits.withheld());
                    }
                }
                after = page.get(page.size() - 1).id();
                page = claim.parkedFor(List.of(key), after, Long.MAX_VALUE);
            }
            clear.add(key);
        }

        /** Charts what this source parked earlier for the same patient, all of it. */
        private void takeEarlier(List<String> keys, long before) {
            if (!clear.addAll(keys)) {
                return;
            }
            long after = 0;
            List<ClaimedEntry> page = claim.parkedFor(keys, after, before);
            while (!page.isEmpty()) {
                page.forEach(this::take);
                after = page.get(page.size() - 1).id();
                page = claim.parkedFor(keys, after, before);
            }
        }

        private void take(ClaimedEntry entry) {
            if (!begun.add(entry.id())) {
                return;
            }
            boolean alone = preparation.readsTheChart(entry);
            if (alone) {
                write();
            }
            Preparation.Outcome outcome = prepare(entry);
            if (outcome instanceof Preparation.Later) {
                alone = true;
                write();
                outcome = prepare(entry);
            }
            if (outcome instanceof Preparation.Chartable chartable) {
                if (!chartable.keys().isEmpty()) {
                    takeEarlier(chartable.keys(), entry.id());
                }
                pending.add(new Pending(entry, chartable));
                resources += chartable.resources().size();
                if (alone || resources >= properties.batchResources()) {
                    write();
                }
                if (alone) {
                    // It may be what others wait for.
                    waiting.clear();
                }
                return;
            }
            if (outcome instanceof Preparation.Waits waits) {
                park(entry, waits);
                return;
            }
            if (outcome instanceof Preparation.SearchBroke broke) {
                // What waits for this patient already, and what comes after it, does not hold the source.
                if (entry.parked() || claim.isHeld(broke.key()) || isAtFault(entry)) {
                    takenWhenBroken.remove(entry.id());
                    park(entry, broke.asWaiting());
                    return;
                }
                write();
                throw new Away(broke.cause());
            }
            Preparation.Useless useless = (Preparation.Useless) outcome;
            quarantine(entry, useless.reason(), useless.withheld());
        }

        private void park(ClaimedEntry entry, Preparation.Waits waits) {
            Instant again = clock.instant().plus(properties.parkedRetry());
            claim.parked(entry, waits.reason(), waits.withheld(), waits.key(), waits.devices(), again);
            if (waits.key() != null) {
                waiting.put(waits.key(), waits.reason());
                clear.remove(waits.key());
            }
            settled(entry, "parked", waits.reason(), 0, waits.withheld());
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
                begun.remove(first.entry().id());
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
                    retract(first.entry());
                    quarantine(first.entry(), RejectReason.FHIR_REFUSED, chartable.withheld());
                }
                case BROKE -> {
                    if (!isAtFault(first.entry())) {
                        throw new Away(FhirProblem.describe(problem));
                    }
                    takenWhenBroken.remove(first.entry().id());
                    quarantine(first.entry(), RejectReason.FHIR_FAILED, chartable.withheld());
                }
                case AWAY, CONFLICT -> throw new Away(FhirProblem.describe(problem));
            }
        }

        /**
         * What an entry became before must not stand when what it becomes now is refused: nobody could say which of the
         * two holds.
         */
        private void retract(ClaimedEntry entry) {
            if (!entry.replayed()) {
                return;
            }
            Preparation.Outcome nothing;
            try {
                nothing = new Preparation.Useless(RejectReason.FHIR_REFUSED, Map.of())
                        .retracting(claim.becameBefore(entry), retraction);
            } catch (BaseServerResponseException unanswered) {
                throw new Away(FhirProblem.describe(unanswered));
            }
            if (!(nothing instanceof Preparation.Chartable retracted)) {
                return;
            }
            RuntimeException problem = send(List.of(new Pending(entry, retracted)));
            if (problem != null && FhirProblem.of(problem) == FhirProblem.REFUSED) {
                LOG.error(
                        "not retracted entry={} cause={}: what it became before stands",
                        entry.id(),
                        FhirProblem.describe(problem));
                return;
            }
            if (problem != null) {
                throw new Away(FhirProblem.describe(problem));
            }
        }

        /**
         * Whether the server broke on this entry often enough while it took others. A server that takes nothing says
         * nothing about an entry. When nobody else writes, a later entry of this source is let through to find out,
         * rather than hold all of them for ever.
         */
        private boolean isAtFault(ClaimedEntry entry) {
            Long before = takenWhenBroken.put(entry.id(), taken.get());
            if (before == null) {
                return false;
            }
            if (before == taken.get()) {
                letOneThrough(entry);
                return false;
            }
            if (entry.attempts() + 1 >= properties.serverFailures()) {
                return true;
            }
            claim.failed(entry);
            return false;
        }

        private void letOneThrough(ClaimedEntry stuck) {
            Map<String, RejectReason> vain = new HashMap<>(waiting);
            for (ClaimedEntry entry : entries) {
                boolean done = settled.stream().anyMatch(it -> it.entry().id() == entry.id());
                if (entry.id() <= stuck.id() || done) {
                    continue;
                }
                Preparation.Outcome outcome = prepare(entry, vain);
                if (outcome instanceof Preparation.SearchBroke broke) {
                    vain.put(broke.key(), RejectReason.PATIENT_SEARCH_FAILED);
                }
                if (outcome instanceof Preparation.Chartable chartable
                        && claim.parkedFor(chartable.keys(), 0, entry.id()).isEmpty()) {
                    Pending one = new Pending(entry, chartable);
                    if (send(List.of(one)) == null) {
                        charted(one);
                    }
                    return;
                }
            }
        }

        private Preparation.Outcome prepare(ClaimedEntry entry) {
            return prepare(entry, waiting);
        }

        /** @param vain identities that were looked for in vain a moment ago */
        private Preparation.Outcome prepare(ClaimedEntry entry, Map<String, RejectReason> vain) {
            try {
                Preparation.Outcome outcome = preparation.prepare(
                        entry, vain, new Preparation.Memory(claim.memory(), claim.corrections()), pending.isEmpty());
                if (!entry.replayed()) {
                    return outcome;
                }
                if (outcome instanceof Preparation.Chartable chartable) {
                    return chartable.retracting(claim.becameBefore(entry), retraction);
                }
                return outcome instanceof Preparation.Useless useless
                        ? useless.retracting(claim.becameBefore(entry), retraction)
                        : outcome;
            } catch (BaseServerResponseException | DataFormatException problem) {
                // A search was not answered; what was prepared before it is still worth sending.
                write();
                throw new Away(FhirProblem.describe(problem));
            } catch (JournalUnavailable unavailable) {
                throw unavailable;
            } catch (RuntimeException | StackOverflowError unforeseen) {
                // One message that trips over a mistake of ours must not stop its source.
                readingFailed(entry, unforeseen);
                return new Preparation.Useless(RejectReason.READER_FAILED, Map.of());
            } catch (Error error) {
                // Memory ran out, or a class is missing: perhaps because of this message, perhaps not.
                readingFailed(entry, error);
                if (entry.attempts() + 1 >= properties.readerFailures()) {
                    return new Preparation.Useless(RejectReason.READER_FAILED, Map.of());
                }
                write();
                claim.failed(entry);
                throw new Away(error.getClass().getSimpleName());
            }
        }

        private void readingFailed(ClaimedEntry entry, Throwable cause) {
            LOG.error(
                    "reading failed entry={} cause={} at={}",
                    entry.id(),
                    cause.getClass().getName(),
                    cause.getStackTrace().length > 0 ? cause.getStackTrace()[0] : "?");
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
            if (once.isEmpty()) {
                // Nothing to say, or only devices the server knows.
                return null;
            }
            RuntimeException last = null;
            for (int attempt = 1; attempt <= CONFLICT_TRIES; attempt++) {
                try {
                    ChartingMeters.timed(meters, () -> fhir.put(once.values()));
                    devices.remember(once.values());
                    taken.addAndGet(batch.size());
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
            RejectReason quarantined = done.chartable().thenQuarantined();
            if (quarantined != null) {
                takenWhenBroken.remove(done.entry().id());
                quarantine(done.entry(), quarantined, done.chartable().withheld());
                return;
            }
            List<String> references = done.chartable().resources().stream()
                    .map(FhirServer::reference)
                    .toList();
            claim.charted(
                    done.entry(),
                    references,
                    done.chartable().withheld(),
                    done.chartable().flag(),
                    clock.instant());
            done.chartable().attribution().ifPresent(attribution -> claim.attributed(done.entry(), attribution));
            claim.corrections()
                    .charted(
                            done.entry().id(),
                            Corrections.correctable(done.chartable().resources()));
            takenWhenBroken.remove(done.entry().id());
            unmapped += references.stream().filter(Charting::isUnmapped).count();
            settled(
                    done.entry(),
                    "charted",
                    null,
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
            ChartingMeters.unmapped(meters, unmapped);
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
