// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dripline.clock.ClinicalClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.Environment;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Puts the app into any Spring Boot web process that has this module on its class path, unless
 * {@code dripline.app.enabled=false}. It stands before Spring Boot's own security, whose default would lock every
 * address of the process, the FHIR server's and the health check's among them.
 */
@AutoConfiguration(before = SecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class AppAutoConfiguration {

    private static final String ENABLED = "dripline.app.enabled";

    /** The app. A part of it is a package below this one, found by itself; bean names carry their package. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = ENABLED, havingValue = "true", matchIfMissing = true)
    @EnableConfigurationProperties(AppProperties.class)
    @ComponentScan(
            basePackageClasses = AppProperties.class,
            nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.dripline\\.app\\.App[A-Z].*"))
    static class On {

        @Bean
        FhirAddress appFhirAddress(
                AppProperties properties,
                Environment environment,
                @Qualifier("appLaunchTokens") ObjectProvider<Function<String, Optional<String>>> appLaunchTokens) {
            URI configured = properties.fhir().baseUrl();
            Supplier<URI> address = () -> configured == null ? ownFhirServer(environment) : withoutSlash(configured);
            Function<String, Optional<String>> launchTokens = appLaunchTokens.getIfAvailable();
            return launchTokens == null ? new FhirAddress(address) : new FhirAddress(address, launchTokens);
        }

        /**
         * What ages and stale states are measured by, from {@code dripline.clock.origin}, {@code .real-origin} and
         * {@code .speed}: real time where they are absent. Another part of the process may have given it already.
         */
        @Bean
        @ConditionalOnMissingBean(name = "clinicalClock")
        Clock clinicalClock(Environment environment) {
            return ClinicalClock.of(
                    environment.getProperty("dripline.clock.origin", Instant.class),
                    environment.getProperty("dripline.clock.real-origin", Instant.class),
                    environment.getProperty("dripline.clock.speed", BigDecimal.class, BigDecimal.ONE));
        }

        private static URI ownFhirServer(Environment environment) {
            String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
            return URI.create("http://127.0.0.1:" + port + "/fhir");
        }

        private static URI withoutSlash(URI address) {
            return URI.create(address.toString().replaceAll("/+$", ""));
        }
    }

    /** Switched off, the module is still on the class path, and with it Spring Security's lock on everything. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = ENABLED, havingValue = "false")
    static class Off {

        @Bean
        SecurityFilterChain appOff() {
            return new DefaultSecurityFilterChain(request -> false);
        }
    }
}
