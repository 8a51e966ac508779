// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import com.nimbusds.jose.jwk.JWK;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dripline.app.host.Fetch;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.RestClient;

/**
 * A code for tokens, and an old token for a new one, at the host's token endpoint. We prove who we are with a signed
 * assertion ({@code private_key_jwt}): {@code typ=JWT}, a {@code jti} of its own, one minute of life.
 */
final class TokenExchange {

    /** What Spring says when the token endpoint gave no OAuth answer at all. */
    private static final String NO_ANSWER = "invalid_token_response";

    /** RFC 6749, 4.1.2.1: what a server says of itself and not of the grant. */
    private static final Set<String> PASSING_ERRORS = Set.of(NO_ANSWER, "server_error", "temporarily_unavailable");

    private static final Set<String> IDENTITY_ERRORS =
            Set.of("invalid_id_token", "invalid_nonce", "missing_user_info_response", "user_name_not_found");

    /**
     * What the host granted.
     *
     * @param parameters the launch context beside the tokens
     * @param identity the id_token, verified; null where a token was renewed
     */
    record Granted(
            Tokens tokens,
            Map<String, Object> parameters,
            @Nullable String identity) {

        @Override
        public String toString() {
            return "Granted";
        }
    }

    /** The host neither renewed a token nor refused to. */
    static final class HostSilent extends Exception {
        HostSilent() {
            super("no answer of the token endpoint", null, false, false);
        }
    }

    private final OidcAuthorizationCodeAuthenticationProvider provider;
    private final RestClientRefreshTokenTokenResponseClient refresh = new RestClientRefreshTokenTokenResponseClient();

    TokenExchange(ClientKeys keys, Fetch fetch, Function<ClientRegistration, SmartHost> hosts) {
        Function<ClientRegistration, JWK> key = registration ->
                keys.signingWith(hosts.apply(registration).host().signingAlgorithm());
        RestClient requests = TokenRequests.over(fetch.client(), fetch.deadline());
        var code = new RestClientAuthorizationCodeTokenResponseClient();
        code.setRestClient(requests);
        code.addParametersConverter(TokenExchange.<OAuth2AuthorizationCodeGrantRequest>assertion(key));
        refresh.setRestClient(requests);
        refresh.addParametersConverter(TokenExchange.<OAuth2RefreshTokenGrantRequest>assertion(key));
        provider = new OidcAuthorizationCodeAuthenticationProvider(
                code,
                request -> new DefaultOidcUser(
                        Set.of(),
                        request.getIdToken(),
                        new OidcUserInfo(withIdentity(request.getAdditionalParameters()))));
        provider.setJwtDecoderFactory(registration -> hosts.apply(registration).identityTokens());
    }

    /** Exchanges the code and verifies the id_token that comes with it. */
    Granted exchange(SmartHost host, OAuth2AuthorizationRequest request, OAuth2AuthorizationResponse response) {
        try {
            var login = (OAuth2LoginAuthenticationToken) provider.authenticate(new OAuth2LoginAuthenticationToken(
                    host.registration(), new OAuth2AuthorizationExchange(request, response)));
            OidcUser user = (OidcUser) login.getPrincipal();
            return new Granted(
                    Tokens.of(login.getAccessToken(), login.getRefreshToken()),
                    user.getUserInfo().getClaims(),
                    user.getIdToken().getTokenValue());
        } catch (OAuth2AuthenticationException e) {
            throw new LaunchRefused(
                    IDENTITY_ERRORS.contains(e.getError().getErrorCode())
                            ? LaunchProblem.IDENTITY_TOKEN_INVALID
                            : LaunchProblem.TOKEN_REFUSED);
        }
    }

    /**
     * Asks for a new access token. A host that sends no new refresh token means the old one to be used again.
     *
     * @return empty when the host will not renew it
     * @throws HostSilent when it does not say; asking again later may help
     */
    Optional<Granted> renew(SmartHost host, Tokens tokens, OAuth2RefreshToken refreshToken) throws HostSilent {
        try {
            OAuth2AccessTokenResponse answer = refresh.getTokenResponse(
                    new OAuth2RefreshTokenGrantRequest(host.registration(), tokens.access(), refreshToken));
            OAuth2RefreshToken next = answer.getRefreshToken() == null ? refreshToken : answer.getRefreshToken();
            return Optional.of(
                    new Granted(Tokens.of(answer.getAccessToken(), next), answer.getAdditionalParameters(), null));
        } catch (OAuth2AuthorizationException e) {
            if (PASSING_ERRORS.contains(e.getError().getErrorCode())) {
                throw new HostSilent();
            }
            return Optional.empty();
        }
    }

    /** OidcUserInfo may not be empty. */
    private static Map<String, Object> withIdentity(Map<String, Object> parameters) {
        return parameters.isEmpty() ? Map.of("patient", "") : parameters;
    }

    private static <T extends AbstractOAuth2AuthorizationGrantRequest>
            NimbusJwtClientAuthenticationParametersConverter<T> assertion(Function<ClientRegistration, JWK> key) {
        var converter = new NimbusJwtClientAuthenticationParametersConverter<T>(key);
        // SMART App Launch 2.2 requires typ; Spring leaves it out.
        converter.setJwtClientAssertionCustomizer(
                context -> context.getHeaders().type("JWT"));
        return converter;
    }
}
