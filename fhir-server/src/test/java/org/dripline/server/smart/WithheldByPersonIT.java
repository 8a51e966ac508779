// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import org.dripline.server.authorization.AccessCommand;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The product's own app shows what is labelled to the person it was launched by, not to whoever launches it; and a
 * condition of a write tells nobody of what they are not shown.
 */
class WithheldByPersonIT extends SmartContext {

    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String WORD = "withheld-2209";
    private static boolean stored;

    @Autowired
    private OwnSchema accessSchema;

    @BeforeEach
    void twoPatientsOneWithANote() {
        Hosts.PLAYED.mend();
        if (stored) {
            return;
        }
        for (String id : new String[] {"by-person", "nothing-withheld"}) {
            put("Patient/" + id, "'identifier':[{'system':'urn:mrn','value':'MRN-" + id + "'}]");
        }
        put("Observation/note-by-person", note("by-person", WORD));
        stored = true;
    }

    @Test
    void whoLaunchesTheAppDecidesWhatItIsShown() throws Exception {
        String nurse = launched("seer");
        String clerk = launched("clerk");
        granted("seer", "nurse");
        String address = "/Observation/note-by-person";
        String list = "/Observation?patient=by-person&_summary=count";

        assertThat(get(nurse, address).statusCode()).as("no consent").isEqualTo(404);
        consent("permit");
        // A role is looked up again after a second.
        HttpResponse<String> shown = await().atMost(Duration.ofSeconds(10))
                .until(() -> get(nurse, address), answer -> answer.statusCode() == 200);
        assertThat(shown.body()).contains(WORD, "NORDSCLCD");
        assertThat(shown.headers().firstValue("Disclosure-Notice")).isPresent();
        assertThat(json(get(nurse, list)).path("total").asInt()).isEqualTo(1);
        assertThat(get(clerk, address).statusCode()).as("who treats nobody").isEqualTo(404);
        assertThat(json(get(clerk, list)).path("total").asInt()).isZero();
        consent("deny");
        assertThat(get(nurse, address).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /Observation | identifier=urn:n%7C%s&patient=by-person                     | 403
            POST   | /Observation | identifier=urn:n%7C%s                                       | 403
            PUT    | /Observation?identifier=urn:n%7C%s&patient=by-person                     | | 403
            PATCH  | /Observation?identifier=urn:n%7C%s&patient=by-person                     | | 403
            DELETE | /Observation?identifier=urn:n%7C%s&patient=by-person                     | | 403
            DELETE | /Observation?identifier=urn:n%7C%s&subject=Patient/by-person             | | 403
            DELETE | /Observation?identifier=urn:n%7C%s&patient=by-person,nothing-withheld    | | 403
            DELETE | /Observation?identifier=urn:n%7C%s&patient:missing=false                 | | 403
            POST   | /Observation | identifier=urn:n%7C%s&patient=nothing-withheld              | 201
            DELETE | /Observation?identifier=urn:n%7C%s&patient=Patient/nothing-withheld      | | 200
            """)
    void aConditionIsAnsweredTheSameWhetherSomethingWithheldMatchesOrNot(
            String method, String path, String ifNoneExist, int status) {
        String backend = clinic().backendOnce("system/*.cruds");
        for (String number : new String[] {WORD, "matches-nothing"}) {
            String body = method.equals("PATCH")
                    ? "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]"
                    : ("{'resourceType':'Observation'," + plain("nothing-withheld", number) + "}").replace('\'', '"');
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            java.net.URI.create(base() + path.replace("%s", number)))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + backend)
                    .header(
                            "Content-Type",
                            method.equals("PATCH") ? "application/json-patch+json" : "application/fhir+json");
            if (ifNoneExist != null) {
                request.header("If-None-Exist", ifNoneExist.replace("%s", number));
            }
            HttpResponse<String> answer = send(request);
            assertThat(answer.statusCode()).as(number + answer.body()).isEqualTo(status);
            assertThat(answer.body()).doesNotContain("note-by-person");
        }
    }

    @Test
    void aReferenceByConditionFindsNothingWithheld() {
        String bundle =
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":"
                        + "\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"derivedFrom\":[{\"reference\":"
                        + "\"Observation?identifier=urn:n%7C" + "%s" + "\"}]},\"request\":{\"method\":\"POST\",\"url\":"
                        + "\"Observation\"}}]}";
        String backend = clinic().backendOnce("system/*.cruds");
        HttpResponse<String> there = call(backend, "POST", "", bundle.replace("%s", WORD));
        HttpResponse<String> nowhere = call(backend, "POST", "", bundle.replace("%s", "matches-nothing"));
        assertThat(nowhere.statusCode()).as(nowhere.body()).isEqualTo(403);
        assertThat(there.statusCode()).as(there.body()).isEqualTo(nowhere.statusCode());
        assertThat(there.body().replace(WORD, "matches-nothing")).isEqualTo(nowhere.body());
    }

    /** A token of the product's app for a person of the played host, launched on the patient. */
    private String launched(String person) throws IOException, ParseException {
        PlayedHost host = Hosts.PLAYED;
        host.patient("h-by-person", "'identifier':[{'system':'urn:mrn','value':'MRN-by-person'}]".replace('\'', '"'));
        JWK key = JWKSet.parse(Files.readString(dataFolder().resolve("app-fhir-key.json")))
                .getKeys()
                .get(0);
        HttpResponse<String> answer = new HostExchange(this, "h-by-person")
                .claims(claims -> claims.subject("sub-" + person)
                        .claim("name", "Synthetic " + person)
                        .claim("fhirUser", host.base() + "/Practitioner/h-" + person))
                .with("client_assertion", new Assertions(issuer(), "dripline-app").signed(key))
                .send();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("access_token").asText();
    }

    private void granted(String person, String role) {
        String username = accessSchema
                .statements()
                .queryForObject(
                        "select username from app_user where username like ?", String.class, "h-" + person + "@%");
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int code = AccessCommand.run(
                new String[] {
                    "user",
                    "grant",
                    username,
                    "--role",
                    role,
                    "--data",
                    dataFolder().toString()
                },
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere);
        assertThat(code).isZero();
    }

    private void consent(String type) {
        put(
                "Consent/by-person",
                "'status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope',"
                        + "'code':'patient-privacy'}]},'category':[{'text':'synthetic'}],'patient':{'reference':"
                        + "'Patient/by-person'},'policyRule':{'text':'synthetic'},'provision':{'type':'" + type
                        + "','purpose':[{'code':'TREAT'}]}");
    }

    private static String note(String patient, String number) {
        return "'meta':{'security':[{'system':'" + ACT + "','code':'PSYTHPN'}]}," + plain(patient, number);
    }

    private static String plain(String patient, String number) {
        return "'status':'final','code':{'text':'synthetic'},'identifier':[{'system':'urn:n','value':'" + number
                + "'}],'subject':{'reference':'Patient/" + patient + "'},'valueString':'" + number + "'";
    }

    private void put(String reference, String content) {
        String[] parts = reference.split("/");
        HttpResponse<String> answer = call(
                clinic().backendOnce("system/*.cruds"),
                "PUT",
                "/" + reference,
                ("{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'," + content + "}").replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }
}
