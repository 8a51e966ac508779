// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Headers of every answer, whoever gives it: a browser that came over TLS comes back over TLS (RFC 6797), guesses no
 * content type, and tells no other site the address it was at. Which scripts and frames a page allows is the page's.
 */
final class TransportHeaders extends HttpFilter {

    /** Two years; what is asked of those who want to be preloaded. */
    private static final String ALWAYS_TLS = "max-age=63072000; includeSubDomains";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", ALWAYS_TLS);
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        chain.doFilter(request, response);
    }
}
