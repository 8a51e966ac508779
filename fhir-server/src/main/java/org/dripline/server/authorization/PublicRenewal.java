// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a public app renew and revoke its own tokens. Spring knows public apps at the code exchange only; here the token
 * that is shown proves as much as the app can, and is good once (RFC 9700, section 2.2.2).
 */
final class PublicRenewal implements AuthenticationConverter, AuthenticationProvider {

    private static final String MARK = "dripline.public";

    private final RegisteredClientRepository clients;

    PublicRenewal(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        boolean renews = "refresh_token".equals(request.getParameter("grant_type"));
        boolean revokes = request.getRequestURI().endsWith("/oauth2/revoke") && request.getParameter("token") != null;
        String[] client = request.getParameterValues("client_id");
        if (!(renews || revokes)
                || client == null
                || client.length != 1
                || request.getParameter("client_secret") != null
                || request.getParameter("client_assertion") != null
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return null;
        }
        return new OAuth2ClientAuthenticationToken(
                client[0], ClientAuthenticationMethod.NONE, null, Map.of(MARK, Boolean.TRUE));
    }

    @Override
    public @Nullable Authentication authenticate(Authentication attempt) {
        OAuth2ClientAuthenticationToken shown = (OAuth2ClientAuthenticationToken) attempt;
        if (!shown.getAdditionalParameters().containsKey(MARK)) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(shown.getPrincipal().toString());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
