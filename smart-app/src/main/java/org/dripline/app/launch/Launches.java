// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dripline.app.AppProperties.Limits;
import org.dripline.app.Origins;
import org.dripline.app.host.Fetch;
import org.dripline.app.host.HostEncounter;
import org.dripline.app.host.HostPatient;
import org.dripline.app.host.HostRecords;
import org.dripline.app.host.HostStyle;
import org.dripline.app.host.PatientMatch;
import org.dripline.app.host.Reading;
import org.dripline.app.launch.Launch.HostContext;
import org.dripline.app.launch.TokenExchange.Granted;
import org.dripline.app.launch.TokenExchange.HostSilent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/**
 * The launches in force. {@link #open} is the only way to one, and it is where a launch is held against the browser
 * session that asks for it.
 */
final class Launches {

    private static final Logger log = LoggerFactory.getLogger(Launches.class);

    /** A token is renewed this long before it ends. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    /** By so much a token may end before the host's without being any shorter. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    /** After a renewal without an answer: how long until the next, doubled with each in a row up to the longest. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int STYLE_MAX_BYTES = 16 * 1024;

    /** Colours are no reason to keep a page waiting. */
    private static final Duration STYLE_DEADLINE = Duration.ofSeconds(2);

    private static final int ID_BYTES = 32;

    private final Map<String, Launch> byId;

    /** Ids of launches that have expired, with the browser session each belonged to: it is told so, nobody else is. */
    private final Map<String, String> sessionsOfExpired;

    private final Duration age;
    private final TokenExchange exchange;
    private final HostRecords records;
    private final PatientMatch match;
    private final @Nullable OurTokens ourTokens;
    private final Fetch styles;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param match finds our patient on a server that asks nobody
     * @param ourTokens has a server that asks find it, and give a token for it; null for one that asks nobody
     */
    Launches(
            Limits limits,
            TokenExchange exchange,
            HostRecords records,
            PatientMatch match,
            @Nullable OurTokens ourTokens,
            Fetch fetch,
            Clock clock) {
        this.byId = Recent.atMost(limits.launches());
        this.sessionsOfExpired = Recent.atMost(limits.launches());
        this.age = limits.launchAge();
        this.exchange = exchange;
        this.records = records;
        this.match = match;
        this.ourTokens = ourTokens;
        this.styles = fetch.within(STYLE_DEADLINE);
        this.clock = clock;
    }

    /**
     * Keeps a launch that the host has just granted.
     *
     * @return its id: 256 random bits
     */
    String add(String sessionId, SmartHost host, Granted granted) {
        HostContext context =
                hostContext(granted.parameters()).orElseThrow(() -> new LaunchRefused(LaunchProblem.NO_PATIENT));
        Instant now = clock.instant();
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        forgetEnded(now);
        byId.put(id, new Launch(id, sessionId, host, context, granted, now.plus(age)));
        return id;
    }

    /**
     * The launch with this id, for the browser session it belongs to, with a token that is good now and a patient whom
     * we know. Everything else is a refusal. A host that does not answer a renewal is asked again a little later; until
     * the token is over the launch stays open.
     */
    LaunchContext open(String id, @Nullable String sessionId) {
        Launch launch = byId.get(id);
        if (launch == null && sessionId != null && sessionId.equals(sessionsOfExpired.get(id))) {
            throw new LaunchRefused(LaunchProblem.EXPIRED);
        }
        if (launch == null || sessionId == null || !launch.belongsTo(sessionId)) {
            throw new LaunchRefused(LaunchProblem.NOT_THIS_SESSION);
        }
        LaunchContext known = launch.context();
        if (known != null && good(launch, clock.instant())) {
            // Another request may be renewing the token just now; with one that is good there is nothing to wait for.
            if (!launch.turn().tryLock()) {
                return known;
            }
        } else {
            launch.turn().lock();
        }
        try {
            return opened(launch);
        } finally {
            launch.turn().unlock();
        }
    }

    private LaunchContext opened(Launch launch) {
        keepTokenGood(launch);
        LaunchContext known = launch.context();
        if (known != null) {
            keepOursGood(launch);
            return known;
        }
        LaunchContext identified = identify(launch);
        launch.identified(identified);
        return identified;
    }

