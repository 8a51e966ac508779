// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.dripline.server.access.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/**
 * Holds an authorization request against SMART App Launch 2.2, "Obtain authorization code": the redirect address letter
 * by letter, {@code aud} this FHIR server, {@code state} there, scopes understood and within what the app is registered
 * for, {@code launch} open and this app's. PKCE is Spring's check. A wrong redirect address is never redirected to.
 */
final class RequestedAuthorization implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    private final Launches launches;

    RequestedAuthorization(Launches launches) {
        this.launches = launches;
    }

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        RegisteredClient client = context.getRegisteredClient();
        String redirect = request.getRedirectUri();
        if (redirect == null || !client.getRedirectUris().contains(redirect)) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri is not one this app is registered with", null);
        }
        if (request.getState() == null || request.getState().isBlank()) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "state is missing", request);
        }
        String issuer = AuthorizationServerContextHolder.getContext().getIssuer();
        Object audience = request.getAdditionalParameters().get("aud");
        if (audience == null || !FhirBase.is(audience.toString(), issuer)) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "aud must be " + issuer + FhirBase.PATH, request);
        }
        requireScopes(request, client);
        requireLaunch(request, client);
    }

    private static void requireScopes(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, RegisteredClient client) {
        Set<String> asked = request.getScopes();
        if (asked.isEmpty()) {
            throw refused(OAuth2ErrorCodes.INVALID_SCOPE, "scope is missing", request);
        }
        ScopeSet registered = ScopeSet.of(client.getScopes());
        Optional<String> beyond =
                asked.stream().filter(scope -> !registered.allows(scope)).findFirst();
        if (beyond.isPresent()) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "a scope is not understood or not registered for this app",
                    request);
        }
    }

    private void requireLaunch(OAuth2AuthorizationCodeRequestAuthenticationToken request, RegisteredClient client) {
        Object launch = request.getAdditionalParameters().get("launch");
        boolean scope = request.getScopes().contains("launch");
        if (launch == null && scope) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "launch is missing, and its scope was asked for", request);
        }
        if (launch == null && request.getScopes().contains("launch/encounter")) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "launch/encounter is granted to an app that is opened from a chart on a visit, with the scope launch",
                    request);
        }
        if (launch != null && !(scope && launches.isOpen(launch.toString(), client.getClientId()))) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "launch is unknown, used or too old, or its scope is missing",
                    request);
        }
    }

    /** Sent to the app's redirect address where that is known to be right; else shown to the person. */
    static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            String code, String description, @Nullable OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(code, description, null), request);
    }
}
