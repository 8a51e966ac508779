// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.server.access.Role;
import org.dripline.server.cds.CallingEhr;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * What is done elsewhere than by a plain request to the record, or is more than that, has its row of the audit, too.
 */
class AuditElsewhereIT extends SmartContext {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @Autowired
    private OwnSchema accessSchema;

    @Value("${local.management.port}")
    private int management;

    @Test
    void signingOutIsARow() {
        clinic();
        AppFlow person = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        Matcher csrf = CSRF.matcher(person.get("/sign-in").body());
        assertThat(csrf.find()).isTrue();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        assertThat(person.post("/sign-out", "_csrf=" + csrf.group(1)).statusCode())
                .isEqualTo(302);
        assertThat(rows.lines()).containsExactly("SIGN_OUT 200 null nurse.synthetic {} null null");
    }

    @Test
    void givingATokenBackIsARowOfThePersonAndPatientItWasFor() {
        clinic();
        String token = new AppFlow(this)
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna")
                .token()
                .get("access_token")
                .asText();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        revoked(Clinic.SECRET, Map.of("token", token));
        assertThat(rows.lines()).as("of another app").noneMatch(row -> row.startsWith("REVOCATION"));
        rows = AuditRows.fromNowOn(accessSchema);
        assertThat(revoked(Clinic.SECRET, Map.of("token", "never-given"))).isEqualTo(200);
        assertThat(revoked("guessed", Map.of("token", token))).isEqualTo(401);
        assertThat(revoked(Clinic.SECRET, Map.of("x", "y"))).isEqualTo(400);
        assertThat(rows.lines())
                .containsExactly(
                        "REVOCATION 200 secret-app null {} null null",
                        "REFUSAL 401 null null {} null null",
                        "REFUSAL 400 secret-app null {} null null");
    }

    @Test
    void aTokenOfItsOwnIsGivenBackInThePersonsName() {
        clinic();
        String token = new AppFlow(this)
                .with("client_id", "secret-app")
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna")
                .exchange(Map.of("client_id", ""), "Authorization", basic(Clinic.SECRET))
                .body();
        assertThat(token).contains("access_token");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        assertThat(revoked(Clinic.SECRET, Map.of("token", token.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1"))))
                .isEqualTo(200);
        assertThat(rows.lines()).containsExactly("REVOCATION 200 secret-app nurse.synthetic {anna} null null");
    }

    @Test
    void askingAboutATokenInVainIsARow() {
        clinic();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        assertThat(postForm("/oauth2/introspect", Map.of("x", "y"), "Authorization", basic(Clinic.SECRET))
                        .statusCode())
                .isEqualTo(400);
        assertThat(postForm("/oauth2/introspect", Map.of("token", "x"), "Authorization", basic("guessed"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(rows.lines())
                .containsExactly("REFUSAL 400 secret-app null {} null null", "REFUSAL 401 null null {} null null");
    }

    @Test
    void aCallOfACdsServiceIsARowOfTheEhrAndThePatient() {
        String stored = "{\"resourceType\":\"Patient\",\"id\":\"cds-audited\",\"identifier\":[{\"system\":\""
                + CallingEhr.NUMBERS + "\",\"value\":\"CDS-AUDITED-1\"}]}";
        assertThat(call(clinic().backendOnce("system/*.cruds"), "PUT", "/Patient/cds-audited", stored)
                        .statusCode())
                .isIn(200, 201);
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        String address = issuer() + "/cds-services/order-sign";
        String draft = "{\"resourceType\":\"MedicationRequest\",\"id\":\"d\",\"status\":\"draft\",\"intent\":\"order\","
                + "\"medicationCodeableConcept\":{\"text\":\"Synthetic\"},\"subject\":{\"reference\":\"Patient/h-1\"}}";
        String body = "{\"hook\":\"order-sign\",\"hookInstance\":\"8a0b6a5c-0000-4000-8000-000000000001\",\"context\":{"
                + "\"userId\":\"Practitioner/h-1\",\"patientId\":\"h-1\",\"draftOrders\":{\"resourceType\":\"Bundle\","
                + "\"type\":\"collection\",\"entry\":[{\"resource\":" + draft + "}]}},\"prefetch\":{\"patient\":"
                + stored.replace("cds-audited", "h-1") + "}}";
        HttpResponse<String> answer = hooked(address, CallingEhr.running().token(CallingEhr.ISSUER, address), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(hooked(address, "no-token", body).statusCode()).isEqualTo(401);
        assertThat(hooked(address, CallingEhr.running().token(CallingEhr.ISSUER, address), "{")
                        .statusCode())
                .isEqualTo(400);
        assertThat(rows.longLines())
                .containsExactly(
                        "OPERATION 200 " + CallingEhr.ISSUER
                                + " null {cds-audited} null null $cds-services/order-sign E",
                        "REFUSAL 401 null null {} null null $cds-services E",
                        "REFUSAL 400 " + CallingEhr.ISSUER + " null {} null null $cds-services E");
    }

    @Test
    void whatIsAskedOfMessagesAtTheManagementPortIsARow() throws Exception {
        clinic();
        String token =
                Files.readString(dataFolder().resolve("management-token")).strip();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        managed("GET", "/actuator/health", "");
        managed("GET", "/actuator", token);
        managed("GET", "/actuator/journal/x", "guessed");
        managed("GET", "/actuator/journal/x", token);
        managed("GET", "/actuator/%6aournal/x", token);
        managed("POST", "/actuator/journal/7", token);
        assertThat(rows.all())
                .extracting(
                        row -> row.get("kind"),
                        row -> row.get("outcome"),
                        row -> row.get("client_id"),
                        row -> row.get("username"),
                        row -> row.get("detail"))
                .containsExactly(
                        tuple("REFUSAL", 401, null, null, "GET /actuator/journal/x"),
                        tuple("READ", 200, "management-token", null, "GET /actuator/journal/x"),
                        tuple("READ", 200, "management-token", null, "GET /actuator/%6aournal/x"),
                        tuple("REFUSAL", 403, null, null, "POST /actuator/journal/7"));
    }

    @Test
    void aBodyThatIsTooLargeIsARow() throws IOException {
        String token = clinic().backendOnce("system/*.cruds");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /fhir/Observation HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Type: application/fhir+json\r\nContent-Length: 999999999\r\n\r\n{")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 413");
        }
        assertThat(rows.lines()).containsExactly("REFUSAL 413 null null {} null null");
        assertThat(rows.all().get(0)).containsEntry("address", "127.0.0.1");
    }

    @Test
    void anOverrideIsOneRowOfItsOwnKind() {
        ClinicalActs acts = new ClinicalActs(this, "audited");
        acts.overridden();
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        HttpResponse<String> answer = acts.put(prescriber, acts.overridden());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(rows.all())
                .extracting(row -> row.get("kind"), row -> row.get("username"), row -> row.get("whose"))
                .containsExactly(tuple("OVERRIDE", Clinic.username(Role.PRESCRIBER), "{" + acts.record.id() + "}"));
        assertThat(rows.all().get(0).get("written").toString()).contains("DetectedIssue/", "Provenance/");
    }

    private int revoked(String secret, Map<String, String> form) {
        return postForm("/oauth2/revoke", form, "Authorization", basic(secret)).statusCode();
    }

    private static String basic(String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(("secret-app:" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> hooked(String address, String token, String body) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> managed(String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }
}
