// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** The one place where a problem becomes a page. */
final class ProblemPages {

    private static final Logger log = LoggerFactory.getLogger(ProblemPages.class);

    private ProblemPages() {}

    /** A refused launch ends whatever was asked for, also an address below a launch at which there is no page. */
    @ControllerAdvice
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class OfRefusals {

        @ExceptionHandler
        ModelAndView refused(LaunchRefused refused, HttpServletResponse response) {
            log.info("refused reason={}", refused.problem());
            if (refused.problem() == LaunchProblem.EXPIRED || refused.problem() == LaunchProblem.NOT_THIS_SESSION) {
                // htmx shows no page for an error: a launch that is over must leave the screen, a passing failure
                // need not.
                response.setHeader("HX-Refresh", "true");
            }
            return page(refused.problem(), refused.problem().status());
        }
    }

    /** Everything else, of the app's own handlers only. */
    @ControllerAdvice(basePackages = "org.dripline.app")
    @Order(Ordered.LOWEST_PRECEDENCE)
    static final class OfFailures {

        /** Its message may quote a patient, so only its class is logged. */
        @ExceptionHandler
        ModelAndView failed(Exception failure) {
            if (failure instanceof ErrorResponse wrongRequest) {
                return page(LaunchProblem.NOT_A_LAUNCH, wrongRequest.getStatusCode());
            }
            log.warn("failed exception={}", failure.getClass().getName());
            return page(LaunchProblem.FAILED, LaunchProblem.FAILED.status());
        }
    }

    /** Addresses at which the app has no page; in the all-in-one, other parts answer for theirs first. */
    @Component
    static final class OfUnknownAddresses implements ErrorViewResolver {

        @Override
        public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
            return page(status.is5xxServerError() ? LaunchProblem.FAILED : LaunchProblem.NOT_A_LAUNCH, status);
        }
    }

    private static ModelAndView page(LaunchProblem problem, HttpStatusCode status) {
        var page = new ModelAndView("launch/problem");
        page.setStatus(status);
        page.addObject("sentence", problem.sentence());
        return page;
    }
}
