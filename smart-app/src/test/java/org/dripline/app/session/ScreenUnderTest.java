// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.dripline.app.AppAutoConfiguration;
import org.dripline.app.FhirAddress;
import org.dripline.app.host.HostPatient;
import org.dripline.app.launch.LaunchContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;

/** The session screen in a web server of its own, launched for one patient without a host EHR. */
final class ScreenUnderTest implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ScreenUnderTest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** The screen, reading whatever {@code fhirBase} names when it reads. */
    static ScreenUnderTest over(Supplier<URI> fhirBase, String... properties) {
        SpringApplication application = new SpringApplication(Wiring.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "spring.jmx.enabled", "false",
                "dripline.session-screen.zone", "UTC"));
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(FhirAddress.class, () -> new FhirAddress(fhirBase)));
        String[] arguments = java.util.Arrays.stream(properties)
                .map(property -> "--" + property)
                .toArray(String[]::new);
        return new ScreenUnderTest(application.run(arguments));
    }

    /** The screen of a patient of ours; his id stands for the launch. */
    URI page(String patientId) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/app/s/"
                + patientId + "/");
    }

    int feeds() {
        return context.getBean(SessionFeeds.class).size();
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration(
            exclude = {
                AppAutoConfiguration.class,
                SecurityAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class
            })
    @Import({SessionConfiguration.class, SessionScreen.class})
    static class Wiring implements WebMvcConfigurer {

        @Bean
        Clock clinicalClock() {
            return Clock.systemUTC();
        }

        @Bean
        SpringResourceTemplateResolver templates() {
            SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
            resolver.setPrefix("classpath:/org/dripline/app/");
            resolver.setSuffix(".html");
            resolver.setCharacterEncoding("UTF-8");
            resolver.setCheckExistence(true);
            resolver.setOrder(0);
            return resolver;
        }

        /** The policy the launched app is served with: nothing inline may be needed. */
        @Bean
        FilterRegistrationBean<Filter> contentPolicy() {
            return new FilterRegistrationBean<>((request, response, chain) -> {
                ((HttpServletResponse) response)
                        .setHeader(
                                "Content-Security-Policy",
                                "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'");
                chain.doFilter(request, response);
            });
        }

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/app/assets/**").addResourceLocations("classpath:/org/dripline/app/assets/");
            registry.addResourceHandler("/app/webjars/**")
                    .addResourceLocations("classpath:/META-INF/resources/webjars/");
        }

        private static String patientId(NativeWebRequest request) {
            String path = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class))
                    .getRequestURI();
            return path.substring("/app/s/".length(), path.indexOf('/', "/app/s/".length()));
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new HandlerMethodArgumentResolver() {
                @Override
                public boolean supportsParameter(MethodParameter parameter) {
                    return parameter.getParameterType() == LaunchContext.class;
                }

                @Override
                public Object resolveArgument(
                        MethodParameter parameter,
                        @Nullable ModelAndViewContainer container,
                        NativeWebRequest request,
                        @Nullable WebDataBinderFactory binders) {
                    HostPatient patient = new HostPatient(
                            "host-134418",
                            "TESTWELL-ALPHA, Synthia",
                            "1984-03-11",
                            "female",
                            "urn:oid:2.999.7.1",
                            "SYN-0001");
                    return new LaunchContext(
                            "launch-134418",
                            "http://127.0.0.1/fhir",
                            patient,
                            patientId(request),
                            null,
                            true,
                            null,
                            false);
                }
            });
        }
    }
}
