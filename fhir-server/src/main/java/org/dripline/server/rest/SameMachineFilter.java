// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A browser on this machine must not be turned against the FHIR server, whose requests need not be authorized, or the
 * management port, whose journal answers say what arrived: a page of a foreign site that resolves its name to 127.0.0.1
 * carries that name as {@code Host}, and a page that posts here carries its own {@code Origin}. Both are refused with
 * 403; programs send neither.
 */
final class SameMachineFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final transient Set<String> names = new HashSet<>(THIS_MACHINE);
    private final transient Set<String> origins = new HashSet<>();

    /**
     * @param issuer the address others reach this server at, besides this machine's own; null when there is none
     * @param allowed origins of web apps whose scripts may call this server
     */
    SameMachineFilter(@Nullable URI issuer, List<URI> allowed) {
        if (issuer != null) {
            names.add(nameOf(issuer.getRawAuthority()));
            origins.add(issuer.toString().toLowerCase(Locale.ROOT));
        }
        allowed.forEach(origin -> origins.add(origin.toString().toLowerCase(Locale.ROOT)));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getHeader("Host");
        if (!names.contains(nameOf(host))) {
            refuse(response, "This server answers requests addressed to localhost or 127.0.0.1 only.");
            return;
        }
        String origin = request.getHeader("Origin");
        if (!sameOrigin(origin, request.getScheme(), host)
                && !origins.contains(String.valueOf(origin).toLowerCase(Locale.ROOT))) {
            refuse(response, "This server does not answer pages of another origin.");
            return;
        }
        chain.doFilter(request, response);
    }

    /** The name before the port; empty when there is none. Source: RFC 9110, section 7.2. */
    static String nameOf(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int port = host.lastIndexOf(':');
        boolean bracketed = host.indexOf(']') > port;
        return (port < 0 || bracketed ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
    }

    /** Absent, or scheme, name and port alike. Source: RFC 6454, section 5. */
    static boolean sameOrigin(@Nullable String origin, String scheme, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        try {
            URI from = URI.create(origin);
            return scheme.equalsIgnoreCase(from.getScheme())
                    && from.getRawAuthority() != null
                    && from.getRawAuthority().equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void refuse(HttpServletResponse response, String sentence) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream()
                .write(
                        ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"forbidden\","
                                        + "\"diagnostics\":\"" + sentence + "\"}]}")
                                .getBytes(StandardCharsets.UTF_8));
    }
}
