// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.dripline.server.access.Role;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.dripline.server.authorization.SmartClient.Proof;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.staff.GivenRoles;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose chart a person opens an app on: any for those with the role for it, their own for a patient. */
class OpenRecordIT extends SmartContext {

    private static final String NEEDED = "open the record of a patient who is not themself";

    @Autowired
    private People people;

    @Autowired
    private GivenRoles given;

    @Autowired
    private Clients clients;

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void whoHasNoRoleFindsAndOpensNobody() {
        String username = added("no-role-opens.synthetic", "Practitioner/no-role-opens");
        AppFlow flow = new AppFlow(this).signedIn(username, Clinic.PASSWORD);
        HttpResponse<String> page = flow.consentPage();
        assertThat(page.body()).contains(NEEDED).doesNotContain("action=\"/oauth2/consent\"");
        for (String asked : List.of("Synthetic-bob", "MRN-bob-" + Clinic.BOBS)) {
            assertThat(searched(flow, page, asked))
                    .contains(NEEDED)
                    .doesNotContain("value=\"bob\"")
                    .doesNotContain("1990-01-01");
        }
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        assertThat(codeFor(flow, "&patient=bob&scope=launch%2Fpatient&scope=patient%2F*.rs"))
                .isFalse();
        assertThat(rows.lines()).containsExactly("REFUSAL 403 public-app " + username + " {} Patient null");
        for (String patient : List.of("bob", "nobody-at-all")) {
            assertThat(flow.get("/launch?patient=" + patient).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aPatientOpensTheirOwnChartAndNoOther() {
        String username = added("anna-herself.synthetic", "Patient/anna");
        AppFlow flow = new AppFlow(this).signedIn(username, Clinic.PASSWORD);
        HttpResponse<String> page = flow.consentPage();
        assertThat(page.body()).contains("value=\"anna\"").doesNotContain("value=\"bob\"");
        assertThat(searched(flow, page, "Synthetic-bob")).doesNotContain("value=\"bob\"");
        assertThat(codeFor(flow, "&patient=bob&scope=launch%2Fpatient&scope=patient%2F*.rs"))
                .isFalse();
        String own = new AppFlow(this)
                .scope("launch/patient patient/*.rs user/*.rs")
                .signedIn(username, Clinic.PASSWORD)
                .consented("anna")
                .token()
                .get("access_token")
                .asText();
        assertThat(get(own, "/Patient/anna").statusCode()).isEqualTo(200);
        assertThat(get(own, "/Observation?patient=anna").statusCode()).isEqualTo(200);
        assertThat(get(own, "/Patient/bob").statusCode()).isEqualTo(403);
        assertThat(get(own, "/Observation?patient=bob").statusCode()).isEqualTo(403);

        assertThat(flow.get("/launch?patient=bob").statusCode()).isEqualTo(403);
        HttpResponse<String> mine = flow.get("/launch?patient=anna");
        assertThat(mine.statusCode()).isEqualTo(200);
        assertThat(opened(flow, mine, "bob")).isEqualTo(403);
        assertThat(opened(flow, mine, "anna")).isEqualTo(303);
    }

    @Test
    void aScopeOnEverybodyIsNotGrantedToWhoHasNoRole() {
        String username = added("no-role-scopes.synthetic", "Practitioner/no-role-scopes");
        AppFlow flow = new AppFlow(this).scope("user/*.rs user/Practitioner.rs").signedIn(username, Clinic.PASSWORD);
        assertThat(flow.consentPage().body())
                .contains(NEEDED, "value=\"user/Practitioner.rs\"")
                .doesNotContain("value=\"user/*.rs\"");
        assertThat(codeFor(flow, "&scope=user%2F*.rs")).isFalse();
        String token = new AppFlow(this)
                .scope("user/*.rs user/Practitioner.rs")
                .signedIn(username, Clinic.PASSWORD)
                .consented(null)
                .token()
                .get("access_token")
                .asText();
        assertThat(get(token, "/Practitioner/nurse-1").statusCode()).isEqualTo(200);
        assertThat(get(token, "/Patient/bob").statusCode()).isEqualTo(403);
    }

    @Test
    void anAppThatNobodyIsAskedAboutIsGrantedNoMore() {
        String username = added("no-role-vouched.synthetic", "Practitioner/no-role-vouched");
        clients.register(new SmartClient(
                "vouched-opens",
                "Vouched",
                Set.of(URI.create(Clinic.REDIRECT)),
                null,
                List.of("user/*.rs"),
                new Proof.Public(),
                false));
        AppFlow flow = new AppFlow(this)
                .with("client_id", "vouched-opens")
                .scope("user/*.rs")
                .signedIn(username, Clinic.PASSWORD);
        assertThat(AppFlow.location(flow.authorize())).contains("/oauth2/consent");
        AppFlow nurse = new AppFlow(this)
                .with("client_id", "vouched-opens")
                .scope("user/*.rs")
                .signedIn(Clinic.NURSE, Clinic.PASSWORD);
        assertThat(AppFlow.location(nurse.authorize())).contains("code=");
    }

    @Test
    void withTheRoleEndsWhatItsTokensOpen() {
        String username = added("role-that-ends.synthetic", "Practitioner/role-that-ends");
        given.give(username, Role.NURSE, null);
        String everybody = clinic().token(username, "user/*.rs", null);
        String bob = clinic().token(username, "launch/patient patient/*.rs", "bob");
        List<String> asked = List.of("/Patient/bob", "/Observation?patient=bob", "/Encounter/visit-bob");
        for (String path : asked) {
            assertThat(get(everybody, path).statusCode()).isEqualTo(200);
            assertThat(get(bob, path).statusCode()).isEqualTo(200);
        }
        given.take(username, Role.NURSE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(everybody, "/Patient/bob").statusCode() == 403);
        for (String path : asked) {
            for (String token : List.of(everybody, bob)) {
                HttpResponse<String> answer = get(token, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(403);
                assertThat(answer.body()).contains(NEEDED);
            }
        }
        assertThat(get(everybody, "/Practitioner?_has:Observation:performer:patient=bob")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(everybody, "/Practitioner?_revinclude=Observation:performer")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(everybody, "/Practitioner/nurse-1").statusCode()).isEqualTo(200);
    }

    private String added(String username, String fhirUser) {
        clinic();
        people.add(new Person(username, "Synthetic", fhirUser, false), Clinic.PASSWORD);
        return username;
    }

    /** What the consent page shows to whoever asks for a name, with its form or without. */
    private static String searched(AppFlow flow, HttpResponse<String> page, String asked) {
        return flow.post(
                        "/oauth2/consent",
                        "state=" + flow.consentState() + "&patient=" + asked + "&_csrf="
                                + csrf(page.body().contains("_csrf") ? page : flow.get("/sign-in")))
                .body();
    }

    /** Whether there is a code for what somebody agrees to without the page. */
    private static boolean codeFor(AppFlow flow, String agreed) {
        HttpResponse<String> answer = flow.post(
                "/oauth2/authorize",
                "client_id=" + flow.request.get("client_id") + "&state=" + flow.consentState() + agreed);
        return AppFlow.location(answer).contains("code=");
    }

    private static int opened(AppFlow flow, HttpResponse<String> page, String patient) {
        return flow.post("/launch", "client_id=secret-app&patient=" + patient + "&_csrf=" + csrf(page))
                .statusCode();
    }

    private static String csrf(HttpResponse<String> page) {
        String mark = "name=\"_csrf\" value=\"";
        int at = page.body().indexOf(mark) + mark.length();
        return page.body().substring(at, page.body().indexOf('"', at));
    }
}
