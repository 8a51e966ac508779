// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * A client that proves itself with an assertion and sends no {@code client_id} beside it, as RFC 7521, section 4.2
 * allows and SMART clients do: the assertion's {@code sub} says who it claims to be. Spring's converter wants both.
 */
final class AssertedClient implements AuthenticationConverter {

    private static final ClientAuthenticationMethod METHOD =
            new ClientAuthenticationMethod("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String[] assertions = request.getParameterValues("client_assertion");
        if (assertions == null
                || assertions.length != 1
                || request.getParameter("client_id") != null
                || !METHOD.getValue().equals(request.getParameter("client_assertion_type"))) {
            return null;
        }
        Map<String, Object> others = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.startsWith("client_assertion")) {
                others.put(name, values.length == 1 ? values[0] : values);
            }
        });
        return new OAuth2ClientAuthenticationToken(subject(assertions[0]), METHOD, assertions[0], others);
    }

    private static String subject(String assertion) {
        try {
            String subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
            if (subject != null && !subject.isBlank()) {
                return subject;
            }
        } catch (ParseException unreadable) {
            // Answered below.
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
