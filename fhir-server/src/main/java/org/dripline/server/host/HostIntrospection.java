// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.dripline.server.access.TrustedHost.Introspection;
import org.dripline.server.outgoing.BoundedRequests;
import org.jspecify.annotations.Nullable;

/**
 * Asks a host whom an access token of its own is about. Source: RFC 7662; SMART App Launch 2.2, "Token Introspection".
 * Where it is configured, a host that does not answer, or does not say which patient, gives nothing.
 */
final class HostIntrospection {

    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(1);
    private static final int MOST_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BoundedRequests requests;

    HostIntrospection(BoundedRequests requests) {
        this.requests = requests;
    }

    /**
     * What the host says of an access token that is good.
     *
     * @param patient logical id at the host
     * @param subject {@code sub}; null when it does not say
     * @param until when the token ends; null when it does not say
     */
    record Said(
            String patient,
            @Nullable String subject,
            @Nullable Instant until) {

        @Override
        public String toString() {
            return "Said";
        }
    }

    /** @throws HostRefused when the token is over, of another client, about nobody, or the host is silent */
    Said of(HostDirectory.Host host, URI endpoint, Introspection ours, String accessToken) {
        String client = ours.clientId() == null ? host.trusted().clientId() : ours.clientId();
        String form = "token=" + encoded(accessToken)
                + "&token_type_hint=access_token"
                + "&client_assertion_type=" + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                + "&client_assertion=" + encoded(assertion(client, host.tokenEndpoint(), ours.keyFile()));
        BoundedRequests.Answer answer = requests.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                host.trusted().timeout(),
                MOST_BYTES);
        JsonNode said = read(answer);
        if (!said.path("active").asBoolean(false)) {
            throw new HostRefused(HostProblem.HOST_TOKEN_OVER);
        }
        if (said.has("client_id")
                && !said.get("client_id").asText().equals(host.trusted().clientId())) {
            throw new HostRefused(HostProblem.IDENTITY_AUDIENCE);
        }
        if (said.path("patient").asText("").isEmpty()) {
            throw new HostRefused(HostProblem.PATIENT_REFUSED);
        }
        return new Said(
                said.get("patient").asText(),
                said.path("sub").isTextual() ? said.get("sub").asText() : null,
                said.path("exp").isNumber()
                        ? Instant.ofEpochSecond(said.get("exp").asLong())
                        : null);
    }

    private static JsonNode read(BoundedRequests.Answer answer) {
        try {
            if (answer.isOk()) {
                return JSON.readTree(answer.body());
            }
        } catch (IOException unreadable) {
            // As good as no answer.
        }
        throw new HostRefused(HostProblem.HOST_SILENT);
    }

    private static String assertion(String client, String audience, Path keyFile) {
        try {
            JWK key = JWKSet.parse(Files.readString(keyFile)).getKeys().get(0);
            JWSAlgorithm algorithm = JWSAlgorithm.parse(key.getAlgorithm().getName());
            Instant now = Instant.now();
            SignedJWT assertion = new SignedJWT(
                    new JWSHeader.Builder(algorithm)
                            .type(JOSEObjectType.JWT)
                            .keyID(key.getKeyID())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .issuer(client)
                            .subject(client)
                            .audience(audience)
                            .jwtID(UUID.randomUUID().toString())
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plus(ASSERTION_LIFE)))
                            .build());
            assertion.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
            return assertion.serialize();
        } catch (IOException | ParseException | JOSEException e) {
            // The cause may quote the file, which holds a private key.
            throw new IllegalStateException(keyFile + " holds no key that can be used");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
