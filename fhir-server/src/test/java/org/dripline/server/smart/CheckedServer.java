// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SMART server as an app with keys sees it, whoever made it; how a person consents is each server's own. */
abstract class CheckedServer {

    static final String CLIENT = "checked-app";
    static final String REDIRECT = "https://checked.example.org/callback";
    static final String SCOPE = "launch openid fhirUser online_access patient/Patient.rs";
    static final String STANDALONE = "launch/patient openid fhirUser online_access patient/Patient.rs";

    /** A backend service with the same key. */
    static final String SERVICE = "checked-service";

    static final String SERVICE_SCOPE = "system/Patient.rs";
    private static final String VERIFIER = "verifier-417-abcdefghijklmnopqrstuvwxyz-0123456789";

    private final JWK key;

    /** @param key the private key of the client */
    CheckedServer(JWK key) {
        this.key = key;
    }

    /** Its FHIR base. */
    abstract String fhir();

    /** A launch on the patient's chart that nobody used. */
    abstract String launch();

    /** Asks for authorization and consents where that is asked. */
    abstract Answered asked(Map<String, String> request);

    /** The page an app is answered with that was not opened from a chart. */
    abstract HttpResponse<String> picker(Map<String, String> request);

    /** Asks likewise, chooses {@link #patient()} on that page, and consents. */
    abstract Answered chosen(Map<String, String> request);

    /** Id of a patient whose name holds {@link #patientName()}. */
    abstract String patient();

    abstract String patientName();

    /** The origin of a web app that this server answers. */
    abstract String origin();

    /**
     * What came of an authorization request.
     *
     * @param status HTTP status
     * @param location the address the browser is sent to; empty when it is not
     */
    record Answered(int status, String location) {

        static Answered of(HttpResponse<String> answer) {
            return new Answered(answer.statusCode(), AppFlow.location(answer));
        }

        String code() {
            return AppFlow.query(location).getOrDefault("code", "");
        }

        /** Said to the app at its own address, or, where that is not known to be right, to the person. */
        boolean isRefusal() {
            return location.isEmpty()
                    ? status == 400
                    : location.startsWith(REDIRECT + "?")
                            && code().isEmpty()
                            && !AppFlow.query(location)
                                    .getOrDefault("error", "")
                                    .isEmpty();
        }
    }

    JsonNode discovery() {
        return json(fhir() + "/.well-known/smart-configuration");
    }

    JsonNode openId() {
        String issuer = discovery().path("issuer").asText();
        return json(issuer + "/.well-known/openid-configuration");
    }

    JsonNode jwks() {
        return json(discovery().path("jwks_uri").asText());
    }

