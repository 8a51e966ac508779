// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.dripline.app.AppProperties;
import org.dripline.app.AppProperties.Host;
import org.dripline.app.host.Fetch;
import org.dripline.app.host.Reading;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * The host EHRs that may launch the app, with their smart-configuration. An {@code iss} that is not listed is never
 * asked anything: discovery of an unknown address would let a stranger choose whom this server talks to.
 */
final class AllowedHosts {

    private static final int MAX_BYTES = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What hosts sign id_tokens with; no symmetric algorithm and not "none". */
    private static final Set<SignatureAlgorithm> ID_TOKEN_ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256, SignatureAlgorithm.RS384, SignatureAlgorithm.ES256, SignatureAlgorithm.ES384);

    private final AppProperties properties;
    private final Fetch fetch;
    private final RestTemplate keyRequests;
    private final Clock clock;
    private final Map<URI, Discovered> discovered = new ConcurrentHashMap<>();

    AllowedHosts(AppProperties properties, Fetch fetch, Clock clock) {
        this.properties = properties;
        this.fetch = fetch;
        this.clock = clock;
        var requests = new JdkClientHttpRequestFactory(fetch.client());
        requests.setReadTimeout(fetch.deadline());
        this.keyRequests = new RestTemplate(requests);
    }

    private record Discovered(SmartHost host, Instant at) {}

    /** The configured host that {@code iss} names exactly, but for a slash at the end. */
    Optional<Host> named(String iss) {
        String wanted = iss.endsWith("/") ? iss.substring(0, iss.length() - 1) : iss;
        return properties.hosts().stream()
                .filter(host -> host.issuer().toString().equals(wanted))
                .findFirst();
    }

    /** The host with its endpoints, read from {@code {iss}/.well-known/smart-configuration} or remembered. */
    SmartHost discover(Host host) {
        Discovered known = discovered.get(host.issuer());
        Instant now = clock.instant();
        if (known != null && known.at().plus(properties.limits().discoveryAge()).isAfter(now)) {
            return known.host();
        }
        URI address = URI.create(host.issuer() + "/.well-known/smart-configuration");
        if (!(fetch.get(address, "application/json", MAX_BYTES) instanceof Reading.Found<byte[]> found)) {
            throw new LaunchRefused(LaunchProblem.HOST_UNREACHABLE);
        }
        SmartHost read = smartHost(host, found.value());
        discovered.put(host.issuer(), new Discovered(read, now));
        return read;
    }

    /** The host that a client registration of ours belongs to. */
    SmartHost of(ClientRegistration registration) {
        return discovered.values().stream()
                .map(Discovered::host)
                .filter(host -> host.registration().getRegistrationId().equals(registration.getRegistrationId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such host " + registration.getRegistrationId()));
    }

    private SmartHost smartHost(Host host, byte[] document) {
        JsonNode configuration = json(document);
        if (!texts(configuration.path("code_challenge_methods_supported")).contains("S256")) {
            throw new LaunchRefused(LaunchProblem.HOST_NOT_SUITABLE);
        }
        String issuer = configuration.path("issuer").asText("");
        if (issuer.isEmpty()) {
            throw new LaunchRefused(LaunchProblem.HOST_NOT_SUITABLE);
        }
        ClientRegistration registration = ClientRegistration.withRegistrationId(
                        "host-" + properties.hosts().indexOf(host))
                .clientId(host.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirectUri())
                .scope(host.scopes())
                .authorizationUri(endpoint(configuration, "authorization_endpoint", host))
                .tokenUri(endpoint(configuration, "token_endpoint", host))
                .jwkSetUri(endpoint(configuration, "jwks_uri", host))
                .issuerUri(issuer)
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
        return new SmartHost(
                host,
                registration,
                identityTokens(registration),
                configuration
                        .path("authorization_response_iss_parameter_supported")
                        .asBoolean(false));
    }

    private String redirectUri() {
        URI publicUrl = properties.publicUrl();
        return (publicUrl == null ? "{baseUrl}" : publicUrl.toString().replaceAll("/+$", "")) + LaunchPaths.CALLBACK;
    }

    /** An endpoint at the host's own origin or at one its configuration allows. */
    private static String endpoint(JsonNode configuration, String name, Host host) {
        String address = configuration.path(name).asText("");
        try {
            if (!address.isEmpty() && host.mayServe(URI.create(address))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new LaunchRefused(LaunchProblem.HOST_NOT_SUITABLE);
        }
        throw new LaunchRefused(LaunchProblem.HOST_NOT_SUITABLE);
    }

    private JwtDecoder identityTokens(ClientRegistration registration) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        registration.getProviderDetails().getJwkSetUri())
                .restOperations(keyRequests)
                .jwsAlgorithms(algorithms -> algorithms.addAll(ID_TOKEN_ALGORITHMS))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    private static JsonNode json(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException e) {
            throw new LaunchRefused(LaunchProblem.HOST_NOT_SUITABLE);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
