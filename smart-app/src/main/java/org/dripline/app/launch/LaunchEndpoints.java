// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.dripline.app.AppProperties.Host;
import org.dripline.app.launch.PendingLaunches.Pending;
import org.dripline.app.launch.TokenExchange.Granted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The way in: {@code launch} sets a cookie, {@code launch/check} sees whether the browser kept it, and only then is the
 * launch spent at the host; {@code callback} brings the code back.
 */
@Controller
final class LaunchEndpoints {

    private static final Logger log = LoggerFactory.getLogger(LaunchEndpoints.class);

    private final AllowedHosts hosts;
    private final PendingLaunches pending;
    private final TokenExchange exchange;
    private final Launches launches;
    private final ClientKeys keys;

    LaunchEndpoints(
            AllowedHosts hosts, PendingLaunches pending, TokenExchange exchange, Launches launches, ClientKeys keys) {
        this.hosts = hosts;
        this.pending = pending;
        this.exchange = exchange;
        this.launches = launches;
        this.keys = keys;
    }

    /** SMART App Launch 2.2, "Launch App: EHR Launch". Begins at once where the browser already has a session. */
    @GetMapping(LaunchPaths.LAUNCH)
    ModelAndView launch(HttpServletRequest request) {
        Host host = allowedHost(request);
        String launch = only(request, "launch");
        HttpSession session = request.getSession(false);
        if (session != null) {
            return begin(request, session, host, launch);
        }
        request.getSession(true);
        return redirect(request.getContextPath()
                + UriComponentsBuilder.fromPath(LaunchPaths.CHECK)
                        .queryParam("iss", "{iss}")
                        .queryParam("launch", "{launch}")
                        .encode()
                        .buildAndExpand(Map.of("iss", only(request, "iss"), "launch", launch))
                        .toUriString());
    }

    /** Without a cookie here the browser keeps none for us in this place; the launch is still unspent. */
    @GetMapping(LaunchPaths.CHECK)
    ModelAndView check(HttpServletRequest request) {
        Host host = allowedHost(request);
        String launch = only(request, "launch");
        HttpSession session = request.getSession(false);
        if (session == null) {
            return new ModelAndView("launch/blocked", Map.of("iss", only(request, "iss"), "launch", launch));
        }
        return begin(request, session, host, launch);
    }

    /** The redirect URI: exchanges the code and sends the browser to the launch's own path. */
    @GetMapping(LaunchPaths.CALLBACK)
    ModelAndView callback(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String state = optional(request, "state");
        Pending begun = session == null || state == null
                ? null
                : pending.take(state, session.getId()).orElse(null);
        if (session == null || begun == null) {
            throw new LaunchRefused(LaunchProblem.STATE_LOST);
        }
        refuseOtherIssuer(begun.host(), optional(request, "iss"));
        String code = optional(request, "code");
        if (code == null || optional(request, "error") != null) {
            throw new LaunchRefused(LaunchProblem.HOST_REFUSED);
        }
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .state(begun.request().getState())
                .redirectUri(begun.request().getRedirectUri())
                .build();
        Granted granted = exchange.exchange(begun.host(), begun.request(), response);
        String id = launches.add(session.getId(), begun.host(), granted);
        log.info("launched host={} launches={}", begun.host().registration().getRegistrationId(), launches.count());
        return redirect(request.getContextPath() + LaunchPaths.SCREENS + id + "/");
    }

    /** Our public keys, where hosts look for them. */
    @GetMapping(path = LaunchPaths.JWKS, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> jwks() {
        return keys.published();
    }

    private ModelAndView begin(HttpServletRequest request, HttpSession session, Host allowed, String launch) {
        SmartHost host = hosts.discover(allowed);
        settleCsrfToken(request);
        OAuth2AuthorizationRequest prepared = new DefaultOAuth2AuthorizationRequestResolver(
                        id -> host.registration(), "/none")
                .resolve(request, host.registration().getRegistrationId());
        if (prepared == null) {
            throw new IllegalStateException("no authorization request for a host that is allowed");
        }
        OAuth2AuthorizationRequest authorization = OAuth2AuthorizationRequest.from(prepared)
                .additionalParameters(parameters -> {
                    parameters.put("launch", launch);
                    parameters.put("aud", only(request, "iss"));
                })
                .build();
        pending.add(session.getId(), host, authorization);
        return redirect(authorization.getAuthorizationRequestUri());
    }

    /**
     * Made before any page is shown: two charts opened at once would otherwise each make one, and one form would fail.
     */
    private static void settleCsrfToken(HttpServletRequest request) {
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
    }

    /** RFC 9207: an answer that names its issuer must name the one that was asked. */
    private static void refuseOtherIssuer(SmartHost host, @Nullable String iss) {
        boolean other = iss == null ? host.answersWithIssuer() : !iss.equals(host.tokenIssuer());
        if (other) {
            throw new LaunchRefused(LaunchProblem.ISSUER_MIXED_UP);
        }
    }

    private Host allowedHost(HttpServletRequest request) {
        return hosts.named(only(request, "iss")).orElseThrow(() -> new LaunchRefused(LaunchProblem.HOST_NOT_ALLOWED));
    }

    /** A parameter that must be there once. */
    private static String only(HttpServletRequest request, String name) {
        String value = optional(request, name);
        if (value == null || value.isBlank()) {
            throw new LaunchRefused(LaunchProblem.NOT_A_LAUNCH);
        }
        return value;
    }

    /** A parameter that may be there once; twice counts as not at all. */
    private static @Nullable String optional(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values != null && values.length == 1 ? values[0] : null;
    }

    /** By path where it is our own, so that a proxy in front which ends TLS does not send the frame to plain http. */
    private static ModelAndView redirect(String location) {
        return new ModelAndView((model, request, response) -> {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, location);
        });
    }
}