    /** The id token: its header and claims, and whether a published key verifies it. */
    JsonNode identity(JsonNode tokens) {
        try {
            SignedJWT token = SignedJWT.parse(tokens.path("id_token").asText());
            JWK published = JWKSet.parse(jwks().toString())
                    .getKeyByKeyId(token.getHeader().getKeyID());
            return SmartContext.JSON
                    .createObjectNode()
                    .put("verified", published != null && token.verify(new RSASSAVerifier(published.toRSAKey())))
                    .<ObjectNode>set(
                            "header",
                            SmartContext.JSON.valueToTree(token.getHeader().toJSONObject()))
                    .set(
                            "claims",
                            SmartContext.JSON.valueToTree(
                                    token.getJWTClaimsSet().toJSONObject()));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which origin each endpoint lets read its answer. */
    JsonNode cors() {
        String token = discovery().path("token_endpoint").asText();
        return SmartContext.JSON
                .createObjectNode()
                .put("discovery", allowed(fhir() + "/.well-known/smart-configuration", "GET", origin()))
                .put("token", allowed(token, "OPTIONS", origin()))
                .put("foreign", allowed(token, "OPTIONS", "https://elsewhere.example.org"));
    }

    private static String allowed(String address, String method, String origin) {
        return SmartContext.send(HttpRequest.newBuilder(URI.create(address))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST"))
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .orElse("none");
    }

    /** The answer to an authorization request that differs from a right one. */
    Answered authorized(Map<String, String> otherwise) {
        Map<String, String> request = request();
        request.put("scope", SCOPE);
        request.put("launch", launch());
        return asked(changed(request, otherwise));
    }

    /** Likewise, of an app that was opened without a chart; what is refused is so before anybody chooses. */
    Answered authorizedAlone(Map<String, String> otherwise) {
        Map<String, String> request = alone(otherwise);
        return otherwise.isEmpty() ? chosen(request) : asked(request);
    }

    /**
     * Whether the right patient may be chosen, and stands there by name: beside the button, not as it was asked for.
     */
    JsonNode offered() {
        String page = picker(alone(Map.of())).body();
        Matcher choice = Pattern.compile("(?s)value=\"" + patient() + "\"[^>]*>(.*?)</(?:label|button)>")
                .matcher(page);
        boolean found = choice.find();
        return SmartContext.JSON
                .createObjectNode()
                .put("patient", found)
                .put("name", found && choice.group(1).contains(patientName()));
    }

    private Map<String, String> alone(Map<String, String> otherwise) {
        Map<String, String> request = request();
        request.put("scope", STANDALONE);
        return changed(request, otherwise);
    }

    private Map<String, String> request() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", CLIENT);
        request.put("redirect_uri", REDIRECT);
        request.put("state", "state-417-abcdefghijklmnop");
        request.put("aud", fhir());
        request.put("code_challenge", AppFlow.challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
        return request;
    }

    HttpResponse<String> tokens(Map<String, String> otherwise) {
        return tokens(authorized(Map.of()), otherwise);
    }

    HttpResponse<String> tokensAlone() {
        return tokens(authorizedAlone(Map.of()), Map.of());
    }

    private HttpResponse<String> tokens(Answered authorized, Map<String, String> otherwise) {
        return form(
                "token_endpoint",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        authorized.code(),
                        "redirect_uri",
                        REDIRECT,
                        "code_verifier",
                        VERIFIER),
                otherwise);
    }

    /**
     * The answer to a backend service.
     *
     * @param otherwise fields of the form, or, after {@code assertion.}, what is wrong with the assertion, see
     *     {@link ServiceAssertions}
     */
    HttpResponse<String> service(Map<String, String> otherwise) {
        String address = discovery().path("token_endpoint").asText();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", SERVICE_SCOPE);
        form.put("client_assertion_type", Assertions.TYPE);
        form.put("client_assertion", new ServiceAssertions(address, key).assertion(otherwise));
        form = changed(form, ServiceAssertions.formOf(otherwise));
        if (otherwise.containsKey(ServiceAssertions.PART + "used")) {
            posted(address, form);
        }
        return posted(address, form);
    }

    HttpResponse<String> renewed(JsonNode tokens, Map<String, String> otherwise) {
        return form(
                "token_endpoint",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asText()),
                otherwise);
    }

    HttpResponse<String> introspected(JsonNode tokens, Map<String, String> otherwise) {
        return form(
                "introspection_endpoint",
                Map.of("token", tokens.path("access_token").asText()),
                otherwise);
    }

    HttpResponse<String> patient(JsonNode tokens, Map<String, String> otherwise) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(fhir() + "/Patient/" + tokens.path("patient").asText(patient())));
        String token =
                otherwise.getOrDefault("token", tokens.path("access_token").asText());
        return SmartContext.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> form(String endpoint, Map<String, String> right, Map<String, String> otherwise) {
        JsonNode discovery = discovery();
        String address = discovery.path(endpoint).asText();
        Map<String, String> form = new LinkedHashMap<>(right);
        form.put("client_assertion_type", Assertions.TYPE);
        form.put(
                "client_assertion",
                new Assertions("", CLIENT)
                        .but(claims ->
                                claims.audience(discovery.path("token_endpoint").asText()))
                        .signed(key));
        return posted(address, changed(form, otherwise));
    }

    private static HttpResponse<String> posted(String address, Map<String, String> form) {
        return SmartContext.send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(SmartContext.encoded(form))));
    }

    private static Map<String, String> changed(Map<String, String> right, Map<String, String> otherwise) {
        Map<String, String> changed = new LinkedHashMap<>(right);
        changed.putAll(otherwise);
        changed.values().removeIf(String::isEmpty);
        return changed;
    }

    private static JsonNode json(String address) {
        return SmartContext.json(SmartContext.send(HttpRequest.newBuilder(URI.create(address))));
    }
}
