// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.List;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.ScopeSet;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * Spring Authorization Server with what SMART asks beyond OAuth: each place where ours differs from Spring's default.
 */
final class AuthorizationServer {

    private final Clients clients;
    private final HashedAuthorizations authorizations;
    private final OAuth2AuthorizationConsentService consents;
    private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;
    private final TokenContent content;
    private final Launches launches;
    private final ClientAssertions assertions;
    private final OpenedCharts charts;
    private final HostLaunchTokens exchange;
    private final TokenRefusal refusal;
    private final RevocationRecord revocation;

    AuthorizationServer(
            Clients clients,
            HashedAuthorizations authorizations,
            OAuth2AuthorizationConsentService consents,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens,
            TokenContent content,
            Launches launches,
            ClientAssertions assertions,
            OpenedCharts charts,
            HostLaunchTokens exchange,
            AuditTrail trail) {
        this.clients = clients;
        this.authorizations = authorizations;
        this.consents = consents;
        this.tokens = tokens;
        this.content = content;
        this.launches = launches;
        this.assertions = assertions;
        this.charts = charts;
        this.exchange = exchange;
        this.refusal = new TokenRefusal(trail);
        this.revocation = new RevocationRecord(authorizations, trail);
    }

    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        OAuth2AccessTokenResponseAuthenticationSuccessHandler answer =
                new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        answer.setAccessTokenResponseCustomizer(content::ofResponse);
        PublicRenewal publicRenewal = new PublicRenewal(clients);
        return http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        endpoints -> endpoints
                                .registeredClientRepository(clients)
                                .authorizationService(authorizations)
                                .authorizationConsentService(consents)
                                .tokenGenerator(tokens)
                                .clientAuthentication(clientAuthentication -> clientAuthentication
                                        .errorResponseHandler(refusal)
                                        .authenticationConverters(converters -> {
                                            converters.add(0, publicRenewal);
                                            converters.add(0, new AssertedClient());
                                        })
                                        .authenticationProviders(providers -> {
                                            providers.add(0, publicRenewal);
                                            providers.forEach(this::configure);
                                        }))
                                .authorizationEndpoint(authorize -> authorize
                                        .consentPage(ConsentPage.PATH)
                                        .authenticationProviders(providers -> providers.forEach(this::configure)))
                                .tokenEndpoint(token -> token.accessTokenResponseHandler(answer)
                                        .errorResponseHandler(refusal)
                                        .accessTokenRequestConverters(converters -> {
                                            converters.add(0, new HostLaunchRequests());
                                            converters.add(0, refusal::remember);
                                        })
                                        .authenticationProviders(providers -> {
                                            providers.add(0, exchange.provider());
                                            providers.forEach(this::configure);
                                        }))
                                .tokenRevocationEndpoint(back -> back.revocationRequestConverters(
                                                converters -> converters.add(0, refusal::remember))
                                        .authenticationProviders(
                                                providers -> providers.replaceAll(revocation::recording))
                                        .errorResponseHandler(refusal))
                                .tokenIntrospectionEndpoint(asked -> asked.introspectionRequestConverters(
                                                converters -> converters.add(0, refusal::remember))
                                        .errorResponseHandler(refusal))
                                .oidc(oidc -> oidc.providerConfigurationEndpoint(discovery ->
                                        discovery.providerConfigurationCustomizer(
                                                document -> document.claims(claims -> List.of(
                                                                "userinfo_endpoint",
                                                                "device_authorization_endpoint",
                                                                "end_session_endpoint",
                                                                "tls_client_certificate_bound_access_tokens",
                                                                "dpop_signing_alg_values_supported")
                                                        .forEach(claims::remove))))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(problems -> problems.authenticationEntryPoint(new SignInOrRefusal()))
                .headers(headers -> headers.contentSecurityPolicy(policy ->
                        policy.policyDirectives("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")))
                .addFilterBefore(new PostedRequests(), SecurityContextHolderFilter.class)
                .build();
    }

    private void configure(AuthenticationProvider provider) {
        if (provider instanceof JwtClientAssertionAuthenticationProvider assertion) {
            assertion.setJwtDecoderFactory(assertions);
        } else if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider request) {
            request.setAuthenticationValidator(new RequestedAuthorization(launches));
            request.setAuthorizationConsentRequired(charts::asks);
        } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consent) {
            consent.setAuthorizationConsentCustomizer(charts::agreed);
        } else if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider backend) {
            backend.setAuthenticationValidator(AuthorizationServer::requireScopes);
        }
    }

    private static void requireScopes(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        ScopeSet registered = ScopeSet.of(context.getRegisteredClient().getScopes());
        if (request.getScopes().isEmpty() || !request.getScopes().stream().allMatch(registered::allows)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }
}
