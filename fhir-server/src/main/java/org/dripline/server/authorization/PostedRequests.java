// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Turns an authorization request by POST (SMART App Launch 2.2, {@code authorize-post}) into the same one by GET, which
 * a sign-in in between survives. A consent has no {@code response_type} and passes.
 */
final class PostedRequests extends OncePerRequestFilter {

    static final String AUTHORIZE = "/oauth2/authorize";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!request.getMethod().equals("POST")
                || !request.getRequestURI().endsWith(AUTHORIZE)
                || request.getParameter("response_type") == null) {
            chain.doFilter(request, response);
            return;
        }
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
        request.getParameterMap().forEach((name, values) -> address.queryParam(name, (Object[]) values));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.LOCATION, address.encode().build().toUriString().replace("+", "%2B"));
    }
}
