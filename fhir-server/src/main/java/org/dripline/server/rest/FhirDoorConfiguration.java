// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.ValueSetOperationProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.narrative2.NullNarrativeGenerator;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.net.URI;
import java.util.List;
import org.dripline.server.conformance.KnownProfiles;
import org.dripline.server.conformance.ServerConformance;
import org.dripline.server.safety.CloseoutCheck;
import org.dripline.server.safety.PlanCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** HAPI's REST server on {@code /fhir}, its providers and interceptors, and the filter before it. */
@Configuration(proxyBeanMethods = false)
class FhirDoorConfiguration {

    private static final String PATH = "/fhir/*";

    /**
     * The server with the resource providers of HAPI and every {@link FhirOperation} of ours.
     *
     * @param own types that HAPI does not answer for
     * @param operations beans of our own operations; a new one needs nothing else
     * @param interceptors likewise
     */
    @Bean
    RestfulServer fhirServer(
            FhirContext fhir,
            ResourceProviderFactory resources,
            IJpaSystemProvider system,
            ValueSetOperationProvider valueSets,
            DatabaseBackedPagingProvider pages,
            ServerConformance.Maker conformance,
            PlanCheck planCheck,
            CloseoutCheck closeoutCheck,
            ObjectProvider<OwnResource> own,
            ObjectProvider<FhirOperation> operations,
            ObjectProvider<FhirInterceptor> interceptors) {
        fhir.setNarrativeGenerator(new NullNarrativeGenerator());
        RestfulServer server = new RestfulServer(fhir);
        List<OwnResource> ours = own.orderedStream().toList();
        server.registerProviders(resources.createProviders().stream()
                .filter(provider -> ours.stream().noneMatch(instead -> isFor(provider, instead.getResourceType())))
                .toList());
        server.registerProviders(ours);
        server.registerProviders(List.of(system, valueSets));
        server.registerProviders(operations.orderedStream().toList());
        server.setServerConformanceProvider(conformance.of(server));
        server.setServerAddressStrategy(new IncomingRequestAddressStrategy());
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setDefaultPrettyPrint(false);
        pages.setDefaultPageSize(50);
        pages.setMaximumPageSize(StoredFhirConfiguration.LARGEST_PAGE);
        server.setPagingProvider(pages);
        server.registerInterceptor(new OpenApiInterceptor());
        server.registerInterceptor(new FailureLog());
        server.registerInterceptor(new TooLong());
        server.registerInterceptor(planCheck);
        server.registerInterceptor(closeoutCheck);
        interceptors.orderedStream().forEach(server::registerInterceptor);
        return server;
    }

    private static boolean isFor(Object provider, Class<?> type) {
        return provider instanceof IResourceProvider resource
                && resource.getResourceType().equals(type);
    }

    @Bean
    ServerConformance.Maker serverConformance(
            IFhirSystemDao<?, ?> system,
            JpaStorageSettings settings,
            ISearchParamRegistry searchParameters,
            IValidationSupport validation,
            KnownProfiles profiles) {
        return server -> new ServerConformance(server, system, settings, searchParameters, validation, profiles);
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer fhirServer, AutowireCapableBeanFactory beans) {
        beans.autowireBean(fhirServer);
        ServletRegistrationBean<RestfulServer> servlet = new ServletRegistrationBean<>(fhirServer, PATH);
        servlet.setName("fhir");
        servlet.setLoadOnStartup(1);
        return servlet;
    }

    /** After who may call from a browser. */
    @Bean
    FilterRegistrationBean<SwaggerPolicy> swaggerPolicy() {
        FilterRegistrationBean<SwaggerPolicy> filter = new FilterRegistrationBean<>(new SwaggerPolicy());
        filter.addUrlPatterns("/fhir/swagger-ui", "/fhir/swagger-ui/*");
        filter.setOrder(0);
        return filter;
    }

    /** The two keys are package {@code access}'s, which checks them; it builds on this one. */
    @Bean
    FilterRegistrationBean<SameMachineFilter> sameMachineFilter(Environment environment) {
        Binder settings = Binder.get(environment);
        URI issuer = settings.bind("dripline.access.issuer", URI.class).orElse(null);
        List<URI> allowed = settings.bind("dripline.access.allowed-origins", Bindable.listOf(URI.class))
                .orElse(List.of());
        FilterRegistrationBean<SameMachineFilter> filter =
                new FilterRegistrationBean<>(new SameMachineFilter(issuer, allowed));
        // The actuator has a port of its own (SameMachineManagement), unless the operator gives it this one.
        filter.addUrlPatterns(
                PATH,
                "/actuator/*",
                "/ig/*",
                "/cds-services",
                "/cds-services/*",
                "/oauth2/*",
                "/sign-in",
                "/sign-out",
                "/launch",
                "/audit",
                "/audit/*");
        filter.setOrder(Integer.MIN_VALUE);
        return filter;
    }
}
