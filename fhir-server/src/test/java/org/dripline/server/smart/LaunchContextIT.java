// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an app that is opened from a chart is told of it besides the patient, and what it is not told. */
class LaunchContextIT extends SmartContext {

    private static final String APP = "keys-app";
    private static final String FURTHER = "[{\"reference\":\"Observation/pulse-anna\",\"type\":\"Observation\"},"
            + "{\"reference\":\"Observation/lab-anna\",\"type\":\"Observation\"}]";

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void itIsToldWhatElseItWasOpenedOn() throws Exception {
        JsonNode token = told(
                opened("&fhirContext=Observation/pulse-anna&fhirContext=Observation/lab-anna"),
                "launch patient/*.rs online_access",
                List.of());
        assertThat(token.path("fhirContext")).isEqualTo(JSON.readTree(FURTHER));

        JsonNode renewed = json(postForm(
                "/oauth2/token",
                proved(Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token.path("refresh_token").asText()))));
        assertThat(renewed.path("fhirContext")).isEqualTo(JSON.readTree(FURTHER));
        JsonNode seen = json(postForm(
                "/oauth2/introspect",
                proved(Map.of("token", renewed.path("access_token").asText()))));
        assertThat(seen.path("fhirContext")).isEqualTo(JSON.readTree(FURTHER));
        assertThat(seen.path("encounter").asText()).isEqualTo("visit-anna");
    }

    @Test
    void whereNothingElseIsNamedNothingIsSaid() {
        assertThat(told(opened(""), "launch patient/*.rs", List.of()).has("fhirContext"))
                .isFalse();
    }

    /** Another patient's, nobody's, what is not stored, what has a parameter of its own, what is no reference. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation/pulse-bob",
                "Organization/org-1",
                "Observation/not-stored-417",
                "Patient/anna",
                "Encounter/visit-anna",
                "Nonsense/417",
                "Observation/pulse-anna/_history/1",
                "pulse-anna"
            })
    void whatIsNotOfTheChartIsRefused(String reference) {
        assertThat(open(browser(), "&fhirContext=Observation/pulse-anna&fhirContext=" + reference)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theVisitIsToldToWhoWasGrantedIt() {
        String scope = "launch launch/encounter patient/*.rs";
        String further = "&fhirContext=Observation/pulse-anna";
        JsonNode visit = told(opened(further), scope, List.of("launch"));
        assertThat(visit.path("encounter").asText()).isEqualTo("visit-anna");
        assertThat(visit.has("fhirContext")).isFalse();

        JsonNode without = told(opened(further), scope, List.of("launch", "launch/encounter"));
        assertThat(without.path("patient").asText()).isEqualTo("anna");
        assertThat(without.has("encounter")).isFalse();
        assertThat(without.has("fhirContext")).isFalse();
    }

    /** There is no visit to be chosen where an app is opened by itself: said at once, not left out in silence. */
    @ParameterizedTest
    @ValueSource(strings = {"launch/encounter openid", "launch/patient launch/encounter patient/*.rs"})
    void anAppOpenedByItselfIsToldThatItGetsNoVisit(String scope) {
        Map<String, String> said =
                AppFlow.query(AppFlow.location(browser().scope(scope).authorize()));
        assertThat(said).containsEntry("error", "invalid_scope");
        assertThat(said.get("error_description")).contains("launch/encounter", "opened from a chart");
    }

    @Test
    void openingItIsInTheAudit() {
        AppFlow browser = browser();
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        assertThat(open(browser, "").statusCode()).isEqualTo(303);
        assertThat(rows.lines()).contains("LAUNCH 200 " + APP + " " + Clinic.NURSE + " {anna} null null");
    }

    private AppFlow browser() {
        clinic();
        return new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
    }

    /** A nurse opens the app on Anna's visit. */
    private HttpResponse<String> open(AppFlow browser, String further) {
        String csrf = browser.get("/launch?patient=anna")
                .body()
                .replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        return browser.post(
                "/launch",
                encoded(Map.of("client_id", APP, "patient", "anna", "encounter", "visit-anna", "_csrf", csrf))
                        + further);
    }

    private AppFlow opened(String further) {
        AppFlow browser = browser();
        HttpResponse<String> launched = open(browser, further);
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(303);
        return browser.with("client_id", APP)
                .with("launch", AppFlow.query(AppFlow.location(launched)).get("launch"));
    }

    /** The token response where the person takes some scopes away. */
    private JsonNode told(AppFlow flow, String scope, List<String> without) {
        JsonNode token = json(flow.scope(scope).consented(null, without).exchange(proved(Map.of())));
        assertThat(token.has("access_token")).as(token.toString()).isTrue();
        return token;
    }

    private Map<String, String> proved(Map<String, String> form) {
        Map<String, String> proved = new HashMap<>(form);
        proved.put("client_id", "");
        proved.put("client_assertion_type", Assertions.TYPE);
        proved.put("client_assertion", new Assertions(issuer(), APP).signed(clinic().ec));
        if (form.containsKey("token") || form.containsKey("grant_type")) {
            proved.remove("client_id");
        }
        return proved;
    }
}
