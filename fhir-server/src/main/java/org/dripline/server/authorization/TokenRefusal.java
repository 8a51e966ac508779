// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.host.HostProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Errors of the token endpoint (RFC 6749, section 5.2), each after its row of the audit; 503 where only somebody else's
 * silence stands in the way.
 */
final class TokenRefusal implements AuthenticationFailureHandler {

    private static final String CLIENT = TokenRefusal.class.getName();
    private static final String AGAIN_AFTER_SECONDS = "2";

    private final OAuth2ErrorHttpMessageConverter body = new OAuth2ErrorHttpMessageConverter();
    private final AuditTrail trail;

    TokenRefusal(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
        HttpStatus status = status(error.getErrorCode());
        write(request, status, error.getErrorCode());
        ServletServerHttpResponse answer = new ServletServerHttpResponse(response);
        answer.setStatusCode(status);
        answer.getHeaders().setCacheControl(CacheControl.noStore());
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            answer.getHeaders().set(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
                answer.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Basic");
            }
            // Why an app was not believed helps whoever guesses.
            error = new OAuth2Error(error.getErrorCode());
        }
        body.write(error, MediaType.APPLICATION_JSON, answer);
    }

    /** Keeps which app has proved who it is: Spring forgets that before it calls for the refusal. Converts nothing. */
    @Nullable Authentication remember(HttpServletRequest request) {
        Authentication client = SecurityContextHolder.getContext().getAuthentication();
        if (client instanceof OAuth2ClientAuthenticationToken && client.isAuthenticated()) {
            request.setAttribute(CLIENT, client.getName());
        }
        return null;
    }

    /** Who proved to be that app, or who said so. */
    private static @Nullable String client(HttpServletRequest request) {
        return request.getAttribute(CLIENT) instanceof String proved
                ? proved
                : request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    }

    private static HttpStatus status(String error) {
        if (error.equals(HostProblem.HOST_SILENT.code())) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        return error.equals(OAuth2ErrorCodes.INVALID_CLIENT) ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST;
    }

    private void write(HttpServletRequest request, HttpStatus status, String error) {
        trail.write(new AuditTrail.Entry(
                AuditTrail.Kind.REFUSAL,
                status.value(),
                client(request),
                null,
                List.of(),
                null,
                null,
                AuditTrail.Asked.detail("no token: " + error)));
    }
}
