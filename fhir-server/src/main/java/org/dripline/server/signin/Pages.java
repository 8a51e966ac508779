// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dripline.server.rest.PageTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;

/** Pages for people, in the design all of Dripline's pages share; the other headers are the security chain's. */
public final class Pages {

    private Pages() {}

    /**
     * A page with a form: the template finds the token against forged requests as {@code csrfName} and {@code csrf}.
     */
    public static ResponseEntity<String> page(
            PageTemplate template, HttpStatus status, HttpServletRequest request, Map<String, Object> variables) {
        CsrfToken token = (CsrfToken) Objects.requireNonNull(request.getAttribute(CsrfToken.class.getName()));
        Map<String, Object> all = new HashMap<>(variables);
        all.put("csrfName", token.getParameterName());
        all.put("csrf", token.getToken());
        PageTemplate.Page page = template.page(all);
        // No form-action: browsers hold it against the redirect to the app after the form, too.
        return ResponseEntity.status(status)
                .contentType(MediaType.TEXT_HTML)
                .header("Content-Security-Policy", page.policy())
                .body(page.html());
    }
}
