// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What scripts of a web app on another origin may ask: as browsers do it, first whether they may, without a token.
 * Source: WHATWG Fetch, section 3.2; SMART App Launch 2.2, "CORS".
 */
class WebAppsIT extends SmartContext {

    private static final String APP = "https://app-42.example.org";

    @ParameterizedTest
    @CsvSource({
        "/fhir/Observation?patient=anna, GET, authorization",
        "/fhir/Observation/pulse-anna, PUT, 'authorization,content-type,if-match'",
        "/fhir/metadata, GET, accept",
        "/fhir/.well-known/smart-configuration, GET, accept",
        "/.well-known/openid-configuration, GET, accept",
        "/oauth2/token, POST, 'authorization,content-type'",
        "/oauth2/revoke, POST, content-type",
    })
    void aListedOriginMayAskWithoutAToken(String path, String method, String headers) {
        HttpResponse<String> answer = preflight(APP, path, method, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains(method);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .containsIgnoringCase(headers.split(",")[0]);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "null", "https://app-42.example.org.evil.example"})
    void anotherOriginMayNot(String origin) {
        HttpResponse<String> answer = preflight(origin, "/fhir/Observation", "GET", "authorization");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/authorize", "/sign-in", "/launch", "/oauth2/consent"})
    void pagesAreNotForScripts(String path) {
        HttpResponse<String> answer = preflight(APP, path, "POST", "content-type");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void theAnswerMayBeReadAndItsVersionAndRefusalToo() {
        String token = clinic().token("launch/patient patient/*.rs", "anna");
        HttpResponse<String> seen = send(HttpRequest.newBuilder(URI.create(base() + "/Patient/anna"))
                .header("Authorization", "Bearer " + token)
                .header("Origin", APP));
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
        assertThat(seen.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag", "Location", "WWW-Authenticate", "Retry-After");
        HttpResponse<String> refused = send(
                HttpRequest.newBuilder(URI.create(base() + "/Patient/anna")).header("Origin", APP));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
    }

    @Test
    void aTokenRequestOfAWebAppIsAnswered() {
        clinic();
        AppFlow flow = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD).consented("anna");
        HttpResponse<String> answer = flow.exchange(Map.of(), "Origin", APP);
        assertThat(json(answer).has("access_token")).isTrue();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
    }

    private HttpResponse<String> preflight(String origin, String path, String method, String headers) {
        return send(HttpRequest.newBuilder(URI.create(issuer() + path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers));
    }
}
