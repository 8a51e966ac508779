// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.dripline.app.AppProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Stands before every handler below {@code /app/s/{launchId}/}, whether it asks for the launch or not, so that no
 * screen can forget the check; then hands the launch to the handlers that take it as a parameter.
 */
final class LaunchGate implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = LaunchContext.class.getName();

    private final Launches launches;
    private final AppProperties properties;

    LaunchGate(Launches launches, AppProperties properties) {
        this.launches = launches;
        this.properties = properties;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        HttpSession session = request.getSession(false);
        LaunchContext launch = launches.open(launchId(request), session == null ? null : session.getId());
        request.setAttribute(ATTRIBUTE, launch);
        // One host's chart is in no other host's frame.
        response.setHeader(
                "Content-Security-Policy",
                LaunchSecurity.contentPolicy(properties.hosts().stream()
                        .filter(host -> host.issuer().toString().equals(launch.issuer()))
                        .toList()));
        return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == LaunchContext.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        Object launch = request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (launch == null) {
            throw new IllegalStateException("a handler outside of " + LaunchPaths.SCREENS + " asks for a launch");
        }
        return launch;
    }

    /** The path segment behind {@code /app/s/}, as the browser sent it: an id needs no encoding. */
    private static String launchId(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith(LaunchPaths.SCREENS)) {
            throw new LaunchRefused(LaunchProblem.NOT_THIS_SESSION);
        }
        String rest = path.substring(LaunchPaths.SCREENS.length());
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }
}
