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
import java.util.Optional;
import java.util.function.Supplier;
import org.dripline.app.AppProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * The app's access token for our FHIR server, asked for with a signed assertion (SMART Backend Services) and again
 * shortly before it ends. Whose record a page shows is decided by its launch, before this is asked. Safe for use by
 * many threads.
 */
final class BackendToken implements Supplier<Optional<String>> {

    private static final Logger log = LoggerFactory.getLogger(BackendToken.class);
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);
    private static final List<String> SCOPES = List.of(
            "system/DetectedIssue.rs",
            "system/Encounter.rs",
            "system/MedicationRequest.rs",
            "system/Observation.rs",
            "system/Patient.rs");

    private final AppProperties.Credentials credentials;
    private final ClientRegistration registration;
    private final RestClientClientCredentialsTokenResponseClient tokens;
    private String token = "";
    private Instant until = Instant.MIN;

    /** @param timeout for one token request */
    BackendToken(AppProperties.Credentials credentials, Duration timeout) {
        this.credentials = credentials;
        this.registration = ClientRegistration.withRegistrationId("own-fhir-server")
                .clientId(credentials.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(credentials.tokenUrl().toString())
                .scope(SCOPES)
                .build();
        this.tokens = client(timeout);
    }

    /** The token; empty while none is to be had, so that the FHIR server refuses and the page says that it is late. */
    @Override
    public synchronized Optional<String> get() {
        if (!Instant.now().plus(BEFORE_THE_END).isBefore(until)) {
            try {
                OAuth2AccessToken granted = tokens.getTokenResponse(
                                new OAuth2ClientCredentialsGrantRequest(registration))
                        .getAccessToken();
                token = granted.getTokenValue();
                until = granted.getExpiresAt() == null ? Instant.MIN : granted.getExpiresAt();
            } catch (OAuth2AuthorizationException refused) {
                log.warn(
                        "no access token for the FHIR server error={}",
                        refused.getError().getErrorCode());
                return Optional.empty();
            }
        }
        return Optional.of(token);
    }

    private RestClientClientCredentialsTokenResponseClient client(Duration timeout) {
        var assertion = new NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest>(
                registered -> key());
        String audience = (credentials.audience() == null ? credentials.tokenUrl() : credentials.audience()).toString();
        assertion.setJwtClientAssertionCustomizer(context -> {
            // SMART App Launch 2.2 requires typ; Spring leaves it out.
            context.getHeaders().type("JWT");
            context.getClaims().audience(List.of(audience));
        });
        var client = new RestClientClientCredentialsTokenResponseClient();
        client.addParametersConverter(assertion);
        client.setRestClient(requests(timeout));
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

    private static RestClient requests(Duration timeout) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(timeout);
        return RestClient.builder()
                .requestFactory(factory)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