    /**
     * The host's colours for a launch that was opened before; none when it has none to offer. They are read without the
     * launch's turn: a slow style document holds up nothing but itself.
     */
    HostStyle style(LaunchContext context) {
        Launch launch = byId.get(context.launchId());
        if (launch == null || launch.hostContext().styleAddress() == null) {
            return HostStyle.NONE;
        }
        HostStyle known = launch.style();
        if (known != null) {
            return known;
        }
        HostStyle read = style(launch.host(), launch.hostContext().styleAddress());
        launch.styled(read);
        return read;
    }

    /** The {@code Authorization} header of a launch at our own FHIR server; none when its token is over. */
    Optional<String> authorization(String id) {
        Launch launch = byId.get(id);
        OurToken ours = launch == null ? null : launch.ours();
        return ours == null || !ours.until().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of("Bearer " + ours.access());
    }

    /** How many launches are in force. */
    int count() {
        return byId.size();
    }

    private void keepTokenGood(Launch launch) {
        Instant now = clock.instant();
        if (ended(launch, now)) {
            throw expired(launch);
        }
        Tokens tokens = launch.tokens();
        OAuth2RefreshToken refresh = tokens.refresh();
        if (refresh == null || tokens.until().minus(MARGIN).isAfter(now)) {
            return;
        }
        if (launch.renewableFrom().isAfter(now)) {
            requireGood(launch, now);
            return;
        }
        try {
            Granted renewed = exchange.renew(launch.host(), tokens, refresh).orElseThrow(() -> expired(launch));
            String patient = text(renewed.parameters(), "patient");
            if (patient != null && !patient.equals(launch.hostContext().patient())) {
                throw expired(launch);
            }
            launch.renewed(renewed.tokens());
        } catch (HostSilent e) {
            Instant failed = clock.instant();
            launch.renewalFailed(failed, FIRST_WAIT, LONGEST_WAIT);
            log.info("token not renewed failures={}", launch.failedRenewals());
            requireGood(launch, failed);
        }
    }

    /**
     * Our own token follows the host's: a new one when the host's was renewed, and before it ends by itself where that
     * is before the host's.
     */
    private void keepOursGood(Launch launch) {
        OurToken ours = launch.ours();
        if (ourTokens == null || ours == null) {
            return;
        }
        Instant now = clock.instant();
        Tokens theirs = launch.tokens();
        boolean follows = ours.hostAccess().equals(theirs.access().getTokenValue());
        boolean lasts = ours.until().minus(MARGIN).isAfter(now)
                || !ours.until().isBefore(theirs.until().minus(ROUNDING));
        if (follows && lasts && ours.until().isAfter(now)
                || launch.renewableFrom().isAfter(now)) {
            requireOursGood(ours, now);
            return;
        }
        try {
            launch.exchanged(ourTokens.renewed(launch.host(), launch.hostContext(), theirs, ours));
        } catch (OurTokens.Silent silent) {
            Instant failed = clock.instant();
            launch.renewalFailed(failed, FIRST_WAIT, LONGEST_WAIT);
            log.info("own token not renewed failures={}", launch.failedRenewals());
            requireOursGood(ours, failed);
        } catch (LaunchRefused refused) {
            throw expired(launch);
        }
    }

    private static void requireOursGood(OurToken ours, Instant now) {
        if (!ours.until().isAfter(now)) {
            throw new LaunchRefused(LaunchProblem.STORE_UNREACHABLE);
        }
    }

    /** A launch outlives its token by no request, but may yet be renewed when the host answers again. */
    private static void requireGood(Launch launch, Instant now) {
        if (!good(launch, now)) {
            throw new LaunchRefused(LaunchProblem.HOST_UNREACHABLE);
        }
    }

    /** Within its greatest age, and with a token that is not over. */
    private static boolean good(Launch launch, Instant now) {
        return launch.endsAt().isAfter(now) && launch.tokens().until().isAfter(now);
    }

    /** Past its greatest age, or with a token that is over and cannot be renewed. */
    private static boolean ended(Launch launch, Instant now) {
        Tokens tokens = launch.tokens();
        return !launch.endsAt().isAfter(now)
                || (tokens.refresh() == null && !tokens.until().isAfter(now));
    }

    private void forgetEnded(Instant now) {
        List<Launch> ended;
        synchronized (byId) {
            ended = byId.values().stream().filter(launch -> ended(launch, now)).toList();
        }
        ended.forEach(this::forget);
    }

    /** Only the id and the session stay; the tokens go. */
    private void forget(Launch launch) {
        byId.remove(launch.id());
        sessionsOfExpired.put(launch.id(), launch.sessionId());
    }

    private LaunchRefused expired(Launch launch) {
        forget(launch);
        return new LaunchRefused(LaunchProblem.EXPIRED);
    }

