// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A host that does what no host should, one thing at a time. Where nothing is spoiled its launches succeed. */
final class FaultyHost implements AutoCloseable {

    static final String CLIENT = "client-7725";
    private static final String STYLE = "{\"color_text\":\"#123456\",\"color_error\":\"red;}*{display:none\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ECKey published = key("signing-1");
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String nonce = "";

    /** Spoils the smart-configuration. */
    volatile Consumer<Map<String, Object>> configuration = document -> {};
    /** Spoils the parameters that come back with the code. */
    volatile Consumer<Map<String, String>> answer = parameters -> {};
    /** Spoils the token response. */
    volatile Consumer<Map<String, Object>> tokens = response -> {};
    /** Spoils the claims of the id_token. */
    volatile Consumer<JWTClaimsSet.Builder> claims = builder -> {};
    /** Signs the id_token; spoiled by another key with the same id. */
    volatile ECKey signer = published;

    volatile int tokenStatus = 200;
    volatile int patientStatus = 200;
    volatile int encounterStatus = 200;
    /** Held back until it opens. */
    volatile CountDownLatch styleGate = new CountDownLatch(0);

    volatile CountDownLatch tokenGate = new CountDownLatch(0);

    volatile String style = STYLE;

    FaultyHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/fhir/.well-known/smart-configuration", exchange -> reply(exchange, 200, discovery()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/jwks", exchange -> reply(exchange, 200, new JWKSet(published).toJSONObject(true)));
        server.createContext("/style", this::styleDocument);
        server.createContext("/fhir/Patient/", this::patient);
        server.createContext("/fhir/Encounter/", this::encounter);
        server.start();
    }

    /** Everything as it should be again. */
    void mend() {
        configuration = document -> {};
        answer = parameters -> {};
        tokens = response -> {};
        claims = builder -> {};
        signer = published;
        tokenStatus = 200;
        patientStatus = 200;
        encounterStatus = 200;
        styleGate.countDown();
        tokenGate.countDown();
        style = STYLE;
        asked.clear();
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String issuer() {
        return root() + "/fhir";
    }

    String launch() {
        return Browser.APP + "/app/launch?iss=" + URLEncoder.encode(issuer(), StandardCharsets.UTF_8) + "&launch=l-1";
    }

    /** Paths asked for, in order. */
    List<String> asked() {
        return asked;
    }

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_384)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.ES384)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Map<String, Object> discovery() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", root() + "/authorize");
        document.put("token_endpoint", root() + "/token");
        document.put("jwks_uri", root() + "/jwks");
        document.put("code_challenge_methods_supported", List.of("S256"));
        configuration.accept(document);
        return document;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = form(exchange.getRequestURI().getRawQuery());
        nonce = parameters.getOrDefault("nonce", "");
        Map<String, String> back = new LinkedHashMap<>();
        back.put("code", "code-9");
        back.put("state", parameters.get("state"));
        answer.accept(back);
        StringBuilder location = new StringBuilder(parameters.get("redirect_uri"));
        char separator = '?';
        for (Map.Entry<String, String> entry : back.entrySet()) {
            location.append(separator)
                    .append(entry.getKey())
                    .append('=')
                    .append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        asked.add("/authorize");
        exchange.getResponseHeaders().set("Location", location.toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        asked.add("/token asked");
        pass(tokenGate);
        if (tokenStatus != 200) {
            // A server that is down gives no OAuth error.
            reply(exchange, tokenStatus, tokenStatus < 500 ? Map.of("error", "invalid_grant") : Map.of());
            return;
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("access_token", "token-3391");
        response.put("token_type", "Bearer");
        response.put("expires_in", 300);
        response.put("scope", "launch openid patient/Patient.r");
        response.put("patient", "pat-61");
        response.put("intent", "session-view");
        response.put("need_patient_banner", false);
        response.put("smart_style_url", root() + "/style");
        response.put("id_token", identity());
        tokens.accept(response);
        reply(exchange, 200, response);
    }

    private String identity() {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("user-5")
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .claim("nonce", nonce);
        claims.accept(builder);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .keyID(signer.getKeyID())
                        .build(),
                builder.build());
        try {
            jwt.sign(new ECDSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private void patient(HttpExchange exchange) throws IOException {
        if (patientStatus == 302) {
            exchange.getResponseHeaders().set("Location", root() + "/elsewhere");
        }
        reply(
                exchange,
                patientStatus,
                Map.of(
                        "resourceType",
                        "Patient",
                        "id",
                        "pat-61",
                        "name",
                        List.of(Map.of("family", "Quillfeather", "given", List.of("Odalys"))),
                        "identifier",
                        List.of(Map.of("system", "urn:oid:2.999.7.1", "value", "SYN-8812"))));
    }

    private void encounter(HttpExchange exchange) throws IOException {
        reply(exchange, encounterStatus, Map.of("resourceType", "Encounter", "id", "enc-61"));
    }

    private void styleDocument(HttpExchange exchange) throws IOException {
        asked.add("/style");
        pass(styleGate);
        byte[] body = style.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void pass(CountDownLatch gate) {
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a gate was never opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reply(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        byte[] bytes = json.writeValueAsBytes(body);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    static Map<String, String> form(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
