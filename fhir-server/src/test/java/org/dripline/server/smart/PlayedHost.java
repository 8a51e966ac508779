// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
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
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A host EHR, and an OpenID provider, whose every answer a test decides. Each access token opens one patient; where
 * nothing is spoiled it keeps the rules.
 */
final class PlayedHost implements AutoCloseable {

    static final String CLIENT = "dripline-at-the-host";
    static final String PROVIDER_CLIENT = "dripline-at-the-provider";
    static final String PROVIDER_SECRET = "a-synthetic-secret-of-a-provider";

    /** Answers one request in place of the host. */
    interface Spoiled {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> patients = new ConcurrentHashMap<>();
    private final Map<String, String> opens = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> launchedOn = new ConcurrentHashMap<>();
    private final Map<String, Spoiled> spoiled = new ConcurrentHashMap<>();
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    final RSAKey key = key("host-1");

    /** Claims of the provider's next id token. */
    volatile Consumer<JWTClaimsSet.Builder> provided = claims -> {};

    /** Signs the provider's id token. */
    volatile RSAKey signer = key;

    PlayedHost() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String base() {
        return root() + "/fhir";
    }

    /**
     * The FHIR base of a second host in the same place, which gives {@code user/} scopes and says whose launch it was.
     */
    String wideBase() {
        return root() + "/wide";
    }

    /** From now on this access token of the second host opens every patient, and was given for what this says. */
    void wideToken(String token, Map<String, Object> said) {
        launchedOn.put(token, said);
    }

    /** Has a patient, with what stands between its id and its end. */
    void patient(String id, String content) {
        patients.put(id, "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"," + content.replace('\'', '"') + "}");
    }

    /** From now on this access token opens this patient. */
    void token(String token, String patient) {
        opens.put(token, patient);
    }

    /** From now on a path is answered otherwise. */
    void spoil(String path, Spoiled answer) {
        spoiled.put(path, answer);
    }

    void mend() {
        spoiled.clear();
        asked.clear();
        provided = claims -> {};
        signer = key;
    }

    List<String> asked() {
        return asked;
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            Spoiled otherwise = spoiled.get(path);
            if (otherwise != null) {
                otherwise.answer(exchange);
                return;
            }
            switch (path) {
                case "/fhir/.well-known/smart-configuration" ->
                    reply(exchange, 200, json(Map.of("issuer", base(), "jwks_uri", root() + "/jwks")));
                case "/wide/.well-known/smart-configuration" ->
                    reply(
                            exchange,
                            200,
                            json(Map.of(
                                    "issuer",
                                    wideBase(),
                                    "jwks_uri",
                                    root() + "/jwks",
                                    "token_endpoint",
                                    root() + "/token",
                                    "introspection_endpoint",
                                    root() + "/introspect")));
                case "/introspect" -> {
                    String token = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                            .getOrDefault("token", "");
                    reply(exchange, 200, json(launchedOn.getOrDefault(token, Map.of("active", false))));
                }
                case "/jwks" -> reply(exchange, 200, json(new JWKSet(key).toJSONObject(true)));
                case "/.well-known/openid-configuration" -> reply(exchange, 200, json(provider()));
                case "/authorize" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/fhir/Practitioner/h-nurse" ->
                    reply(
                            exchange,
                            200,
                            "{\"resourceType\":\"Practitioner\",\"id\":\"h-nurse\",\"identifier\":[{\"system\":\"urn:staff\",\"value\":\"S-1\"}]}"
                                    .getBytes(StandardCharsets.UTF_8));
                default -> shown(exchange, path);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shown(HttpExchange exchange, String path) throws IOException {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
        if (path.startsWith("/wide/")) {
            String everybodys = patients.get(path.replace("/wide/Patient/", ""));
            boolean known = launchedOn.containsKey(token) && everybodys != null;
            reply(exchange, known ? 200 : 404, known ? everybodys.getBytes(StandardCharsets.UTF_8) : new byte[0]);
            return;
        }
        String patient = opens.get(token);
        if (patient == null) {
            reply(exchange, 401, new byte[0]);
        } else if (path.equals("/fhir/Patient/" + patient)) {
            reply(exchange, 200, patients.get(patient).getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/fhir/Encounter/v-" + patient)) {
            reply(
                    exchange,
                    200,
                    ("{\"resourceType\":\"Encounter\",\"id\":\"v-" + patient
                                    + "\",\"subject\":{\"reference\":\"Patient/" + patient
                                    + "\"},\"identifier\":[{\"system\":\"urn:visit\",\"value\":\"V-" + patient
                                    + "\"}]}")
                            .getBytes(StandardCharsets.UTF_8));
        } else {
            reply(exchange, 403, new byte[0]);
        }
    }

    private Map<String, Object> provider() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", root());
        document.put("authorization_endpoint", root() + "/authorize");
        document.put("token_endpoint", root() + "/token");
        document.put("jwks_uri", root() + "/jwks");
        return document;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> request = form(exchange.getRequestURI().getRawQuery());
        String code = "code-" + nonces.size();
        nonces.put(code, request.getOrDefault("nonce", ""));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        request.get("redirect_uri") + "?code=" + code + "&state="
                                + URLEncoder.encode(request.get("state"), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> request =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String basic = Base64.getEncoder()
                .encodeToString((PROVIDER_CLIENT + ":" + PROVIDER_SECRET).getBytes(StandardCharsets.UTF_8));
        String nonce = nonces.remove(request.getOrDefault("code", ""));
        if (nonce == null
                || !request.containsKey("code_verifier")
                || !("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 400, json(Map.of("error", "invalid_grant")));
            return;
        }
        Assertions identity = new Assertions("", "").but(claims -> {
            claims.issuer(root())
                    .subject("person-77")
                    .audience(PROVIDER_CLIENT)
                    .issueTime(new Date())
                    .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                    .claim("nonce", nonce)
                    .claim("name", "Synthetic Provider-Person")
                    .claim("staff_number", "S-1")
                    .claim("groups", List.of("ward-nurse", "acls"));
            provided.accept(claims);
        });
        reply(
                exchange,
                200,
                json(Map.of(
                        "access_token",
                        "at-1",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        60,
                        "id_token",
                        identity.signed(signer))));
    }

    private byte[] json(Map<String, ?> document) throws IOException {
        return json.writeValueAsBytes(document);
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
