// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Authorization requests on their way through the host, keyed by {@code state} and not by browser session: a person may
 * open several charts at once, and each must come back to its own. Each is good once, for the session that began it.
 */
final class PendingLaunches {

    /** An authorization request and the host it went to. */
    record Pending(String sessionId, SmartHost host, OAuth2AuthorizationRequest request, Instant until) {}

    private final Map<String, Pending> byState;
    private final Duration age;
    private final Clock clock;

    PendingLaunches(int limit, Duration age, Clock clock) {
        this.byState = Recent.atMost(limit);
        this.age = age;
        this.clock = clock;
    }

    void add(String sessionId, SmartHost host, OAuth2AuthorizationRequest request) {
        Instant now = clock.instant();
        byState.values().removeIf(pending -> !pending.until().isAfter(now));
        byState.put(request.getState(), new Pending(sessionId, host, request, now.plus(age)));
    }

    /** The request with this state, once. A stranger who knows the state does not use it up for its owner. */
    Optional<Pending> take(String state, String sessionId) {
        Pending pending = byState.get(state);
        if (pending == null
                || !pending.sessionId().equals(sessionId)
                || !pending.until().isAfter(clock.instant())) {
            return Optional.empty();
        }
        return byState.remove(state, pending) ? Optional.of(pending) : Optional.empty();
    }
}
