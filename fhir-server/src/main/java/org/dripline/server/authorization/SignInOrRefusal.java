// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Sends a person who wants to authorize an app to the sign-in page; tells a program what it lacks (RFC 6749, 5.2). */
final class SignInOrRefusal implements AuthenticationEntryPoint {

    private static final byte[] REFUSAL = "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8);

    private final AuthenticationEntryPoint signIn = new LoginUrlAuthenticationEntryPoint("/sign-in");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException, ServletException {
        if (request.getRequestURI().endsWith(PostedRequests.AUTHORIZE)) {
            signIn.commence(request, response, problem);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(REFUSAL);
    }
}
