// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.access.OwnerOnlyFile;
import org.jspecify.annotations.Nullable;

/**
 * The management port says what arrived and lets it be played again: it answers who shows the token of the file
 * {@value #FILE} in the data folder (RFC 6750, section 2.1), made at the first start. Health, which says up or down and
 * no more, is answered to this machine without one.
 */
final class ManagementToken extends HttpFilter {

    /** Name of the file. Whoever may read it may read the journal. */
    static final String FILE = "management-token";

    private static final long serialVersionUID = 1L;
    private static final String SCHEME = "Bearer ";
    private static final String JOURNAL = "/actuator/journal";
    private static final List<String> RECORDED = List.of(JOURNAL, "/actuator/outbox");

    /**
     * Header: whom a program at the management port asks for. The token says only that somebody of the machine asks.
     */
    static final String ON_BEHALF_OF = "X-On-Behalf-Of";

    private static final int LONGEST_NAME = 100;
    private static final Set<String> HEALTH =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private final byte[] token;
    private final transient AuditTrail trail;

    /** @param trail where what is asked for is recorded */
    ManagementToken(Path dataDirectory, AuditTrail trail) {
        this.trail = trail;
        this.token = tokenIn(dataDirectory.resolve(FILE)).getBytes(StandardCharsets.UTF_8);
    }

    private static String tokenIn(Path file) {
        try {
            if (Files.exists(file)) {
                String token = Files.readString(file).strip();
                if (!token.isEmpty()) {
                    return token;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        String made = OwnerOnlyFile.random();
        OwnerOnlyFile.write(file, made + "\n");
        return made;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isHealthForThisMachine(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (isShown(request)) {
            record(request);
            chain.doFilter(request, response);
            return;
        }
        trail.write(new Entry(
                Kind.REFUSAL,
                HttpServletResponse.SC_UNAUTHORIZED,
                null,
                null,
                List.of(),
                null,
                null,
                Asked.detail("management port")));
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer realm=\"management\"");
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream()
                .write(("{\"error\":\"Show the token of the file " + FILE + " in the data folder as a bearer token.\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What became of messages is shown, and messages are played again, only once it is on record that somebody asked.
     * Metrics tell of nobody, and are asked for every few seconds.
     */
    private void record(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (RECORDED.stream().noneMatch(path::startsWith)) {
            return;
        }
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        Kind kind = reads ? Kind.READ : path.startsWith(JOURNAL) ? Kind.REPLAY : Kind.OPERATION;
        String said = said(request.getHeader(ON_BEHALF_OF));
        trail.write(new Entry(
                kind,
                HttpServletResponse.SC_OK,
                FILE,
                null,
                List.of(),
                null,
                null,
                new Asked(
                        reads ? "R" : "E",
                        null,
                        null,
                        null,
                        List.of(),
                        "asked at the management port: " + request.getMethod() + " " + path
                                + (said.isEmpty() ? "" : "; said to be for " + said))));
    }

    /** A name, as far as one can be read: nobody has proved it. */
    private static String said(@Nullable String header) {
        String name = header == null
                ? ""
                : header.replaceAll("[^\\p{L}\\p{N}@._ -]", "").strip();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    private static boolean isHealthForThisMachine(HttpServletRequest request) throws IOException {
        return HEALTH.contains(request.getRequestURI())
                && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }

    private boolean isShown(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        token, header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
