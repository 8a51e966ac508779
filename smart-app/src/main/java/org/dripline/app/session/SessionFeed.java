// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dripline.fhir.SessionResources;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.session.InfusionSession;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One patient's session under way as the FHIR server holds it, kept complete by reading again and again.
 *
 * <p>A value stored by a transaction carries a stamp from before its commit. Whoever resumes from the greatest stamp
 * seen therefore loses, for good, what a slower transaction commits later with an older stamp. So each increment
 * reaches back behind the time of the <em>previous answer</em> by more than a transaction can last, what comes twice is
 * merged by id and version, and once a minute everything is read anew.
 *
 * <p>{@link #read()} is called by one thread at a time; {@link #state()} by any.
 */
final class SessionFeed {

    private static final Logger log = LoggerFactory.getLogger(SessionFeed.class);

    /** As long as a browser waits before it calls the connection lost. */
    private static final Duration CURRENT = Duration.ofSeconds(5);

    /**
     * Most reads reach back only as far as a transaction usually takes to commit: the whole overlap holds hundreds of
     * values after a burst, and reading them each time delayed the next value by seconds.
     */
    private static final Duration NARROW = Duration.ofSeconds(5);

    /** How often a read reaches back over the whole overlap, at most. */
    private static final Duration WIDE_EVERY = Duration.ofSeconds(1);

    /**
     * How many times as long as the last such read took is left to the others: a value stored meanwhile waits for one
     * of them, never for two.
     */
    private static final int OTHERS_SHARE = 4;

    private final String patientId;
    private final SessionReader reader;
    private final SessionScreenProperties properties;
    private final Clock clock;
    private final CountDownLatch firstRead = new CountDownLatch(1);
    private final Object change = new Object();

    private @Nullable String encounterId;
    private List<Resource> setting = List.of();
    private List<OnRecord> onRecord = List.of();
    private SessionRecord record = new SessionRecord();
    private @Nullable Instant previousAnswer;
    private long settingReadAt;
    private long allReadAt;
    private long wideReadAt;
    private Duration wideReadTook = Duration.ZERO;

    private volatile long watchedAt = System.nanoTime();
    private volatile @Nullable LastRead lastRead;
    private volatile State state = new State(0, Phase.LOADING, null, List.of(), List.of(), 0, "", "", null);

    SessionFeed(String patientId, SessionReader reader, SessionScreenProperties properties, Clock clock) {
        this.patientId = patientId;
        this.reader = reader;
        this.properties = properties;
        this.clock = clock;
    }

    /** How far the feed knows the session. */
    enum Phase {
        /** Not read yet. */
        LOADING,
        /** Read, and no session is under way. */
        NONE,
        /** A session is under way. */
        UNDER_WAY
    }

    /**
     * What the feed knows.
     *
     * @param revision grows with every change of what is known
     * @param session the session for the engine; null unless under way
     * @param issues what the session's resources hold that did not enter it
     * @param onRecord lines about the session that somebody should have seen
     * @param observations Observations read
     * @param newest id of the one stored last
     * @param digest see {@link SessionRecord#digest()}
     * @param failingSince since when (clinical time) the FHIR server cannot be read; null while it can
     */
    record State(
            long revision,
            Phase phase,
            @Nullable InfusionSession session,
            List<Issue> issues,
            List<OnRecord> onRecord,
            int observations,
            String newest,
            String digest,
            @Nullable Instant failingSince) {

        /** The same knowledge in a revision of its own, read or not read since then. */
        State withFailingSince(@Nullable Instant instant) {
            return new State(revision + 1, phase, session, issues, onRecord, observations, newest, digest, instant);
        }
    }

    /**
     * A read that brought an answer.
     *
     * @param at clinical time
     * @param nanos the same as {@link System#nanoTime()}: the clinical clock of a demonstration may run faster
     */
    private record LastRead(Instant at, long nanos) {}

    /** Since when the record has not been read although it should have been; empty while what is known is current. */
    Optional<Instant> silentSince() {
        LastRead last = lastRead;
        return last == null || System.nanoTime() - last.nanos() < CURRENT.toNanos()
                ? Optional.empty()
                : Optional.of(last.at());
    }

    /** What is known now. */
    State state() {
        return state;
    }

    /** Says that somebody looks. */
    void watched() {
        watchedAt = System.nanoTime();
    }

    /** Whether somebody looked lately. */
    boolean isWatched() {
        return System.nanoTime() - watchedAt < properties.releaseAfter().toNanos();
    }

    /** Waits a little for the first read, so that a page opens with figures instead of a promise. */
    void awaitFirstRead(Duration atMost) {
        try {
            if (!firstRead.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("first read of a session takes longer than {} ms", atMost.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something else is known than at a revision, or the time is over. */
    void awaitChange(long revision, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            synchronized (change) {
                for (long left = end - System.nanoTime();
                        state.revision() == revision && left > 0;
                        left = end - System.nanoTime()) {
                    // Rounded up: wait(0) would wait for good.
                    change.wait(left / 1_000_000 + 1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void become(State next) {
        synchronized (change) {
            state = next;
            change.notifyAll();
        }
    }

    /** Reads what is due. A failure is kept as part of the state and tried again at the next call. */
    void read() {
        try {
            readDue();
            lastRead = new LastRead(clock.instant(), System.nanoTime());
        } catch (RuntimeException | Error e) {
            failed(e);
        } finally {
            firstRead.countDown();
        }
    }

    private void readDue() {
        boolean changed = false;
        if (encounterId == null || due(settingReadAt, properties.readSettingEvery())) {
            changed = readSetting();
            settingReadAt = System.nanoTime();
        }
        if (encounterId == null) {
            publish(changed || state.phase() != Phase.NONE);
            return;
        }
        boolean all = previousAnswer == null || due(allReadAt, properties.readAllEvery());
        boolean wide = all || due(wideReadAt, WIDE_EVERY) && due(wideReadAt, wideReadTook.multipliedBy(OTHERS_SHARE));
        long began = System.nanoTime();
        Instant since = all ? null : Objects.requireNonNull(previousAnswer).minus(wide ? properties.overlap() : NARROW);
        SessionReader.Read read = reader.observations(patientId, encounterId, since);
        if (all) {
            changed |= record.mergeAll(read.observations());
            allReadAt = System.nanoTime();
        } else {
            changed |= record.merge(read.observations());
        }
        if (wide) {
            wideReadAt = System.nanoTime();
            // A read of everything is rare, and no measure of how long the next one over the overlap will take.
            wideReadTook = all ? wideReadTook : Duration.ofNanos(wideReadAt - began);
        }
        previousAnswer = read.serverTime();
        publish(changed || state.phase() != Phase.UNDER_WAY);
    }

    /** Reads encounter, order, weight and issues; starts over when another encounter is under way. */
    private boolean readSetting() {
        Encounter encounter = underWay(reader.encounters(patientId), encounterId);
        if (encounter == null) {
            boolean changed = encounterId != null;
            forget(null);
            return changed;
        }
        String id = encounter.getIdElement().getIdPart();
        if (!id.equals(encounterId)) {
            forget(id);
        }
        List<Resource> read = new ArrayList<>();
        read.add(encounter);
        for (IBaseResource resource : reader.setting(patientId, id)) {
            if (resource instanceof Resource r4) {
                read.add(r4);
            }
        }
        List<OnRecord> lines = OnRecord.inOrder(
                OnRecord.issues(reader.issues(patientId), id),
                properties.liveAdvisories()
                        ? reader.summary(id).map(OnRecord::findings).orElse(List.of())
                        : List.of());
        boolean changed = !versions(read).equals(versions(setting)) || !lines.equals(onRecord);
        setting = List.copyOf(read);
        onRecord = lines;
        return changed;
    }

    private void forget(@Nullable String nextEncounterId) {
        encounterId = nextEncounterId;
        setting = List.of();
        onRecord = List.of();
        record = new SessionRecord();
        previousAnswer = null;
    }

    /**
     * The encounter in progress that began last. One that was shown and has ended since stays until another begins: its
     * last minutes are still being read by whoever watches.
     */
    static @Nullable Encounter underWay(List<Encounter> encounters, @Nullable String shown) {
        return encounters.stream()
                .filter(encounter -> encounter.getStatus() == EncounterStatus.INPROGRESS)
                .max(Comparator.<Encounter>comparingLong(SessionFeed::began)
                        .thenComparing(encounter -> encounter.getIdElement().getIdPart()))
                .or(() -> encounters.stream()
                        .filter(encounter ->
                                encounter.getIdElement().getIdPart().equals(shown))
                        .findFirst())
                .orElse(null);
    }

    private static long began(Encounter encounter) {
        return encounter.getPeriod().getStart() == null
                ? Long.MIN_VALUE
                : encounter.getPeriod().getStart().getTime();
    }

    private static List<String> versions(List<Resource> resources) {
        return resources.stream()
                .map(resource ->
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart() + "/"
                                + resource.getMeta().getVersionId())
                .sorted()
                .toList();
    }

    private void publish(boolean changed) {
        State before = state;
        if (!changed) {
            if (before.failingSince() != null) {
                log.info("session readable again observations={}", before.observations());
                become(before.withFailingSince(null));
            }
            return;
        }
        if (encounterId == null) {
            become(new State(before.revision() + 1, Phase.NONE, null, List.of(), List.of(), 0, "", "", null));
            return;
        }
        List<Resource> resources = new ArrayList<>(setting);
        resources.addAll(record.observations());
        SessionResources.Reading reading = SessionResources.read(resources);
        become(new State(
                before.revision() + 1,
                Phase.UNDER_WAY,
                reading.session(),
                reading.issues(),
                onRecord,
                record.size(),
                record.newest(),
                record.digest(),
                null));
    }

    /** Never logs the message of an exception: it may quote what was read. */
    private void failed(Throwable e) {
        State before = state;
        if (before.failingSince() == null) {
            log.warn("session cannot be read cause={}", e.getClass().getSimpleName());
            become(before.withFailingSince(clock.instant()));
        }
    }

    private static boolean due(long lastNanos, Duration every) {
        return System.nanoTime() - lastNanos >= every.toNanos();
    }
}
