// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.rest.PageTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where people type name and password. One sentence for every refusal, so that it tells nobody which names exist. */
@RestController
@WhereTokensAreAsked
final class SignInPage {

    private static final String WRONG =
            "Name or password is wrong, or there were too many tries: then wait a while, or ask who runs this server.";
    private static final String AWAY =
            "The hospital's sign-in does not answer: try again in a moment, or ask who runs this server.";

    private final PageTemplate page = new PageTemplate(SignInPage.class, "sign-in");
    private final String provider;

    SignInPage(AccessSettings settings) {
        this.provider = settings.provider() == null ? "" : settings.provider().name();
    }

    @GetMapping("/sign-in")
    ResponseEntity<String> form(HttpServletRequest request) {
        String problem = request.getParameter("failed") == null ? "" : WRONG;
        problem = request.getParameter("away") == null ? problem : AWAY;
        return Pages.page(
                page,
                HttpStatus.OK,
                request,
                Map.of("problem", problem, "left", request.getParameter("left") != null, "provider", provider));
    }
}
