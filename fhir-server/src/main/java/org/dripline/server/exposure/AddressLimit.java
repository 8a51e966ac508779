// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Holds an address that asks too often before anybody is known: at sign-in and token endpoints each request counts,
 * below {@code /fhir} and {@code /cds-services} each that was answered 401. Passwords, codes and tokens cannot be
 * guessed at speed, and a clinic's apps behind one address are not in each other's way.
 */
final class AddressLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Pace asked;
    private final transient Pace refused;
    private final transient HeldRecord record;

    /**
     * @param asked of requests at sign-in and token endpoints
     * @param refused of requests below {@code /fhir} and {@code /cds-services} without a good token
     */
    AddressLimit(Pace asked, Pace refused, HeldRecord record) {
        this.record = record;
        this.asked = asked;
        this.refused = refused;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String address = request.getRemoteAddr();
        boolean byToken = request.getRequestURI().startsWith("/fhir/")
                || request.getRequestURI().startsWith("/cds-services");
        long seconds = byToken ? refused.wait(address) : asked.take(address);
        if (seconds > 0) {
            record.held(request, response, null);
            TooMany.requests(response, seconds);
            return;
        }
        chain.doFilter(request, response);
        if (byToken && response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            refused.take(address);
        }
    }
}
