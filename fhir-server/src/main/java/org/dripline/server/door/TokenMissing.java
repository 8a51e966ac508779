// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/** 401 with {@code WWW-Authenticate} (RFC 6750, section 3) and, FHIR being asked, an OperationOutcome. */
final class TokenMissing implements AuthenticationEntryPoint {

    private static final byte[] OUTCOME = ("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                    + "\"code\":\"login\",\"diagnostics\":\"This needs an access token that has not ended: see "
                    + ".well-known/smart-configuration for where to get one.\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    private final BearerTokenAuthenticationEntryPoint headers = new BearerTokenAuthenticationEntryPoint();
    private final AuditTrail trail;

    TokenMissing(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        trail.write(new Entry(Kind.REFUSAL, HttpServletResponse.SC_UNAUTHORIZED, null, null, List.of(), null, null));
        headers.commence(request, response, problem);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream().write(OUTCOME);
    }
}
