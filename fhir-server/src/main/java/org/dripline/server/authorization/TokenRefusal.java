// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.dripline.server.host.HostProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Errors of the token endpoint (RFC 6749, section 5.2); 503 where only somebody else's silence stands in the way. */
final class TokenRefusal implements AuthenticationFailureHandler {

    private static final String AGAIN_AFTER_SECONDS = "2";

    private final AuthenticationFailureHandler usual = new OAuth2ErrorAuthenticationFailureHandler();

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        HostProblem silent = HostProblem.HOST_SILENT;
        if (failure instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(silent.code())) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter()
                    .write("{\"error\":\"" + silent.code() + "\",\"error_description\":\"" + silent.sentence() + "\"}");
            return;
        }
        usual.onAuthenticationFailure(request, response, failure);
    }
}
