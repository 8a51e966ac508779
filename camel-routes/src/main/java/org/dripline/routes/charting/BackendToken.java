// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The routes' access token for the FHIR server, asked for with a signed assertion (SMART Backend Services) and again
 * shortly before it ends. While none is to be had the server counts as away, and messages wait. Safe for use by many
 * threads.
 */
@Interceptor
public final class BackendToken {

    private static final Duration BEFORE_THE_END = Duration.ofSeconds(30);
    private static final Duration ASSERTION = Duration.ofMinutes(1);
    /** Of the routes' registration; what is granted is what the server registered them with. */
    private static final String SCOPES = "system/Appointment.crus system/Communication.rs system/Composition.rs"
            + " system/DetectedIssue.crus system/Device.crus system/DeviceUseStatement.crus system/DocumentReference.rs"
            + " system/Encounter.crus system/Location.crus system/MedicationAdministration.rs"
            + " system/MedicationRequest.crus system/Observation.crus system/Patient.cruds system/Procedure.rs"
            + " system/Provenance.crus system/ServiceRequest.crus";

    private final FhirProperties.Credentials credentials;
    private final Duration timeout;
    private final HttpClient http;
    private String token = "";
    private Instant until = Instant.MIN;

    /** @param timeout for one token request */
    BackendToken(FhirProperties.Credentials credentials, Duration timeout) {
        this.credentials = credentials;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Puts the token on a request. */
    @Hook(Pointcut.CLIENT_REQUEST)
    public void add(IHttpRequest request) {
        request.removeHeaders("Authorization");
        request.addHeader("Authorization", "Bearer " + current());
    }

    /** Forgets a token the server does not know any more; the request is tried again as if the server had been away. */
    @Hook(Pointcut.CLIENT_RESPONSE)
    public synchronized void answered(IHttpResponse response) {
        if (response.getStatus() == 401) {
            until = Instant.MIN;
        }
    }

    private synchronized String current() {
        if (!Instant.now().plus(BEFORE_THE_END).isBefore(until)) {
            try {
                renew();
            } catch (IOException | ParseException | JOSEException e) {
                // The message may quote the answer.
                throw new FhirClientConnectionException(
                        "no access token: " + e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FhirClientConnectionException("interrupted while asking for an access token");
            }
        }
        return token;
    }

    private void renew() throws IOException, InterruptedException, ParseException, JOSEException {
        String form = "grant_type=client_credentials&scope=" + encoded(SCOPES)
                + "&client_assertion_type=" + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                + "&client_assertion=" + encoded(assertion());
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(credentials.tokenUrl())
                        .timeout(timeout)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new FhirClientConnectionException("no access token: " + answer.statusCode());
        }
        Map<String, Object> granted = JSONObjectUtils.parse(answer.body());
        token = Objects.requireNonNull(JSONObjectUtils.getString(granted, "access_token"));
        until = Instant.now().plusSeconds(JSONObjectUtils.getLong(granted, "expires_in"));
    }

    private String assertion() throws IOException, ParseException, JOSEException {
        ECKey key = JWKSet.parse(Files.readString(credentials.keyFile()))
                .getKeys()
                .get(0)
                .toECKey();
        URI audience = credentials.audience() == null ? credentials.tokenUrl() : credentials.audience();
        SignedJWT assertion = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(credentials.clientId())
                        .subject(credentials.clientId())
                        .audience(audience.toString())
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plus(ASSERTION)))
                        .build());
        assertion.sign(new ECDSASigner(key));
        return assertion.serialize();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
