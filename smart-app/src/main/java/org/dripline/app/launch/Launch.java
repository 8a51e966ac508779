// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.time.Instant;
import org.dripline.app.host.HostStyle;
import org.jspecify.annotations.Nullable;

/**
 * One launch of the app: one chart, one patient, one browser session. What changes in it (its token, what has been read
 * with it) is written only by {@link Launches} while it holds this launch's monitor, and may be read at any time.
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

    private volatile Tokens tokens;
    private volatile @Nullable LaunchContext context;
    private volatile @Nullable HostStyle style;

    Launch(String id, String sessionId, SmartHost host, HostContext hostContext, Tokens tokens, Instant endsAt) {
        this.id = id;
        this.sessionId = sessionId;
        this.host = host;
        this.hostContext = hostContext;
        this.tokens = tokens;
        this.endsAt = endsAt;
    }

    String id() {
        return id;
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

    void renewed(Tokens next) {
        tokens = next;
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
