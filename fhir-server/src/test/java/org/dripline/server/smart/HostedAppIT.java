// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.server.access.Role;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.storage.OwnSchema;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The app, launched in a strict host: what it reads here it reads with that launch's own token. */
class HostedAppIT extends SmartContext {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String RECORDS = "urn:oid:2.999.7.1";

    @Autowired
    private OwnSchema accessSchema;

    @Autowired
    private People people;

    private static @Nullable AppBeside app;

    /** One for all of these tests: it takes seconds to start. */
    private void startApp() {
        if (app == null) {
            app = AppBeside.start(issuer(), dataFolder());
        }
    }

    @AfterAll
    static void closeApp() {
        if (app != null) {
            app.close();
            app = null;
        }
    }

    @Test
    void eachLaunchReadsItsPatientInThePersonsName() {
        session("SYN-0001", "137");
        session("SYN-0004", "143");
        startApp();
        Long before = accessSchema.statements().queryForObject("select max(id) from audit", Long.class);
        Browser one = new Browser();
        Browser four = new Browser();
        String first = one.launched("host-pat-syn-0001");
        String second = four.launched("host-pat-syn-0004");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(one.open(first).body())
                        .contains("SYN-0001", "137")
                        .doesNotContain("SYN-0004"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(four.open(second).body())
                        .contains("SYN-0004", "143")
                        .doesNotContain("SYN-0001"));

        assertThat(done(before))
                .allMatch(row -> row.contains("@127.0.0.1-"))
                .anyMatch(row -> row.startsWith("SEARCH {hosted-syn-0001} "))
                .anyMatch(row -> row.startsWith("SEARCH {hosted-syn-0004} "));

        // The host renews its token, and ours follows with the host's proof anew; the page stays.
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(one.open(first).statusCode()).isEqualTo(200);
            assertThat(done(before).stream().filter(row -> row.startsWith("TOKEN {hosted-syn-0001} ")))
                    .hasSizeGreaterThan(1);
        });

        // The host takes its tokens back: nothing is shown any more.
        Hosts.STRICT.revokeAllTokens();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(one.open(first).statusCode()).isEqualTo(410));
    }

    /**
     * The nurse of the host confirms on the app's page what the prescriber ordered and what was discarded. The same
     * person, who may order too and did so by another sign-in, is told that somebody else does.
     */
    @Test
    void aSecondPersonConfirmsOnThePageAndNobodyTheirOwn() {
        String backend = clinic().backend("system/*.cruds");
        ClinicalActs acts = new ClinicalActs(this, "page", Duration.ofHours(2));
        acts.record.numbered(RECORDS, "SYN-0003");
        assertThat(call(backend, "POST", "/", FHIR.newJsonParser().encodeResourceToString(acts.record.transaction()))
                        .statusCode())
                .isEqualTo(200);
        put(
                backend,
                "Practitioner",
                "host-nurse-417",
                "'identifier':[{'system':'urn:oid:2.999.7.3','value':'ST-0001'}],'name':[{'family':'Synthetic'}]");
        for (String role : List.of("nurse", "prescriber")) {
            put(
                    backend,
                    "PractitionerRole",
                    "host-nurse-417-" + role,
                    "'active':true,'practitioner':{'reference':'Practitioner/host-nurse-417'},'code':[{'coding':[{"
                            + "'system':'https://dripline.health/fhir/CodeSystem/dripline-role','code':'" + role
                            + "'}]}]");
        }
        if (people.person("host-nurse.synthetic").isEmpty()) {
            people.add(
                    new Person("host-nurse.synthetic", "Nurse Synthetic", "Practitioner/host-nurse-417", false),
                    Clinic.PASSWORD);
        }
        String herself = clinic().token("host-nurse.synthetic", "user/*.cruds", null);
        String order = "MedicationRequest/" + acts.record.id();

        startApp();
        Browser nurse = new Browser();
        String screen = nurse.launched("host-pat-syn-0003");
        String page = URI.create(screen).resolve("confirm").toString();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(nurse.open(page).body())
                        .contains("Second person", "SYN-0003")
                        .doesNotContain("I checked this dose"));
        assertThat(nurse.open(screen).body()).contains("href=\"confirm\"");

        stored(acts.ordered(herself));
        String shown = nurse.open(page).body();
        assertThat(shown).contains("Ketamine, 35 mg, 52.5 mL/h, 0.5 mg/kg, 70 kg");
        shown = nurse.confirmed(page, shown, order, "");
        assertThat(shown)
                .contains("Nobody confirms their own order: somebody else does, from their own session.")
                .doesNotContain("On record in your name");
        assertThat(confirmations(backend, order)).isEmpty();

        // Somebody else's, and not the version that was on the page: that one only once it was seen.
        MedicationRequest changed = acts.record.order(MedicationRequestStatus.ACTIVE);
        changed.setRequester(null);
        changed.addNote().setText("Ordered by the prescriber");
        stored(acts.put(clinic().tokenOf(Role.PRESCRIBER), changed));
        shown = nurse.confirmed(page, shown, order, "");
        assertThat(shown).contains("has changed since this page was shown");
        assertThat(confirmations(backend, order)).isEmpty();
        shown = nurse.confirmed(page, shown, order, "");
        assertThat(shown).contains("On record in your name: Ketamine, 35 mg");
        assertThat(nurse.confirmed(page, shown, order, "")).contains("On record in your name");
        assertThat(confirmations(backend, order))
                .as("once, by who launched")
                .containsExactly("Practitioner/host-nurse-417 verifier");

        stored(acts.put(clinic().tokenOf(Role.PRESCRIBER), acts.record.session("cleared")));
        stored(acts.put(backend, acts.record.pump("start", Codes.PumpEvent.START, Duration.ZERO)));
        stored(acts.put(backend, acts.record.pump("complete", Codes.PumpEvent.COMPLETE, Duration.ofMinutes(40))));
        Encounter discharged = acts.record.session("discharged");
        discharged.setStatus(Encounter.EncounterStatus.FINISHED);
        discharged.getPeriod().setEnd(Date.from(acts.record.now.plus(Duration.ofMinutes(70))));
        stored(acts.put(clinic().tokenOf(Role.NURSE), discharged));
        shown = nurse.open(page).body();
        shown = nurse.confirmed(page, shown, acts.record.session, "a few");
        assertThat(shown).contains("Say how many milligrams");
        shown = nurse.confirmed(page, shown, acts.record.session, "14.9");
        assertThat(shown).contains("another amount");
        assertThat(nurse.confirmed(page, shown, acts.record.session, "15")).contains("On record in your name");
        assertThat(confirmations(backend, acts.record.session))
                .filteredOn(who -> who.endsWith(" WIT"))
                .containsExactly("Practitioner/host-nurse-417 WIT");

        stored(call(
                clinic().tokenOf(Role.PRESCRIBER),
                "POST",
                "/" + acts.record.session + "/$closeout",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"practitioner\",\"valueReference\":{"
                        + "\"reference\":\"" + Clinic.practitioner(Role.PRESCRIBER) + "\"}}]}"));
        assertThat(nurse.open(page).body()).doesNotContain("I saw this amount");

        // Neither without the page's own token nor from another browser.
        assertThat(new Browser().open(page).statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(nurse.posted(page, Map.of("what", order)).statusCode()).isEqualTo(403);
    }

    private void stored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private List<String> confirmations(String token, String reference) {
        List<String> found = new ArrayList<>();
        json(get(token, "/Provenance?_sort=-_lastUpdated&_count=200"))
                .path("entry")
                .forEach(entry -> {
                    if (entry.at("/resource/target/0/reference").asText().startsWith(reference)) {
                        found.add(entry.at("/resource/agent/0/who/reference").asText() + " "
                                + entry.at("/resource/agent/0/type/coding/0/code")
                                        .asText());
                    }
                });
        return found;
    }

    @Test
    void patientsWhoAreNotHereAreNotShown() {
        session("SYN-0001", "137");
        startApp();
        Browser browser = new Browser();
        HttpResponse<String> page = browser.open(browser.launched("host-pat-odd-unknown"));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("no patient with this medical record number");
    }

    @Test
    void theAppWithoutALaunchGetsNothing() throws IOException, ParseException {
        JWK key = JWKSet.parse(Files.readString(dataFolder().resolve("app-fhir-key.json")))
                .getKeys()
                .get(0);
        JsonNode answer = json(postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        new Assertions(issuer(), "dripline-app").signed(key))));
        assertThat(answer.path("error").asText()).isEqualTo("unauthorized_client");
    }

    private List<String> done(Long before) {
        List<String> rows = new ArrayList<>();
        accessSchema
                .statements()
                .queryForList(
                        "select kind, username, patients::text as patients from audit where id > ? and client_id = 'dripline-app'",
                        before)
                .forEach(row -> rows.add(row.get("kind") + " " + row.get("patients") + " " + row.get("username")));
        return rows;
    }

    private void session(String number, String pulse) {
        String token = clinic().backend("system/*.cruds");
        String id = "hosted-" + number.toLowerCase(java.util.Locale.ROOT);
        put(token, "Patient", id, "'identifier':[{'system':'" + RECORDS + "','value':'" + number + "'}]");
        Instant now = Instant.now();
        put(
                token,
                "Encounter",
                id,
                "'status':'in-progress','class':{'code':'AMB'},'subject':{'reference':'Patient/" + id
                        + "'},'period':{'start':'" + now.minusSeconds(600) + "'}");
        put(
                token,
                "Observation",
                id,
                "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'8867-4'}]},'subject':{'reference':'Patient/"
                        + id + "'},'encounter':{'reference':'Encounter/" + id + "'},'effectiveDateTime':'"
                        + now.minusSeconds(5) + "','valueQuantity':{'value':" + pulse
                        + ",'unit':'/min','system':'http://unitsofmeasure.org','code':'/min'}");
    }

    private void put(String token, String type, String id, String content) {
        String body = ("{'resourceType':'" + type + "','id':'" + id + "'," + content + "}").replace('\'', '"');
        HttpResponse<String> answer = call(token, "PUT", "/" + type + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    /** As much of a browser as a launch needs. */
    private static final class Browser {

        private final Map<String, String> cookies = new LinkedHashMap<>();

        /** Opens the app in a chart of the strict host, and gives the address of the launch. */
        String launched(String patient) {
            String next = Hosts.STRICT.launch(patient).toString();
            for (int hops = 0; hops < 8 && !next.contains("/app/s/"); hops++) {
                HttpResponse<String> answer = open(next);
                String location = AppFlow.location(answer);
                if (location.isEmpty()) {
                    throw new AssertionError(answer.statusCode() + " at " + next + " " + answer.body());
                }
                next = URI.create(next).resolve(location).toString();
            }
            return next;
        }

        HttpResponse<String> open(String address) {
            return sent(address, HttpRequest.newBuilder(URI.create(address)));
        }

        /** Presses the button of a line of the second person's page as it was shown; the page that answers. */
        String confirmed(String page, String shown, String what, String amount) {
            Matcher form = Pattern.compile("(?s)<form.*?</form>").matcher(shown);
            while (form.find()) {
                Map<String, String> fields = new LinkedHashMap<>();
                Matcher field = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")
                        .matcher(form.group());
                while (field.find()) {
                    fields.put(field.group(1), field.group(2));
                }
                if (what.equals(fields.get("what"))) {
                    fields.put("amount", amount);
                    return posted(page, fields).body();
                }
            }
            throw new AssertionError("no form for " + what + " in " + shown);
        }

        HttpResponse<String> posted(String address, Map<String, String> fields) {
            return sent(
                    address,
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))));
        }

        private HttpResponse<String> sent(String address, HttpRequest.Builder request) {
            request.header("Accept", "text/html");
            if (!cookies.isEmpty() && address.startsWith(Hosts.APP)) {
                request.header(
                        "Cookie",
                        String.join(
                                "; ",
                                cookies.entrySet().stream()
                                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                        .toList()));
            }
            HttpResponse<String> answer = send(request);
            answer.headers().allValues("Set-Cookie").forEach(cookie -> {
                String pair = cookie.substring(0, cookie.indexOf(';'));
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            });
            return answer;
        }
    }
}
