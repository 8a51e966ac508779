// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.management;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.access.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The management port says what arrived, and has it read again, dismissed or sent. It is read with the
 * {@link ManagementToken}, by monitoring and from the machine; what changes something takes somebody who is known.
 * Refusals, and what is asked of messages, have a row in the audit before they are answered or done. Health, which says
 * up or down and no more, is answered to this machine without anything.
 */
final class ManagementDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    /** What tells of people's messages; metrics tell of nobody, and are asked for every few seconds. */
    private static final List<String> MESSAGES = List.of("/actuator/journal", "/actuator/outbox");
    /** The shared token says no more. */
    private static final AccessGrant SOMEBODY_OF_THIS_MACHINE =
            new AccessGrant(ManagementToken.FILE, null, null, ScopeSet.of(List.of()), null);

    private static final Set<String> HEALTH =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private static final String HOW = "show name and password (Basic), or an access token with the scope"
            + " user/MessageHeader.ru, of somebody who has a role for it.";

    private final transient ManagementToken token;
    private final transient Operators operators;
    private final transient AuditTrail trail;

    ManagementDoor(ManagementToken token, Operators operators, AuditTrail trail) {
        this.token = token;
        this.operators = operators;
        this.trail = trail;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isHealthForThisMachine(request)) {
            chain.doFilter(request, response);
            return;
        }
        boolean changes = !READS.contains(request.getMethod());
        String shown = after(BEARER, request);
        if (shown != null && token.is(shown)) {
            if (changes) {
                record(request, response, null, 403);
                refuse(response, 403, "Who changes something is known: " + HOW);
                return;
            }
            if (isAboutMessages(request)) {
                record(request, response, SOMEBODY_OF_THIS_MACHINE, 200);
            }
            chain.doFilter(request, response);
            return;
        }
        Optional<AccessGrant> grant = known(request, shown, changes);
        if (grant.isEmpty()) {
            record(request, response, null, 401);
            response.addHeader("WWW-Authenticate", "Bearer realm=\"management\"");
            response.addHeader("WWW-Authenticate", "Basic realm=\"management\"");
            refuse(
                    response,
                    401,
                    "Show the token of the file " + ManagementToken.FILE
                            + " in the data folder as a bearer token, which reads; or " + HOW);
            return;
        }
        boolean may = operators.may(grant.get());
        if (changes || !may || isAboutMessages(request)) {
            record(request, response, grant.get(), may ? 200 : 403);
        }
        if (!may) {
            refuse(response, 403, operators.needed());
            return;
        }
        chain.doFilter(request, response);
    }

    /** By the path that is served: as it was written, it may hide in escapes. */
    private static boolean isAboutMessages(HttpServletRequest request) {
        return MESSAGES.stream().anyMatch(request.getServletPath()::startsWith);
    }

    private static boolean isHealthForThisMachine(HttpServletRequest request) throws IOException {
        return HEALTH.contains(request.getRequestURI())
                && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }

    private Optional<AccessGrant> known(HttpServletRequest request, @Nullable String shown, boolean changes) {
        return inContext(request, null, () -> {
            String basic = after(BASIC, request);
            if (basic == null) {
                return shown == null ? Optional.empty() : operators.holder(shown, changes);
            }
            String[] parts = decoded(basic).split(":", 2);
            return parts.length == 2 ? operators.person(parts[0], parts[1]) : Optional.empty();
        });
    }

    private static String decoded(String basic) {
        try {
            return new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    private static @Nullable String after(String scheme, HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? header.substring(scheme.length()).strip()
                : null;
    }

    private void record(
            HttpServletRequest request, HttpServletResponse response, @Nullable AccessGrant grant, int outcome) {
        Entry entry = new Entry(
                outcome != 200 ? Kind.REFUSAL : READS.contains(request.getMethod()) ? Kind.READ : Kind.REPLAY,
                outcome,
                grant == null || grant.clientId().isEmpty() ? null : grant.clientId(),
                grant == null ? null : grant.username(),
                List.of(),
                null,
                null,
                Asked.detail(request.getMethod() + " " + request.getRequestURI()));
        inContext(request, response, () -> {
            trail.write(entry);
            return true;
        });
    }

    /** A row says from where; no Spring controller has been reached yet that would say it. */
    private static <T> T inContext(
            HttpServletRequest request, @Nullable HttpServletResponse response, Supplier<T> work) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        try {
            return work.get();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream()
                .write(("{\"error\":\"" + sentence.replace("\"", "'") + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
