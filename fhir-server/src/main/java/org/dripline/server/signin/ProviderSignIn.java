// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.access.SignInProvider;
import org.dripline.server.host.HostIdentities;
import org.dripline.server.host.HostRefused;
import org.dripline.server.host.SharedIdentifiers;
import org.hl7.fhir.r4.model.Practitioner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.client.RestClient;

/**
 * Signing in at the hospital's OpenID Connect provider: Spring Security's login with PKCE, our own check of the id
 * token, and none of the provider's tokens kept. Who comes back is a person here as everybody is; what the provider
 * says they are is kept with them.
 */
final class ProviderSignIn implements JwtDecoderFactory<ClientRegistration>, AuthenticationSuccessHandler {

    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);
    private static final int LONGEST_SUBJECT = 500;

    private final SignInProvider settings;
    private final ProviderDirectory directory;
    private final People people;
    private final SharedIdentifiers ours;
    private final AuditTrail trail;
    private final AuthenticationSuccessHandler next = new SavedRequestAwareAuthenticationSuccessHandler();

    ProviderSignIn(
            SignInProvider settings,
            ProviderDirectory directory,
            People people,
            SharedIdentifiers ours,
            AuditTrail trail) {
        this.settings = settings;
        this.directory = directory;
        this.people = people;
        this.ours = ours;
        this.trail = trail;
    }

    void configure(HttpSecurity http) throws Exception {
        http.oauth2Login(login -> login.clientRegistrationRepository(directory)
                .authorizedClientRepository(new NothingKept())
                .loginPage("/sign-in")
                .authorizationEndpoint(authorize -> authorize.baseUri(ProviderDirectory.AT))
                .redirectionEndpoint(back -> back.baseUri(ProviderDirectory.BACK))
                .tokenEndpoint(token -> token.accessTokenResponseClient(codes()))
                .userInfoEndpoint(
                        user -> user.oidcUserService(request -> new DefaultOidcUser(List.of(), request.getIdToken())))
                .successHandler(this)
                .failureHandler(this::failed)
                .withObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                        filter.setAuthenticationFailureHandler(ProviderSignIn.this::away);
                        return filter;
                    }
                }));
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        return token -> {
            try {
                return jwt(token, HostIdentities.claims(directory.expected(registration), token));
            } catch (HostRefused refused) {
                log.warn("sign-in at the provider refused reason={}", refused.problem());
                throw new BadJwtException("The provider's id token does not hold.");
            }
        };
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        Optional<Person> person = seen(((OidcUser) authentication.getPrincipal()).getIdToken());
        if (person.isEmpty()) {
            SecurityContextHolder.clearContext();
            request.getSession().invalidate();
            record(null, 401);
            response.sendRedirect("/sign-in?failed");
            return;
        }
        UserDetails user = User.withUsername(person.get().username())
                .password("")
                .roles("CLINICIAN")
                .build();
        Authentication signedIn = UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        record(user.getUsername(), 200);
        next.onAuthenticationSuccess(request, response, signedIn);
    }

    private Optional<Person> seen(OidcIdToken token) {
        if (token.getSubject().length() > LONGEST_SUBJECT) {
            return Optional.empty();
        }
        String name = token.getClaimAsString(settings.nameClaim());
        return people.seen(new SignedInElsewhere(
                settings.issuer().toString(),
                token.getSubject(),
                name == null ? "" : name,
                practitioner(token),
                HostIdentities.values(token.getClaims(), settings.roleClaims())));
    }

    private @Nullable String practitioner(OidcIdToken token) {
        String number =
                settings.practitionerClaim() == null ? null : token.getClaimAsString(settings.practitionerClaim());
        if (number == null || number.isBlank() || settings.practitionerSystem() == null) {
            return null;
        }
        Practitioner theirs = new Practitioner();
        theirs.addIdentifier().setSystem(settings.practitionerSystem()).setValue(number);
        return ours.practitioner(theirs, List.of(settings.practitionerSystem()))
                .found()
                .map(id -> "Practitioner/" + id)
                .orElse(null);
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        log.info("sign-in at the provider failed failure={}", failure.getClass().getSimpleName());
        record(null, 401);
        response.sendRedirect("/sign-in?failed");
    }

    private void away(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        Throwable why = failure.getCause() == null ? failure : failure.getCause();
        // A message may quote what the provider answered.
        log.warn("nobody can sign in at the provider failure={}", why.getClass().getSimpleName());
        response.sendRedirect("/sign-in?away");
    }

    private void record(@Nullable String username, int outcome) {
        trail.write(new Entry(Kind.SIGN_IN, outcome, null, username, List.of(), null, null));
    }

    private static Jwt jwt(String token, JWTClaimsSet verified) {
        Map<String, Object> claims = new HashMap<>(verified.getClaims());
        claims.replaceAll((name, value) -> value instanceof Date date ? date.toInstant() : value);
        return new Jwt(
                token,
                verified.getIssueTime().toInstant(),
                verified.getExpirationTime().toInstant(),
                Map.of("typ", "JWT"),
                claims);
    }

    private RestClientAuthorizationCodeTokenResponseClient codes() {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(settings.timeout());
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(factory)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** The provider's tokens serve for nothing here. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // Forgotten.
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // Nothing is there.
        }
    }
}
