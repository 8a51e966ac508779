// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Refusals for what is too fast or too large, as an OperationOutcome. */
final class TooMany {

    static final int TOO_MANY_REQUESTS = 429;

    private TooMany() {}

    /** 429 with {@code Retry-After}. Source: RFC 6585, section 4. */
    static void requests(HttpServletResponse response, long seconds) throws IOException {
        response.setHeader("Retry-After", Long.toString(seconds));
        refuse(
                response,
                TOO_MANY_REQUESTS,
                "throttled",
                "Too many requests: wait as many seconds as Retry-After says.");
    }

    /** 413. */
    static void bytes(HttpServletResponse response, long most) throws IOException {
        // What is still to come is not read.
        response.setHeader("Connection", "close");
        refuse(
                response,
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "too-long",
                "The body of this request is larger than " + most + " bytes: send it in parts.");
    }

    private static void refuse(HttpServletResponse response, int status, String code, String sentence)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream()
                .write(("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"" + code
                                + "\",\"diagnostics\":\"" + sentence + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
