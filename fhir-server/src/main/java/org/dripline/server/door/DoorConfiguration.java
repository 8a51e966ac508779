// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import javax.sql.DataSource;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.exposure.QueryLimits;
import org.dripline.server.rest.Sight;
import org.dripline.server.sensitive.Disclosure;
import org.dripline.server.staff.AuditReaders;
import org.dripline.server.staff.Authorship;
import org.dripline.server.staff.Clearance;
import org.dripline.server.staff.RecordOpeners;
import org.dripline.server.staff.Staff;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The door to the record: a token before anything, then what it allows. */
@Configuration(proxyBeanMethods = false)
@WhereTokensAreAsked
class DoorConfiguration {

    @Bean
    PatientBoundary patientBoundary(FhirContext fhir, DaoRegistry daos) {
        return new PatientBoundary(fhir, daos);
    }

    @Bean
    Permissions permissions(
            FhirContext fhir,
            PatientBoundary boundary,
            SearchParamMatcher matcher,
            AuditReaders auditReaders,
            RecordOpeners recordOpeners) {
        return new Permissions(
                fhir, boundary, matcher, new AuditAccess(auditReaders::includes), recordOpeners.needed());
    }

    /** By the token of the request and what is labelled; what the server does in its own name nobody is shown. */
    @Bean
    Sight sight(Permissions permissions, Disclosure disclosure) {
        return (request, resource) -> !(request instanceof ServletRequestDetails)
                || permissions.maySee(FhirGate.grantOf(request), resource)
                        && disclosure.shows(FhirGate.grantOf(request), resource);
    }

    @Bean
    FhirGate fhirGate(
            Permissions permissions,
            PatientBoundary boundary,
            ISearchParamRegistry searchParameters,
            Disclosure disclosure,
            QueryLimits limits) {
        SearchRules searches = new SearchRules(permissions, boundary, searchParameters, disclosure);
        return new FhirGate(
                new RequestCheck(
                        permissions,
                        boundary,
                        searches,
                        new RequestSize(limits),
                        new OperationRules(permissions, boundary)),
                permissions);
    }

    @Bean
    TokenGrants tokenGrants(OAuth2AuthorizationService authorizations) {
        return new TokenGrants(authorizations);
    }

    @Bean
    ActCheck actCheck(Staff staff, Authorship authorship, Clearance clearance) {
        return new ActCheck(staff, authorship, clearance);
    }

    @Bean
    FhirAudit fhirAudit(AuditTrail trail, DaoRegistry daos) {
        return new FhirAudit(trail, daos);
    }

    /** With the store, not with the server: what the product writes by itself has its rows, too. */
    @Bean
    SmartInitializingSingleton auditedWrites(IInterceptorService interceptors, DataSource fhirDatabase) {
        return () -> interceptors.registerInterceptor(new AuditedWrites(new JdbcTemplate(fhirDatabase)));
    }

    /** What tells nothing of a patient needs no token: what this server can do, and where to get one. */
    @Bean
    @Order(3)
    SecurityFilterChain fhirDoor(
            HttpSecurity http,
            OAuth2AuthorizationService authorizations,
            AuthorizationChanges authorizationChanges,
            RecordOpeners recordOpeners,
            AuditTrail trail)
            throws Exception {
        KnownTokens introspector = new KnownTokens(new BearerTokens(authorizations), authorizationChanges);
        OpenedRecords opened = new OpenedRecords(introspector, recordOpeners);
        TokenMissing refusal = new TokenMissing(trail);
        // By the whole path: Spring's usual matcher looks at what its own servlet serves, and /fhir is HAPI's.
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher(path.matcher("/fhir/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                path.matcher("/fhir/metadata"),
                                path.matcher("/fhir/.well-known/smart-configuration"),
                                path.matcher("/fhir/swagger-ui/**"),
                                path.matcher("/fhir/api-docs"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.opaqueToken(tokens -> tokens.introspector(opened))
                        .authenticationEntryPoint(refusal))
                .exceptionHandling(problems -> problems.authenticationEntryPoint(refusal))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
