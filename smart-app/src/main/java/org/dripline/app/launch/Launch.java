// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.dripline.app.host.HostStyle;
import org.dripline.app.launch.TokenExchange.Granted;
import org.jspecify.annotations.Nullable;

/**
 * One launch of the app: one chart, one patient, one browser session. What changes in it (its token, what has been read
 * with it) is written only by {@link Launches}, tokens and identity by whoever has its {@link #turn}, and may be read
 * at any time.
 */
final class Launch {

    /**
     * The launch context of the token response (SMART App Launch 2.2, "Launch context arrives with your access token").
     *
     * @param patient the patient's id at the host
     * @param encounter the encounter's id at the host; null when none was given
     * @param needPatientBanner true unless the host said false
     * @param intent null when none was given
     * @param styleAddress {@code smart_style_url}; null when none was given
     */
    record HostContext(
            String patient,
            @Nullable String encounter,
            boolean needPatientBanner,
            @Nullable String intent,
            @Nullable String styleAddress) {
        @Override
        public String toString() {
            return "HostContext";
        }
    }

    private final String id;
    private final String sessionId;
    private final SmartHost host;
    private final HostContext hostContext;
    private final Instant endsAt;
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Tokens tokens;
    /** Only for whoever has the turn. */
    private int failedRenewals;

    /** The host's id token until it is exchanged; only for whoever has the turn. */
    private @Nullable String identity;

    private volatile @Nullable OurToken ours;
    private volatile Instant renewableFrom = Instant.MIN;
    private volatile @Nullable LaunchContext context;
    private volatile @Nullable HostStyle style;

    Launch(String id, String sessionId, SmartHost host, HostContext hostContext, Granted granted, Instant endsAt) {
        this.id = id;
        this.sessionId = sessionId;
        this.host = host;
        this.hostContext = hostContext;
        this.tokens = granted.tokens();
        this.identity = granted.identity();
        this.endsAt = endsAt;
    }

    String id() {
        return id;
    }

    String sessionId() {
        return sessionId;
    }

    boolean belongsTo(String session) {
        return sessionId.equals(session);
    }

    SmartHost host() {
        return host;
    }

    HostContext hostContext() {
        return hostContext;
    }

    /** When the launch ends whatever its token says. */
    Instant endsAt() {
        return endsAt;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Who has it may renew the token and identify the patient; one request at a time. */
    Lock turn() {
        return turn;
    }

    void renewed(Tokens next) {
        tokens = next;
        failedRenewals = 0;
        renewableFrom = Instant.MIN;
    }

    /**
     * The host gave no answer: it is left alone for {@code first}, twice that the next time, at most {@code longest}.
     */
    void renewalFailed(Instant now, Duration first, Duration longest) {
        Duration wait = first.multipliedBy(1L << Math.min(failedRenewals, 10));
        renewableFrom = now.plus(wait.compareTo(longest) < 0 ? wait : longest);
        failedRenewals = failedRenewals + 1;
    }

    /** Renewals in a row without an answer. */
    int failedRenewals() {
        return failedRenewals;
    }

    /** The host is not asked for a new token before this. */
    Instant renewableFrom() {
        return renewableFrom;
    }

    /** What the host signed of who launched; null once it was exchanged. */
    @Nullable String identity() {
        return identity;
    }

    /** Our own server's token; null where it asks nobody, and before the first exchange. */
    @Nullable OurToken ours() {
        return ours;
    }

    void exchanged(OurToken next) {
        ours = next;
        identity = null;
        failedRenewals = 0;
        renewableFrom = Instant.MIN;
    }

    @Nullable LaunchContext context() {
        return context;
    }

    void identified(LaunchContext identified) {
        context = identified;
    }

    @Nullable HostStyle style() {
        return style;
    }

    void styled(HostStyle read) {
        style = read;
    }

    @Override
    public String toString() {
        return "Launch";
    }
}
