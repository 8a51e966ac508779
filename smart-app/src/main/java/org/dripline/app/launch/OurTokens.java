// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dripline.app.AppProperties;
import org.dripline.app.launch.Launch.HostContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientTokenExchangeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.TokenExchangeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Exchanges a launch at a host for a token of our own FHIR server (RFC 8693): our server verifies the host's id token,
 * reads the patient there by itself, and says which of its patients that is. Safe for use by many threads.
 */
final class OurTokens {

    private static final Logger log = LoggerFactory.getLogger(OurTokens.class);
    private static final String TYPE = "urn:ietf:params:oauth:token-type:";

    /** What Spring says where the answer was none of OAuth's, as while our server or the host is silent. */
    private static final String NO_ANSWER = "invalid_token_response";

    /** Our server's errors that say something to the person in front of the screen. */
    private static final Map<String, LaunchProblem> PROBLEMS = Map.of(
            "patient_not_found", LaunchProblem.PATIENT_NOT_HERE,
            "patient_not_unique", LaunchProblem.PATIENT_NOT_UNIQUE,
            "patient_not_identified", LaunchProblem.MRN_MISSING,
            "access_denied", LaunchProblem.PATIENT_FORBIDDEN,
            "invalid_grant", LaunchProblem.EXPIRED);

    /** Our server gave no answer, or the host gave it none; asking again later may help. */
    static final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no token for now", null, false, false);
        }
    }

    private final AppProperties.Credentials credentials;
    private final ClientRegistration registration;
    private final RestClientTokenExchangeTokenResponseClient tokens;

    /** @param timeout for one token request, in which our server asks the host */
    OurTokens(AppProperties.Credentials credentials, Duration timeout) {
        this.credentials = credentials;
        this.registration = ClientRegistration.withRegistrationId("own-fhir-server")
                .clientId(credentials.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .tokenUri(credentials.tokenUrl().toString())
                .build();
        this.tokens = client(timeout);
    }

    /**
     * The token of a launch that begins.
     *
     * @param identity the host's id token, which is good for this once
     * @throws LaunchRefused with what our server says of it
     */
    OurToken begun(SmartHost host, HostContext context, Tokens theirs, String identity) throws Silent {
        return exchanged(host, context, theirs, identity, TYPE + "id_token");
    }

    /** The same launch's next token: {@code theirs} is what the host's token is now. */
    OurToken renewed(SmartHost host, HostContext context, Tokens theirs, OurToken before) throws Silent {
        return exchanged(host, context, theirs, before.refresh(), TYPE + "refresh_token");
    }

    private OurToken exchanged(SmartHost host, HostContext context, Tokens theirs, String subject, String type)
            throws Silent {
        String access = theirs.access().getTokenValue();
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", AuthorizationGrantType.TOKEN_EXCHANGE.getValue());
        form.add("subject_token", subject);
        form.add("subject_token_type", type);
        form.add("host", host.issuer());
        form.add("host_access_token", access);
        form.add("host_patient", context.patient());
        if (context.encounter() != null) {
            form.add("host_encounter", context.encounter());
        }
        long life = Duration.between(Instant.now(), theirs.until()).toSeconds();
        form.add("host_expires_in", Long.toString(Math.max(life, 0)));
        try {
            OAuth2AccessTokenResponse answer =
                    tokens.getTokenResponse(new Exchange(registration, theirs.access(), form));
            return read(answer, access);
        } catch (OAuth2AuthorizationException refused) {
            String code = refused.getError().getErrorCode();
            if (NO_ANSWER.equals(code)) {
                throw new Silent();
            }
            log.warn("no token for a launch error={}", code);
            throw new LaunchRefused(PROBLEMS.getOrDefault(code, LaunchProblem.NOT_ACCEPTED));
        }
    }

    private static OurToken read(OAuth2AccessTokenResponse answer, String hostAccess) throws Silent {
        OAuth2AccessToken access = answer.getAccessToken();
        if (answer.getRefreshToken() == null
                || access.getExpiresAt() == null
                || !(answer.getAdditionalParameters().get("patient") instanceof String patient)) {
            throw new Silent();
        }
        return new OurToken(
                access.getTokenValue(),
                answer.getRefreshToken().getTokenValue(),
                access.getExpiresAt(),
                patient,
                hostAccess);
    }

    /** One request; Spring's own would say other types of tokens than ours are. */
    private static final class Exchange extends TokenExchangeGrantRequest {

        private final MultiValueMap<String, String> form;

        Exchange(ClientRegistration registration, OAuth2AccessToken theirs, MultiValueMap<String, String> form) {
            super(registration, theirs, null);
            this.form = form;
        }
    }

    private RestClientTokenExchangeTokenResponseClient client(Duration timeout) {
        var assertion =
                new NimbusJwtClientAuthenticationParametersConverter<TokenExchangeGrantRequest>(registered -> key());
        String audience = (credentials.audience() == null ? credentials.tokenUrl() : credentials.audience()).toString();
        assertion.setJwtClientAssertionCustomizer(context -> {
            // SMART App Launch 2.2 requires typ; Spring leaves it out.
            context.getHeaders().type("JWT");
            context.getClaims().audience(List.of(audience));
        });
        var client = new RestClientTokenExchangeTokenResponseClient();
        client.setParametersConverter(request -> new LinkedMultiValueMap<>(((Exchange) request).form));
        client.addParametersConverter(assertion);
        client.setRestClient(TokenRequests.over(
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                timeout));
        return client;
    }

    private JWK key() {
        try {
            return JWKSet.parse(Files.readString(credentials.keyFile()))
                    .getKeys()
                    .get(0);
        } catch (IOException | ParseException e) {
            // The cause may quote the file, which holds a private key.
            throw new IllegalStateException(credentials.keyFile() + " is not a JSON Web Key Set that can be read");
        }
    }
}
