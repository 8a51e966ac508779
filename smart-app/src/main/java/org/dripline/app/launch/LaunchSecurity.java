// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.dripline.app.AppProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * What holds for every address below {@code /app} and for no other: the browser session, the response headers, CSRF.
 * Who may see what is not decided here but by {@link LaunchGate}; there is no log-in of our own.
 */
@Configuration(proxyBeanMethods = false)
class LaunchSecurity {

    static final String COOKIE = "__Secure-dripline-app";

    /**
     * Sessions of their own, since the rest of the process has none or other ones. The filter is no bean: as a bean
     * Spring Boot would put it before every address. {@code Partitioned} lets a framed page keep its cookie where the
     * browser blocks those of third parties, in a jar of its own for each embedding site.
     */
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<MapSession>> appSessions(
            AppProperties properties, ServletContext context) {
        var sessions =
                new MapSessionRepository(Recent.atMost(properties.limits().sessions()));
        sessions.setDefaultMaxInactiveInterval(properties.limits().idle());
        var filter = new SessionRepositoryFilter<>(sessions);
        filter.setHttpSessionIdResolver(cookie(context));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName("appSessions");
        registration.addUrlPatterns(LaunchPaths.APP + "/*");
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    private static CookieHttpSessionIdResolver cookie(ServletContext context) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(COOKIE);
        cookie.setCookiePath(context.getContextPath() + LaunchPaths.APP);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(true);
        cookie.setSameSite("None");
        cookie.setPartitioned(true);
        var resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        return resolver;
    }

    @Bean
    @Order(0)
    SecurityFilterChain appSecurity(HttpSecurity http, AppProperties properties) throws Exception {
        return http.securityMatcher(LaunchPaths.APP + "/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers
                        // X-Frame-Options cannot name an origin; frame-ancestors does.
                        .frameOptions(FrameOptionsConfig::disable)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(content -> content.policyDirectives(contentPolicy(properties.hosts()))))
                .build();
    }

    /**
     * Only what we serve, and no inline script or style.
     *
     * @param hosts the EHRs that may frame it: those that may launch us, and where a launch is known its own alone
     */
    static String contentPolicy(List<AppProperties.Host> hosts) {
        String ancestors = hosts.stream()
                .map(AppProperties.Host::frameAncestor)
                .map(URI::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        return "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors "
                + (ancestors.isEmpty() ? "'none'" : ancestors);
    }
}
