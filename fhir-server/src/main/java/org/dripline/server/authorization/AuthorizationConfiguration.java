// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.host.HostDirectory;
import org.dripline.server.host.HostLaunches;
import org.dripline.server.host.SharedIdentifiers;
import org.dripline.server.outgoing.BoundedRequests;
import org.dripline.server.safety.WholeSearch;
import org.dripline.server.signin.People;
import org.dripline.server.staff.RecordOpeners;
import org.dripline.server.storage.OwnSchema;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;

/** The parts of the authorization server. */
@Configuration(proxyBeanMethods = false)
@WhereTokensAreAsked
class AuthorizationConfiguration {

    @Bean
    Clients clients(OwnSchema accessSchema, AccessSettings settings, AuthorizationChanges authorizationChanges) {
        return new Clients(accessSchema, settings, authorizationChanges);
    }

    /** Before the routes ask for their first token. */
    @Bean(initMethod = "register")
    OwnClients ownClients(Clients clients, @Value("${dripline.data-dir:./data}") Path dataDirectory) {
        return new OwnClients(clients, dataDirectory);
    }

    @Bean
    HashedAuthorizations authorizations(
            OwnSchema accessSchema, Clients clients, AuthorizationChanges authorizationChanges) {
        return new HashedAuthorizations(accessSchema, clients, authorizationChanges);
    }

    @Bean
    Launches launches(OwnSchema accessSchema, AccessSettings settings) {
        return new Launches(accessSchema, settings.tokens().launch());
    }

    @Bean
    PatientPicker patientPicker(DaoRegistry daos) {
        return new PatientPicker(daos);
    }

    @Bean
    OpenedCharts openedCharts(
            RecordOpeners recordOpeners, PatientPicker patientPicker, Launches launches, AuditTrail trail) {
        return new OpenedCharts(recordOpeners, patientPicker, launches, trail);
    }

    @Bean
    FurtherContext furtherContext(FhirContext fhir, DaoRegistry daos) {
        return new FurtherContext(fhir, daos);
    }

    @Bean
    Issuer issuer(AccessSettings settings) {
        return new Issuer(settings.issuer());
    }

    @Bean
    SigningKeys signingKeys(OwnSchema accessSchema, AccessSettings settings) {
        return new SigningKeys(accessSchema, settings.keys().rotateEvery());
    }

    @Bean
    TokenContent tokenContent(Launches launches, People people, HashedAuthorizations authorizations, AuditTrail trail) {
        return new TokenContent(launches, people, authorizations, trail);
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator(
            SigningKeys signingKeys, TokenContent content, AccessSettings settings) {
        JWKSource<SecurityContext> keys = signingKeys;
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(signingKeys::newest);
        JwtGenerator idTokens = new JwtGenerator(encoder);
        idTokens.setJwtCustomizer(content::ofIdToken);
        OAuth2AccessTokenGenerator accessTokens = new OAuth2AccessTokenGenerator();
        accessTokens.setAccessTokenCustomizer(content::ofAccessToken);
        return new DelegatingOAuth2TokenGenerator(accessTokens, new RenewalTokens(settings.tokens()), idTokens);
    }

    @Bean
    HostLaunchTokens hostLaunches(
            DaoRegistry daos,
            People people,
            HashedAuthorizations authorizations,
            OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator,
            UsedTokens usedTokens,
            AccessSettings settings) {
        BoundedRequests requests = new BoundedRequests();
        HostLaunches hosts = new HostLaunches(
                new HostDirectory(settings.hosts(), requests), requests, new SharedIdentifiers(new WholeSearch(daos)));
        return new HostLaunchTokens(hosts, people, authorizations, tokenGenerator, usedTokens, settings.tokens());
    }

    /**
     * Spring asks for one for its own user-info endpoint. No access token here is a signed document, so none passes.
     */
    @Bean
    JwtDecoder jwtDecoder() {
        return token -> {
            throw new BadJwtException("Access tokens of this server are references");
        };
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(AccessSettings settings) {
        AuthorizationServerSettings.Builder server = AuthorizationServerSettings.builder();
        if (settings.issuer() != null) {
            server.issuer(settings.issuer().toString());
        }
        return server.build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServer(
            HttpSecurity http,
            OwnSchema accessSchema,
            UsedTokens usedTokens,
            Clients clients,
            HashedAuthorizations authorizations,
            OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator,
            TokenContent content,
            Launches launches,
            OpenedCharts charts,
            HostLaunchTokens hostLaunches,
            AuditTrail trail)
            throws Exception {
        return new AuthorizationServer(
                        clients,
                        authorizations,
                        new ConsentLog(accessSchema),
                        tokenGenerator,
                        content,
                        launches,
                        new ClientAssertions(usedTokens, clients.keySets()),
                        charts,
                        hostLaunches,
                        trail)
                .chain(http);
    }

    @Bean
    SmartCapability smartCapability(Issuer issuer, AccessSettings settings) {
        return new SmartCapability(issuer, !settings.allowedOrigins().isEmpty());
    }

    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfiguration(Issuer issuer) {
        ServletRegistrationBean<SmartConfiguration> servlet =
                new ServletRegistrationBean<>(new SmartConfiguration(issuer), SmartConfiguration.PATH);
        servlet.setName("smart-configuration");
        return servlet;
    }
}
