// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The routes' token, at a server that says what was asked: one for many requests, another when it ends or is unknown.
 */
class BackendTokenIT {

    private final List<String> assertions = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private HttpServer server;
    private ECKey key;
    private FhirServer fhir;
    private int lifetime = 300;
    private int tokenStatus = 200;
    private int fhirStatus = 200;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        key = new ECKeyGenerator(Curve.P_384).keyID("own-1").generate();
        Path file = folder.resolve("key.json");
        Files.writeString(file, new JWKSet(key).toString(false));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/fhir", this::charted);
        server.start();
        fhir = FhirServer.at(new FhirProperties(
                URI.create(address("/fhir")),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                new FhirProperties.Credentials("routes-417", URI.create(address("/token")), null, file)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneTokenServesManyRequestsAndIsAskedForWithASignedAssertion() throws Exception {
        put();
        put();
        assertThat(shown).containsExactly("Bearer token-1", "Bearer token-1");
        SignedJWT assertion = SignedJWT.parse(assertions.get(0));
        assertThat(assertion.verify(new ECDSAVerifier(key.toECPublicKey()))).isTrue();
        assertThat(assertion.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        assertThat(assertion.getHeader().getKeyID()).isEqualTo("own-1");
        assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("routes-417");
        assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("routes-417");
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(address("/token"));
    }

    @Test
    void anotherIsAskedForBeforeOneEnds() throws Exception {
        lifetime = 20;
        put();
        put();
        assertThat(shown).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(SignedJWT.parse(assertions.get(0)).getJWTClaimsSet().getJWTID())
                .isNotEqualTo(
                        SignedJWT.parse(assertions.get(1)).getJWTClaimsSet().getJWTID());
    }

    @Test
    void oneThatTheServerDoesNotKnowAnyMoreIsForgotten() {
        put();
        fhirStatus = 401;
        assertThatThrownBy(this::put).isInstanceOf(AuthenticationException.class);
        fhirStatus = 200;
        put();
        assertThat(shown).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void whereNoneIsToBeHadTheServerCountsAsAwayAndNothingIsQuoted() {
        tokenStatus = 400;
        assertThatThrownBy(this::put)
                .isInstanceOf(FhirClientConnectionException.class)
                .hasMessageContaining("no access token")
                .hasMessageNotContaining("quoted-417");
        assertThat(shown).isEmpty();
    }

    private void put() {
        Patient patient = new Patient();
        patient.setId("p-417");
        fhir.put(List.of(patient));
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : form.split("&")) {
            if (field.startsWith("client_assertion=")) {
                assertions.add(URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8));
            }
        }
        answer(
                exchange,
                tokenStatus,
                tokenStatus == 200
                        ? "{\"access_token\":\"token-" + assertions.size()
                                + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime + "}"
                        : "{\"error\":\"quoted-417\"}");
    }

    private void charted(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(
                exchange,
                fhirStatus,
                fhirStatus == 200
                        ? "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}"
                        : "{\"resourceType\":\"OperationOutcome\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