    private LaunchContext identify(Launch launch) {
        HostContext given = launch.hostContext();
        String issuer = launch.host().issuer();
        String token = launch.tokens().access().getTokenValue();
        HostPatient patient = value(
                launch,
                records.patient(
                        issuer, given.patient(), token, launch.host().host().mrnSystem()));
        HostEncounter encounter = given.encounter() == null
                ? null
                : encounter(launch, records.encounter(issuer, given.encounter(), token));
        return new LaunchContext(
                launch.id(),
                issuer,
                patient,
                ourTokens == null ? ours(match.ourPatient(patient)) : exchanged(launch, ourTokens),
                encounter,
                given.needPatientBanner(),
                given.intent(),
                given.styleAddress() != null);
    }

    private HostPatient value(Launch launch, Reading<HostPatient> reading) {
        if (reading instanceof Reading.Found<HostPatient> found) {
            return found.value();
        }
        throw switch (why(reading)) {
            case EXPIRED -> expired(launch);
            case FORBIDDEN -> new LaunchRefused(LaunchProblem.PATIENT_FORBIDDEN);
            case NOT_FOUND, NOT_UNIQUE -> new LaunchRefused(LaunchProblem.PATIENT_NOT_AT_HOST);
            case MRN_MISSING -> new LaunchRefused(LaunchProblem.MRN_MISSING);
            case UNREACHABLE -> new LaunchRefused(LaunchProblem.HOST_UNREACHABLE);
        };
    }

    /** The encounter helps to choose; a host that does not show it, or fails to, does not stop the launch. */
    private @Nullable HostEncounter encounter(Launch launch, Reading<HostEncounter> reading) {
        if (reading instanceof Reading.Found<HostEncounter> found) {
            return found.value();
        }
        return switch (why(reading)) {
            case FORBIDDEN, NOT_FOUND, NOT_UNIQUE, MRN_MISSING, UNREACHABLE -> null;
            case EXPIRED -> throw expired(launch);
        };
    }

    /** The patient our server says it is; it read the patient at the host by itself. */
    private String exchanged(Launch launch, OurTokens from) {
        try {
            String identity = launch.identity();
            OurToken before = launch.ours();
            if (identity == null && before == null) {
                throw expired(launch);
            }
            OurToken ours = before != null
                    ? before
                    : from.begun(
                            launch.host(), launch.hostContext(), launch.tokens(), Objects.requireNonNull(identity));
            launch.exchanged(ours);
            return ours.patient();
        } catch (OurTokens.Silent silent) {
            throw new LaunchRefused(LaunchProblem.STORE_UNREACHABLE);
        }
    }

    private static String ours(Reading<String> reading) {
        if (reading instanceof Reading.Found<String> found) {
            return found.value();
        }
        throw switch (why(reading)) {
            case NOT_FOUND -> new LaunchRefused(LaunchProblem.PATIENT_NOT_HERE);
            case NOT_UNIQUE -> new LaunchRefused(LaunchProblem.PATIENT_NOT_UNIQUE);
            case MRN_MISSING, EXPIRED, FORBIDDEN, UNREACHABLE -> new LaunchRefused(LaunchProblem.STORE_UNREACHABLE);
        };
    }

    private static Reading.Why why(Reading<?> reading) {
        return ((Reading.Missing<?>) reading).why();
    }

    /** Read here and not by the browser, only from the host's own origin. */
    private HostStyle style(SmartHost host, @Nullable String address) {
        if (address == null) {
            return HostStyle.NONE;
        }
        try {
            URI document = URI.create(address);
            boolean hosts = Origins.same(host.host().issuer(), document);
            return hosts
                            && styles.get(document, "application/json", STYLE_MAX_BYTES)
                                    instanceof Reading.Found<byte[]> found
                    ? HostStyle.of(found.value())
                    : HostStyle.NONE;
        } catch (IllegalArgumentException e) {
            return HostStyle.NONE;
        }
    }

    private static Optional<HostContext> hostContext(Map<String, Object> parameters) {
        String patient = text(parameters, "patient");
        if (patient == null) {
            return Optional.empty();
        }
        return Optional.of(new HostContext(
                patient,
                text(parameters, "encounter"),
                !"false".equals(String.valueOf(parameters.get("need_patient_banner"))),
                text(parameters, "intent"),
                text(parameters, "smart_style_url")));
    }

    private static @Nullable String text(Map<String, Object> parameters, String name) {
        return parameters.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
