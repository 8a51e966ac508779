// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The rows of the audit for what was refused before anybody looked at it. That an address or app was held is one row a
 * minute: whoever asks too fast must not fill the audit, nor make each refusal cost a write.
 */
final class HeldRecord {

    private static final Duration ONCE = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final ObjectProvider<AuditTrail> trail;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    /** @param trail there once anything can be held: a web server alone has none */
    HeldRecord(ObjectProvider<AuditTrail> trail) {
        this.trail = trail;
    }

    /** @param client null where an address is held */
    void held(HttpServletRequest request, HttpServletResponse response, @Nullable String client) {
        Instant now = Instant.now();
        String who = client == null ? "address " + request.getRemoteAddr() : "app " + client;
        if (told.size() >= MOST) {
            told.values().removeIf(until -> until.isBefore(now));
        }
        boolean[] first = new boolean[1];
        told.compute(who, (key, until) -> {
            first[0] = until == null || until.isBefore(now);
            return first[0] ? now.plus(ONCE) : until;
        });
        if (first[0]) {
            write(TooMany.TOO_MANY_REQUESTS, client, "too many requests; recorded once a minute", request, response);
        }
    }

    void tooLarge(HttpServletRequest request, HttpServletResponse response) {
        write(413, null, "a body that is too large", request, response);
    }

    private void write(
            int status,
            @Nullable String client,
            String detail,
            HttpServletRequest request,
            HttpServletResponse response) {
        trail.getObject()
                .write(
                        new Entry(Kind.REFUSAL, status, client, null, List.of(), null, null, Asked.detail(detail)),
                        request,
                        response);
    }
}
