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
import java.util.Set;
import org.dripline.server.access.OwnerOnlyFile;

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
    private static final Set<String> HEALTH =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private final byte[] token;

    ManagementToken(Path dataDirectory) {
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
        if (isHealthForThisMachine(request) || isShown(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer realm=\"management\"");
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream()
                .write(("{\"error\":\"Show the token of the file " + FILE + " in the data folder as a bearer token.\"}")
                        .getBytes(StandardCharsets.UTF_8));
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
