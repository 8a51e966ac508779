// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.ScopeSet;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
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
    private final PatientPicker patients;
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
            PatientPicker patients,
            HostLaunchTokens exchange,
            AuditTrail trail) {
        this.clients = clients;
        this.authorizations = authorizations;
        this.consents = consents;
        this.tokens = tokens;
        this.content = content;
        this.launches = launches;
        this.assertions = assertions;
        this.patients = patients;
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
            request.setAuthorizationConsentRequired(AuthorizationServer::asks);
        } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider consent) {
            consent.setAuthorizationConsentCustomizer(this::bindPatient);
        } else if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider backend) {
            backend.setAuthenticationValidator(AuthorizationServer::requireScopes);
        }
    }

    /** Whether the person is asked: always, but for an app that is vouched for and needs no patient chosen. */
    private static boolean asks(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationRequest wanted = Objects.requireNonNull(context.getAuthorizationRequest());
        return context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()
                || ConsentPage.needsPatient(wanted, wanted.getScopes());
    }

    /** The patient that was chosen on the consent page becomes the launch's. */
    private void bindPatient(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken consent = context.getAuthentication();
        OAuth2AuthorizationRequest request = context.getAuthorizationRequest();
        if (!ConsentPage.needsPatient(request, consent.getScopes())) {
            return;
        }
        Object chosen = consent.getAdditionalParameters().get("patient");
        PatientPicker.Choice patient = (chosen instanceof String id
                        ? patients.patient(id)
                        : Optional.<PatientPicker.Choice>empty())
                .orElseThrow(() -> RequestedAuthorization.refused(
                        OAuth2ErrorCodes.INVALID_REQUEST, "no patient was chosen", null));
        launches.choose(
                context.getAuthorization().getId(),
                consent.getClientId(),
                context.getAuthorization().getPrincipalName(),
                new Launch(patient.id(), null, null, true));
    }

    private static void requireScopes(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        ScopeSet registered = ScopeSet.of(context.getRegisteredClient().getScopes());
        if (request.getScopes().isEmpty() || !request.getScopes().stream().allMatch(registered::allows)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
    }
}
