// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dripline.server.rest.PageTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * What a browser shows at {@code /}, and at an address where nothing is: what this server is, and where to go. Programs
 * get Spring Boot's JSON, and below {@code /fhir} an OperationOutcome. A page says nothing of what was asked.
 */
@Controller
final class FrontPage implements ErrorViewResolver, Ordered {

    private static final String APP = "/app/";

    private final PageTemplate page = new PageTemplate(FrontPage.class, "front-page");

    @GetMapping("/")
    View front() {
        return page(HttpStatus.OK, "");
    }

    @Override
    public @Nullable ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        // The app, where it runs, has pages of its own.
        if (String.valueOf(model.get("path")).startsWith(APP)) {
            return null;
        }
        return new ModelAndView(page(
                status,
                status.is5xxServerError()
                        ? "This page failed. Try again in a moment; the server's log names the time and the cause."
                        : "There is no page at this address."));
    }

    /** Before whatever else resolves errors. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    private View page(HttpStatus status, String problem) {
        PageTemplate.Page shown = page.page(Map.of("problem", problem));
        return new View() {
            @Override
            public String getContentType() {
                return MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";
            }

            @Override
            public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                response.setStatus(status.value());
                response.setContentType(getContentType());
                response.setHeader("Content-Security-Policy", shown.policy() + "; form-action 'none'");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.getOutputStream().write(shown.html().getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
