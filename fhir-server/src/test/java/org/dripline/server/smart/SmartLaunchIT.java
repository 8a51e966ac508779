// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dripline.server.access.Role;
import org.junit.jupiter.api.Test;

/** What works: every way of SMART App Launch 2.2 to a token, and what the token response says. */
class SmartLaunchIT extends SmartContext {

    /** An app that shows whose session it is, and has no scope on anything else. */
    @Test
    void whoSignedInIsReadWithTheScopeForIt() {
        String access = clinic().token("openid fhirUser launch/patient patient/Patient.r", "anna");
        HttpResponse<String> oneself = get(access, "/Practitioner/nurse-1");
        assertThat(oneself.statusCode()).as(oneself.body()).isEqualTo(200);
        assertThat(get(access, "/Practitioner/prescriber-1").statusCode()).isEqualTo(403);
        assertThat(get(access, "/Practitioner?_id=nurse-1").statusCode()).isEqualTo(403);
        assertThat(call(
                                access,
                                "PUT",
                                "/Practitioner/nurse-1",
                                "{\"resourceType\":\"Practitioner\",\"id\":\"nurse-1\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(clinic().token("openid launch/patient patient/Patient.r", "anna"), "/Practitioner/nurse-1")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void discoveryIsComplete() {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(base() + "/.well-known/smart-configuration")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode found = json(answer);
        assertThat(found.get("issuer").asText()).isEqualTo(issuer());
        assertThat(found.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(found.get("grant_types_supported").toString()).contains("authorization_code", "client_credentials");
        for (String endpoint : List.of("jwks_uri", "authorization_endpoint", "token_endpoint")) {
            assertThat(found.get(endpoint).asText()).startsWith(issuer());
        }
        JsonNode openid =
                json(send(HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))));
        assertThat(openid.get("issuer").asText()).isEqualTo(issuer());
        assertThat(openid.get("id_token_signing_alg_values_supported").toString())
                .contains("RS256");
    }

    @Test
    void theCapabilityStatementSaysWhereToGetAToken() {
        String statement =
                send(HttpRequest.newBuilder(URI.create(base() + "/metadata"))).body();
        assertThat(statement).contains("SMART-on-FHIR", issuer() + "/oauth2/authorize", issuer() + "/oauth2/token");
        assertThat(statement).as("an origin is listed").containsPattern("\"cors\"\\s*:\\s*true");
    }

    @Test
    void anAppOpenedByItselfLetsThePersonChooseThePatient() throws Exception {
        clinic();
        AppFlow flow = new AppFlow(this).scope("openid fhirUser launch/patient patient/*.rs online_access");
        JsonNode token =
                flow.signedIn(Clinic.NURSE, Clinic.PASSWORD).consented("anna").token();

        assertThat(token.get("patient").asText()).isEqualTo("anna");
        assertThat(token.get("need_patient_banner").asBoolean()).isTrue();
        assertThat(token.get("smart_style_url").asText()).startsWith(issuer());
        assertThat(token.get("token_type").asText()).isEqualToIgnoringCase("bearer");
        assertThat(token.get("scope").asText().split(" "))
                .containsExactlyInAnyOrder("openid", "fhirUser", "launch/patient", "patient/*.rs", "online_access");
        assertThat(token.get("expires_in").asInt()).isBetween(1, 3600);

        SignedJWT identity = SignedJWT.parse(token.get("id_token").asText());
        JWKSet keys = JWKSet.parse(send(HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/jwks")))
                .body());
        assertThat(keys.containsNonPublicKeys()).isFalse();
        assertThat(identity.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(identity.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(identity.getJWTClaimsSet().getStringClaim("fhirUser")).isEqualTo(base() + "/Practitioner/nurse-1");
        assertThat(identity.getJWTClaimsSet().getIssuer()).isEqualTo(issuer());

        String access = token.get("access_token").asText();
        assertThat(get(access, "/Patient/anna").statusCode()).isEqualTo(200);
        assertThat(get(access, "/Observation?_total=accurate&_id=pulse-anna,lab-anna,pulse-bob")
                        .body())
                .contains("\"total\":2", "pulse-anna")
                .doesNotContain(Clinic.BOBS);
        assertThat(get(access, "/Observation?patient=anna&_include=Observation:performer&_revinclude=Provenance:target")
                        .body())
                .contains("Practitioner/nurse-1", "Provenance/origin-anna");
        assertThat(get(access, "/Device?patient=anna").body()).contains("pump-anna");
        assertThat(get(access, "/Binary/letter-anna").statusCode()).isEqualTo(200);
        assertThat(get(access, "/Patient/anna/$everything").body())
                .contains("visit-anna")
                .doesNotContain(Clinic.BOBS);
    }

    @Test
    void aPersonTakesAScopeAway() {
        clinic();
        JsonNode token = new AppFlow(this)
                .scope("launch/patient patient/Patient.r patient/Observation.rs")
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna", List.of("patient/Observation.rs"))
                .token();
        assertThat(token.get("scope").asText()).doesNotContain("Observation");
        String access = token.get("access_token").asText();
        assertThat(get(access, "/Patient/anna").statusCode()).isEqualTo(200);
        assertThat(get(access, "/Observation?patient=anna").body()).contains("patient/Observation.s");
    }

    @Test
    void anAppIsLaunchedFromAChart() {
        clinic();
        AppFlow flow = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        HttpResponse<String> apps = flow.get("/launch?patient=anna&encounter=visit-anna");
        assertThat(apps.statusCode()).isEqualTo(200);
        String csrf = apps.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> launched = flow.post(
                "/launch",
                encoded(Map.of(
                        "client_id", "secret-app",
                        "patient", "anna",
                        "encounter", "visit-anna",
                        "intent", "infusion",
                        "need_patient_banner", "false",
                        "_csrf", csrf)));
        assertThat(launched.statusCode()).isEqualTo(303);
        Map<String, String> sent = AppFlow.query(AppFlow.location(launched));
        assertThat(sent.get("iss")).isEqualTo(base());

        flow.with("client_id", "secret-app")
                .with("launch", sent.get("launch"))
                .scope("launch openid patient/*.rs offline_access")
                .consented(null);
        String basic = "Basic "
                + Base64.getEncoder().encodeToString(("secret-app:" + Clinic.SECRET).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = flow.exchange(Map.of("client_id", ""), "Authorization", basic);
        JsonNode token = json(answer);
        assertThat(token.path("patient").asText()).as(answer.body()).isEqualTo("anna");
        assertThat(token.get("encounter").asText()).isEqualTo("visit-anna");
        assertThat(token.get("intent").asText()).isEqualTo("infusion");
        assertThat(token.get("need_patient_banner").asBoolean()).isFalse();
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Pragma").orElse("")).contains("no-cache");

        JsonNode renewed = json(postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token.get("refresh_token").asText()),
                "Authorization",
                basic));
        assertThat(renewed.get("patient").asText()).isEqualTo("anna");
        assertThat(renewed.get("refresh_token").asText())
                .isNotEqualTo(token.get("refresh_token").asText());

        JsonNode seen = json(postForm(
                "/oauth2/introspect",
                Map.of("token", renewed.get("access_token").asText()),
                "Authorization",
                basic));
        assertThat(seen.get("active").asBoolean()).isTrue();
        assertThat(seen.get("client_id").asText()).isEqualTo("secret-app");
        assertThat(seen.get("patient").asText()).isEqualTo("anna");
        assertThat(seen.get("scope").asText()).contains("patient/*.rs");

        postForm("/oauth2/revoke", Map.of("token", renewed.get("access_token").asText()), "Authorization", basic);
        assertThat(get(renewed.get("access_token").asText(), "/Patient/anna").statusCode())
                .isEqualTo(401);
        assertThat(json(postForm(
                                "/oauth2/introspect",
                                Map.of("token", renewed.get("access_token").asText()),
                                "Authorization",
                                basic))
                        .toString())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void anAppWithKeysProvesItselfWithEitherAlgorithm() {
        Clinic clinic = clinic();
        for (var key : List.of(clinic.rsa, clinic.ec)) {
            AppFlow flow = new AppFlow(this).with("client_id", "keys-app");
            flow.signedIn(Clinic.NURSE, Clinic.PASSWORD).consented("anna");
            JsonNode token = json(flow.exchange(Map.of(
                    "client_id",
                    "",
                    "client_assertion_type",
                    Assertions.TYPE,
                    "client_assertion",
                    new Assertions(issuer(), "keys-app").signed(key))));
            assertThat(token.path("patient").asText()).as(token.toString()).isEqualTo("anna");
        }
    }

    @Test
    void anAuthorizationRequestMayBePosted() {
        clinic();
        AppFlow flow = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        HttpResponse<String> answer = flow.post("/oauth2/authorize", encoded(flow.request));
        assertThat(answer.statusCode()).isEqualTo(303);
        HttpResponse<String> same = flow.get(AppFlow.pathOf(AppFlow.location(answer)));
        assertThat(AppFlow.location(same)).contains("/oauth2/consent");
    }

    @Test
    void aBackendServiceLivesFiveMinutesAndHasNothingToRenew() {
        Clinic clinic = clinic();
        JsonNode token = json(postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "system/Observation.rs",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        new Assertions(issuer(), "backend").signed(clinic.rsa))));
        assertThat(token.get("expires_in").asInt()).isBetween(1, 300);
        assertThat(token.has("refresh_token")).isFalse();
        assertThat(token.has("patient")).isFalse();
        assertThat(get(token.get("access_token").asText(), "/Observation/pulse-bob")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void versionOneAndGranularScopesAreUnderstood() {
        Clinic clinic = clinic();
        assertThat(get(clinic.token("launch/patient patient/*.read", "anna"), "/Encounter?patient=anna")
                        .body())
                .contains("visit-anna");
        String vitals = clinic.token(
                "launch/patient patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
                "anna");
        assertThat(get(vitals, "/Observation").body()).contains("pulse-anna").doesNotContain("lab-anna");
        assertThat(get(vitals, "/Observation/pulse-anna").statusCode()).isEqualTo(200);
        assertThat(get(vitals, "/Observation/lab-anna").statusCode()).isEqualTo(403);
    }

    @Test
    void pagesAreTurnedByWhoSearched() {
        Clinic clinic = clinic();
        String token = clinic.token("launch/patient patient/*.rs", "anna");
        JsonNode first = json(get(token, "/Observation?_count=1"));
        String next = "";
        for (JsonNode link : first.get("link")) {
            next = link.get("relation").asText().equals("next")
                    ? link.get("url").asText()
                    : next;
        }
        String page = next.substring(base().length());
        assertThat(get(token, page).statusCode()).isEqualTo(200);
        assertThat(get(clinic.token("launch/patient patient/*.rs", "bob"), page).statusCode())
                .isEqualTo(403);
        assertThat(get(clinic.token("user/*.cruds", null), page).statusCode()).isEqualTo(403);
    }

    /** The same patient and the same scopes, and yet: neither another person turns the page nor another app. */
    @Test
    void pagesAreTurnedByNobodyElse() {
        Clinic clinic = clinic();
        String scope = "launch/patient patient/*.rs";
        String next = json(get(clinic.token(scope, "anna"), "/Observation?_count=1")).findParents("relation").stream()
                .filter(link -> link.get("relation").asText().equals("next"))
                .map(link -> link.get("url").asText().substring(base().length()))
                .findFirst()
                .orElseThrow();
        assertThat(get(clinic.token(Clinic.username(Role.PRESCRIBER), scope, "anna"), next)
                        .statusCode())
                .isEqualTo(403);
        AppFlow otherApp = new AppFlow(this).with("client_id", "keys-app").scope(scope);
        otherApp.signedIn(Clinic.NURSE, Clinic.PASSWORD).consented("anna");
        JsonNode other = json(otherApp.exchange(Map.of(
                "client_id",
                "",
                "client_assertion_type",
                Assertions.TYPE,
                "client_assertion",
                new Assertions(issuer(), "keys-app").signed(clinic.ec))));
        assertThat(get(other.get("access_token").asText(), "/Observation?_count=1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(other.get("access_token").asText(), next).statusCode()).isEqualTo(403);
        assertThat(get(clinic.token(scope, "anna"), next).statusCode()).isEqualTo(200);
    }

    @Test
    void aLaunchWritesIntoItsPatientsRecord() {
        String token = clinic().token("launch/patient patient/*.cruds", "anna");
        assertThat(call(token, "PUT", "/Observation/own-1", observation("Patient/anna", "own-1"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(call(
                                token,
                                "PATCH",
                                "/Observation/own-1",
                                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(call(token, "DELETE", "/Observation/own-1", "").statusCode()).isEqualTo(200);
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                + observation("Patient/anna", "own-2")
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/own-2\"}},"
                + "{\"request\":{\"method\":\"GET\",\"url\":\"Encounter?identifier=annas\"}}]}";
        HttpResponse<String> answer = call(token, "POST", "", bundle);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("visit-anna");
        assertThat(call(token, "DELETE", "/Observation/own-2", "").statusCode()).isEqualTo(200);
    }

    @Test
    void theFirstAdministratorsPasswordIsInAFileOfItsOwner() throws Exception {
        var file = dataFolder().resolve("first-administrator");
        List<String> lines = Files.readAllLines(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        AppFlow flow = new AppFlow(this).signedIn(lines.get(0), lines.get(1));
        assertThat(AppFlow.location(flow.authorize())).contains("/oauth2/consent");
    }

    private static String observation(String subject, String id) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id
                + "\",\"status\":\"final\",\"code\":{\"text\":\"synthetic\"}," + "\"subject\":{\"reference\":\""
                + subject + "\"}}";
    }
}
