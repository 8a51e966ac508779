// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dripline.server.access.SignInProvider;
import org.dripline.server.host.HostIdentities.Expected;
import org.dripline.server.outgoing.BoundedRequests;
import org.dripline.server.outgoing.KeySets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The hospital's provider with what it says of itself (OpenID Connect Discovery 1.0), asked for when somebody signs in
 * and not before: a provider that is away does not stop the start. Safe for use by many threads.
 */
final class ProviderDirectory implements ClientRegistrationRepository {

    static final String ID = "hospital";
    static final String AT = "/sign-in/at";
    static final String BACK = "/sign-in/back";

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SignInProvider settings;
    private final @Nullable URI ownAddress;
    private final BoundedRequests requests = new BoundedRequests();
    private final KeySets keys;
    private volatile @Nullable Known known;

    private record Known(ClientRegistration registration, Instant at) {}

    /** @param ownAddress where browsers reach this server; null: as the request did */
    ProviderDirectory(SignInProvider settings, @Nullable URI ownAddress) {
        this.settings = settings;
        this.ownAddress = ownAddress;
        List<URI> origins = new ArrayList<>(settings.endpointOrigins());
        origins.add(settings.issuer());
        this.keys = new KeySets(origins);
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        Known before = known;
        Instant now = Instant.now();
        if (before != null && before.at().plus(REMEMBERED).isAfter(now)) {
            return before.registration();
        }
        ClientRegistration read = read();
        known = new Known(read, now);
        return read;
    }

    /** What its id tokens are held against. */
    Expected expected(ClientRegistration registration) {
        return new Expected(
                settings.issuer().toString(),
                settings.clientId(),
                Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()),
                keys);
    }

    private ClientRegistration read() {
        URI address =
                URI.create(settings.issuer().toString().replaceAll("/+$", "") + "/.well-known/openid-configuration");
        BoundedRequests.Answer answer = requests.send(
                HttpRequest.newBuilder(address).header("Accept", "application/json"), settings.timeout(), MOST_BYTES);
        if (!answer.isOk()) {
            throw new IllegalStateException("the provider does not say where people sign in");
        }
        JsonNode said = parsed(answer);
        if (!settings.issuer().toString().equals(said.path("issuer").asText())) {
            throw new IllegalStateException("the provider calls itself otherwise than dripline.access.provider.issuer");
        }
        return ClientRegistration.withRegistrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(secret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri((ownAddress == null ? "{baseUrl}" : ownAddress.toString()) + BACK)
                .scope(settings.scopes())
                .authorizationUri(endpoint(said, "authorization_endpoint"))
                .tokenUri(endpoint(said, "token_endpoint"))
                .jwkSetUri(endpoint(said, "jwks_uri"))
                .issuerUri(settings.issuer().toString())
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    private static JsonNode parsed(BoundedRequests.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("the provider's openid-configuration cannot be read");
        }
    }

    private String endpoint(JsonNode said, String name) {
        String address = said.path(name).asText("");
        try {
            if (!address.isEmpty() && keys.mayFetch(URI.create(address))) {
                return address;
            }
        } catch (IllegalArgumentException unreadable) {
            // Answered below.
        }
        throw new IllegalStateException("the provider's " + name + " is missing, or at an origin that"
                + " dripline.access.provider.endpoint-origins does not list");
    }

    private String secret() {
        if (settings.clientSecret() != null) {
            return settings.clientSecret();
        }
        try {
            return Files.readString(Objects.requireNonNull(settings.clientSecretFile()))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("dripline.access.provider.client-secret-file cannot be read", e);
        }
    }
}
