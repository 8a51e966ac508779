// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.dripline.server.access.OwnParts;

/** Holds an app that asks too often; the routes and the app of this product are not held. */
final class ClientLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Pace pace;
    private final transient HeldRecord record;
    private final transient Supplier<Optional<String>> client;

    /** @param client the app whose token the request under way shows */
    ClientLimit(Pace pace, Supplier<Optional<String>> client, HeldRecord record) {
        this.record = record;
        this.pace = pace;
        this.client = client;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long seconds = client.get()
                .filter(id -> !OwnParts.ALL.contains(id))
                .map(pace::take)
                .orElse(0L);
        if (seconds > 0) {
            record.held(request, response, client.get().orElse(null));
            TooMany.requests(response, seconds);
            return;
        }
        chain.doFilter(request, response);
    }
}
