// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import org.dripline.server.host.HostLaunches.Claimed;
import org.dripline.server.host.HostProblem;
import org.dripline.server.host.HostRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads a token exchange (RFC 8693, section 2.1). {@code subject_token} is the host's id token, since its subject is
 * whom the token given here speaks for; later our own refresh token. There is no {@code actor_token}: the party that
 * acts is the client, which proves itself. The host's access token is neither: it is evidence about the launch, and has
 * a parameter of its own, as have the host and the ids that are claimed. Spring's converter, which knows only tokens
 * this server made, is never reached.
 */
final class HostLaunchRequests implements AuthenticationConverter {

    static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
    static final String REFRESH_TOKEN = "urn:ietf:params:oauth:token-type:refresh_token";

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!AuthorizationGrantType.TOKEN_EXCHANGE.getValue().equals(request.getParameter("grant_type"))) {
            return null;
        }
        try {
            return grant(request);
        } catch (HostRefused refused) {
            throw HostLaunchTokens.error(refused.problem());
        }
    }

    private static HostLaunchGrant grant(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw new HostRefused(HostProblem.REQUEST_INCOMPLETE);
        }
        if (request.getParameter("actor_token") != null || request.getParameter("actor_token_type") != null) {
            throw new HostRefused(HostProblem.ACTOR);
        }
        if (request.getParameter("audience") != null || request.getParameter("resource") != null) {
            throw new HostRefused(HostProblem.TARGET);
        }
        String type = required(request, "subject_token_type");
        String wanted = optional(request, "requested_token_type");
        boolean renewal = REFRESH_TOKEN.equals(type);
        if (!renewal && !ID_TOKEN.equals(type) || wanted != null && !ACCESS_TOKEN.equals(wanted)) {
            throw new HostRefused(HostProblem.TOKEN_TYPE);
        }
        String scope = optional(request, "scope");
        return new HostLaunchGrant(
                SecurityContextHolder.getContext().getAuthentication(),
                required(request, "subject_token"),
                renewal,
                new Claimed(
                        required(request, "host"),
                        required(request, "host_access_token"),
                        required(request, "host_patient"),
                        optional(request, "host_encounter")),
                seconds(optional(request, "host_expires_in")),
                scope == null ? Set.of() : Set.of(scope.strip().split("\\s+")));
    }

    private static String required(HttpServletRequest request, String name) {
        String value = optional(request, name);
        if (value == null) {
            throw new HostRefused(HostProblem.REQUEST_INCOMPLETE);
        }
        return value;
    }

    private static @Nullable String optional(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length != 1 || values[0].isBlank()) {
            throw new HostRefused(HostProblem.REQUEST_INCOMPLETE);
        }
        return values[0];
    }

    private static @Nullable Duration seconds(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new HostRefused(HostProblem.REQUEST_INCOMPLETE);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
