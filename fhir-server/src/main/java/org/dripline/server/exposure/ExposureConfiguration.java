// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.WhereTokensAreAsked;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * The filters around everything, in the order of their numbers; those of one caller come where a token is asked for.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ExposureSettings.class, LimitSettings.class})
class ExposureConfiguration {

    /** After the filter that looks at {@code Host} and {@code Origin}. */
    private static final int FIRST = Integer.MIN_VALUE + 1;

    private static final String FHIR = "/fhir/*";
    private static final Set<String> FOR_SCRIPTS =
            Set.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/jwks", "/smart-style.json");

    @Bean
    FilterRegistrationBean<TransportHeaders> transportHeaders() {
        return filter(new TransportHeaders(), FIRST, "/*");
    }

    /** A timer around each of its filters, for each request, that nobody reads. */
    @Bean
    SecurityObservationSettings noTimersInSecurity() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctualHttp() {
        return server -> server.setProtocol(PunctualHttp.class.getName());
    }

    @Bean
    @ConditionalOnProperty(name = InnerConnector.PORT)
    InnerConnector innerConnector(Environment environment) {
        return new InnerConnector(
                environment.getRequiredProperty(InnerConnector.PORT, Integer.class),
                environment.getProperty("server.tomcat.connection-timeout", Duration.class, Duration.ofSeconds(20)),
                environment.getProperty("server.tomcat.keep-alive-timeout", Duration.class, Duration.ofSeconds(60)));
    }

    @Bean
    @WhereTokensAreAsked
    FilterRegistrationBean<CorsFilter> webApps(AccessSettings access) {
        return filter(new CorsFilter(origins(access)), FIRST + 1, "/*");
    }

    @Bean
    @WhereTokensAreAsked
    HeldRecord heldRecord(ObjectProvider<AuditTrail> trail) {
        return new HeldRecord(trail);
    }

    @Bean
    @WhereTokensAreAsked
    FilterRegistrationBean<AddressLimit> addressLimit(LimitSettings limits, HeldRecord heldRecord) {
        return filter(
                new AddressLimit(
                        new Pace(limits.address(), System::nanoTime),
                        new Pace(limits.refused(), System::nanoTime),
                        heldRecord),
                FIRST + 2,
                FHIR,
                "/cds-services/*",
                "/oauth2/*",
                "/sign-in",
                "/launch");
    }

    @Bean
    @WhereTokensAreAsked
    FilterRegistrationBean<BodyLimit> bodyLimit(LimitSettings limits, HeldRecord heldRecord) {
        return filter(new BodyLimit(limits.body().toBytes(), heldRecord), FIRST + 3, FHIR);
    }

    @Bean
    @WhereTokensAreAsked
    QueryLimits queryLimits(LimitSettings limits) {
        return limits.query();
    }

    /** After Spring Security, which knows the token. */
    @Bean
    @WhereTokensAreAsked
    FilterRegistrationBean<ClientLimit> clientLimit(LimitSettings limits, HeldRecord heldRecord) {
        return filter(
                new ClientLimit(new Pace(limits.client(), System::nanoTime), ExposureConfiguration::client, heldRecord),
                0,
                FHIR);
    }

    /**
     * What a web app of another origin may ask from its own scripts. No cookies: a token is shown, not kept by the
     * browser. Authorization and sign-in are pages, and not listed. Source: SMART App Launch 2.2, "CORS".
     */
    private static CorsConfigurationSource origins(AccessSettings access) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(
                access.allowedOrigins().stream().map(Object::toString).toList());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                "Accept",
                "Authorization",
                "Cache-Control",
                "Content-Type",
                "If-Match",
                "If-Modified-Since",
                "If-None-Exist",
                "If-None-Match",
                "Prefer",
                "X-Requested-With"));
        cors.setExposedHeaders(
                List.of("Content-Location", "ETag", "Last-Modified", "Location", "Retry-After", "WWW-Authenticate"));
        cors.setAllowCredentials(false);
        cors.setMaxAge(Duration.ofMinutes(10));
        // By the whole path: Spring's own source looks at what is behind a servlet's, and /fhir is HAPI's.
        return request -> isForScripts(request.getRequestURI()) ? cors : null;
    }

    private static boolean isForScripts(String path) {
        return path.equals("/fhir")
                || path.startsWith("/fhir/")
                || path.startsWith("/.well-known/")
                || FOR_SCRIPTS.contains(path);
    }

    /** The app whose token the request under way shows. */
    private static Optional<String> client() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !(caller.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal)) {
            return Optional.empty();
        }
        return principal.getAttributes().values().stream()
                .filter(AccessGrant.class::isInstance)
                .map(grant -> ((AccessGrant) grant).clientId())
                .findFirst();
    }

    private static <T extends Filter> FilterRegistrationBean<T> filter(T filter, int order, String... paths) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(paths);
        registration.setOrder(order);
        return registration;
    }
}
