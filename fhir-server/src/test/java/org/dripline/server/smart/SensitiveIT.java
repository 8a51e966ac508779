// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.dripline.server.access.Role;
import org.dripline.server.storage.OwnSchema;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.IdType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a source labelled is as if it were not there, but for whom it is there; a synthetic patient of its own, since
 * labels stay.
 */
class SensitiveIT extends SmartContext {

    private static final String WORD = "withheld-7731";
    private static final String PATIENT = "sensitive";
    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String EMERGENCY =
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"Synthetic emergency\"}]}";

    private static boolean stored;

    @Autowired
    private OwnSchema accessSchema;

    @Autowired
    private DaoRegistry daos;

    @BeforeEach
    void aRecordWithOneNote() {
        if (stored) {
            return;
        }
        String backend = clinic().backend("system/*.cruds");
        put(backend, "Patient/sensitive", "'name':[{'family':'Synthetic-sensitive'}],'gender':'female'");
        put(
                backend,
                "Encounter/sensitive",
                "'status':'planned','class':{'code':'AMB'},'subject':{'reference':'Patient/sensitive'}");
        observation(backend, "plain-sensitive", "");
        observation(backend, "note-sensitive", "'meta':{'security':[{'system':'" + ACT + "','code':'PSYTHPN'}]},");
        put(
                backend,
                "Condition/sensitive",
                "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'F10.20'}]},"
                        + "'subject':{'reference':'Patient/sensitive'}");
        stored = true;
    }

    /** HAPI completes a transaction with what it is shown of it: what is withheld from the writer must not be lost. */
    @Test
    void whatIsWrittenTogetherIsStoredWholeThoughItsWriterDoesNotSeeIt() {
        String backend = clinic().backend("system/*.cruds");
        String note = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                 {"request":{"method":"PUT","url":"Patient/sensitive-sent"},"resource":
                  {"resourceType":"Patient","id":"sensitive-sent","name":[{"family":"Synthetic-sent"}]}},
                 {"request":{"method":"PUT","url":"Condition/sensitive-sent"},"resource":
                  {"resourceType":"Condition","id":"sensitive-sent","code":{"text":"withheld-7731"},
                   "meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"42CFRPart2"}]},
                   "subject":{"reference":"Patient/sensitive-sent"}}}]}""";
        HttpResponse<String> sent = call(backend, "POST", "/", note);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);

        Condition kept = (Condition) daos.getResourceDao("Condition")
                .read(new IdType("Condition/sensitive-sent"), new SystemRequestDetails());
        assertThat(kept.getCode().getText()).isEqualTo(WORD);
        assertThat(kept.getMeta().getSecurity())
                .singleElement()
                .satisfies(label -> assertThat(label.getCode()).isEqualTo("42CFRPart2"));
        assertThat(daos.getResourceDao("Condition")
                        .search(
                                SearchParameterMap.newSynchronous(
                                        "patient", new ReferenceParam("Patient/sensitive-sent")),
                                new SystemRequestDetails())
                        .size())
                .as("found by its patient")
                .isOne();
        assertThat(get(backend, "/Condition/sensitive-sent").statusCode()).isIn(403, 404);
    }

    @Test
    void whatIsLabelledIsAsIfItWereNotThere() {
        String nurse = clinic().token("launch/patient patient/*.cruds", PATIENT);
        for (String path : List.of(
                "/Observation/note-sensitive",
                "/Observation/note-sensitive/_history/1",
                "/Observation/note-sensitive/$meta")) {
            assertThat(get(nurse, path).statusCode()).as(path).isIn(403, 404);
        }
        for (String path : List.of(
                "/Observation?patient=sensitive",
                "/Observation?patient=sensitive&_count=1",
                "/Observation?_id=note-sensitive",
                "/Observation?_security=" + ACT + "%7CPSYTHPN",
                "/Patient?_revinclude=Observation:patient",
                "/Encounter?_revinclude=Observation:encounter",
                "/Observation/note-sensitive/_history",
                "/Patient/sensitive/$everything")) {
            HttpResponse<String> answer = get(nurse, path);
            assertThat(answer.statusCode()).as(path + answer.body()).isIn(200, 404);
            assertThat(answer.body()).as(path).doesNotContain(WORD);
        }
        assertThat(json(get(nurse, "/Observation?patient=sensitive"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(get(nurse, "/Observation?patient=sensitive&_summary=count"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get(nurse, "/Patient?_has:Observation:patient:value-string=" + WORD)
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> batch = call(
                nurse,
                "POST",
                "/",
                "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":"
                        + "\"Observation/note-sensitive\"}},{\"request\":{\"method\":\"GET\",\"url\":"
                        + "\"Observation?patient=sensitive\"}}]}");
        assertThat(batch.body()).doesNotContain(WORD).contains("plain-sensitive");
        assertThat(get(nurse, "/Condition/sensitive").statusCode())
                .as("a diagnosis is no label")
                .isEqualTo(200);
    }

    @Test
    void whatIsNotSeenIsNotChanged() {
        String nurse = clinic().token("launch/patient patient/*.cruds", PATIENT);
        String other = "{\"resourceType\":\"Observation\",\"id\":\"note-sensitive\",\"status\":\"final\",\"code\":{"
                + "\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/sensitive\"}}";
        String label =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"security\":[{"
                        + "\"system\":\"" + ACT + "\",\"code\":\"PSYTHPN\"}]}}]}";
        assertThat(List.of(
                        call(nurse, "PUT", "/Observation/note-sensitive", other),
                        call(nurse, "DELETE", "/Observation/note-sensitive", ""),
                        call(
                                nurse,
                                "PATCH",
                                "/Observation/note-sensitive",
                                "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"amended\"}]"),
                        call(nurse, "POST", "/Observation/note-sensitive/$meta-delete", label),
                        call(
                                clinic().backend("system/*.cruds"),
                                "POST",
                                "/Observation/note-sensitive/$meta-delete",
                                label)))
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isIn(403, 404, 409, 410));
        assertThat(get(clinic().tokenOf(Role.PATIENT), "/Observation/note-sensitive")
                        .statusCode())
                .as("another patient")
                .isIn(403, 404);
    }

    /** HAPI has a header by which a new version loses the labels it does not carry. */
    @Test
    void aLabelIsNotLeftOut() {
        String backend = clinic().backend("system/*.cruds");
        // Of a patient of its own: others count what is the other's.
        put(backend, "Patient/sensitive-label", "'name':[{'family':'Synthetic-label'}]");
        put(
                backend,
                "Observation/kept-label-sensitive",
                "'meta':{'security':[{'system':'" + ACT
                        + "','code':'PSYTHPN'}]},'status':'final','code':{'text':'x'},'subject':{'reference':'Patient/sensitive-label'}");
        String patient = clinic().tokenOf(Role.PATIENT);
        for (String who : List.of(backend, patient)) {
            HttpResponse<String> answer = send(
                    HttpRequest.newBuilder(URI.create(base() + "/Observation/kept-label-sensitive"))
                            .header("Authorization", "Bearer " + who)
                            .header("Content-Type", "application/fhir+json")
                            .header("X-Meta-Snapshot-Mode", "TAG, SECURITY_LABEL")
                            .PUT(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"resourceType\":\"Observation\",\"id\":\"kept-label-sensitive\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/sensitive-label\"}}")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        }
        assertThat(daos.getResourceDao("Observation")
                        .read(new IdType("Observation/kept-label-sensitive"), new SystemRequestDetails())
                        .getMeta()
                        .getSecurity())
                .hasSize(1);
    }

    /** A source labels the document, and not what is attached to it. */
    @Test
    void whatIsAttachedIsWithheldWithItsDocument() {
        String backend = clinic().backend("system/*.cruds");
        String data = "'contentType':'text/plain','data':'" + Clinic.base64(WORD) + "'";
        put(backend, "Binary/sensitive-a", data);
        put(backend, "Binary/sensitive-b", data);
        put(backend, "Binary/sensitive-open", data);
        document(backend, "sensitive-a", "Binary/sensitive-a", true);
        document(backend, "sensitive-b", base() + "/Binary/sensitive-b/_history/1", true);
        document(backend, "sensitive-open", "Binary/sensitive-open", false);
        put(backend, "Binary/sensitive-c", data + ",'securityContext':{'reference':'DocumentReference/sensitive-a'}");
        for (String id : List.of("sensitive-a", "sensitive-b", "sensitive-c")) {
            for (String path : List.of("/Binary/" + id, "/Binary/" + id + "/_history/1", "/Binary?_id=" + id)) {
                HttpResponse<String> answer = get(backend, path);
                assertThat(answer.body()).as(path).doesNotContain(WORD).doesNotContain(Clinic.base64(WORD));
            }
            assertThat(get(backend, "/Binary/" + id).statusCode()).as(id).isEqualTo(404);
        }
        assertThat(get(backend, "/Binary/sensitive-open").statusCode()).isEqualTo(200);
    }

    private void document(String token, String id, String attachment, boolean labelled) {
        put(
                token,
                "DocumentReference/" + id,
                (labelled ? "'meta':{'security':[{'system':'" + ACT + "','code':'PSYTHPN'}]}," : "")
                        + "'status':'current','subject':{'reference':'Patient/sensitive'},'content':[{'attachment':{'url':'"
                        + attachment + "'}}]");
    }

    @Test
    void aConsentOpensItForItsPurposeWithTheNotice() {
        String app = json(postForm(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "system/Observation.rs",
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                new Assertions(issuer(), "vitals-backend").signed(clinic().ec))))
                .get("access_token")
                .asText();
        String backend = clinic().backend("system/*.cruds");
        consent(
                backend,
                "'type':'permit','purpose':[{'code':'TREAT'}],'securityLabel':[{'system':'" + ACT + "','code':'ETH'}]");
        assertThat(get(app, "/Observation/note-sensitive").statusCode())
                .as("for another label")
                .isEqualTo(404);
        consent(backend, "'type':'permit','purpose':[{'code':'TREAT'}],'period':{'end':'2020-01-01'}");
        assertThat(get(app, "/Observation/note-sensitive").statusCode())
                .as("over")
                .isEqualTo(404);
        consent(backend, "'type':'permit','purpose':[{'code':'TREAT'}]");
        HttpResponse<String> shown = get(app, "/Observation/note-sensitive");
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(shown.body()).contains(WORD, "NORDSCLCD");
        assertThat(shown.headers().firstValue("Disclosure-Notice").orElse("")).contains("42 CFR Part 2");
        assertThat(get(backend, "/Observation/note-sensitive").statusCode())
                .as("an app without a purpose")
                .isEqualTo(404);
        consent(backend, "'type':'deny','purpose':[{'code':'TREAT'}]");
        assertThat(get(app, "/Observation/note-sensitive").statusCode()).isEqualTo(404);
    }

    @Test
    void anEmergencyIsKeptAndOver() {
        String nurse = clinic().token("launch/patient patient/*.rs", PATIENT);
        String address = "/Patient/sensitive/$break-glass";
        assertThat(call(nurse, "POST", address, "{\"resourceType\":\"Parameters\"}")
                        .statusCode())
                .isIn(400, 422);
        assertThat(call(clinic().tokenOf(Role.PRIVACY_OFFICER), "POST", address, EMERGENCY)
                        .statusCode())
                .isEqualTo(403);
        assertThat(call(clinic().backend("system/*.cruds"), "POST", address, EMERGENCY)
                        .statusCode())
                .isEqualTo(403);
        String other = clinic().token(Clinic.username(Role.PRESCRIBER), "launch/patient patient/*.rs", PATIENT);
        HttpResponse<String> opened = call(other, "POST", address, EMERGENCY);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(get(other, "/Observation/note-sensitive").body()).contains(WORD);
        assertThat(json(get(other, "/Observation?patient=sensitive"))
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(get(nurse, "/Observation/note-sensitive").statusCode())
                .as("somebody else")
                .isEqualTo(404);

        JsonNode list = json(get(clinic().tokenOf(Role.PRIVACY_OFFICER), "/Patient/$break-glass-list"));
        assertThat(StreamSupport.stream(list.path("parameter").spliterator(), false)
                        .map(JsonNode::toString))
                .anyMatch(one -> one.contains("Synthetic emergency")
                        && one.contains(Clinic.username(Role.PRESCRIBER))
                        && one.contains("Patient/sensitive"));
        assertThat(get(clinic().tokenOf(Role.NURSE), "/Patient/$break-glass-list")
                        .statusCode())
                .isEqualTo(403);

        // As if its time were over, which no test waits for: another row, and the row itself is not changed.
        accessSchema
                .statements()
                .update("insert into break_glass (username, client_id, patient, reason, opened_at, until) values"
                        + " ('nurse.synthetic', 'public-app', 'sensitive', 'over', now() - interval '2 hours',"
                        + " now() - interval '1 hour')");
        assertThat(get(nurse, "/Observation/note-sensitive").statusCode())
                .as("an emergency that is over")
                .isEqualTo(404);
    }

    private void consent(String token, String provision) {
        put(
                token,
                "Consent/sensitive",
                "'status':'active','scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope',"
                        + "'code':'patient-privacy'}]},'category':[{'text':'synthetic'}],'patient':{'reference':"
                        + "'Patient/sensitive'},'policyRule':{'text':'synthetic'},'provision':{" + provision + "}");
    }

    private void observation(String token, String id, String meta) {
        put(
                token,
                "Observation/" + id,
                meta + "'status':'final','code':{'text':'synthetic'},'subject':{'reference':'Patient/sensitive'},"
                        + "'encounter':{'reference':'Encounter/sensitive'},'valueString':'"
                        + (meta.isEmpty() ? "plain" : WORD) + "'");
    }

    private void put(String token, String reference, String content) {
        String type = reference.substring(0, reference.indexOf('/'));
        String id = reference.substring(reference.indexOf('/') + 1);
        HttpResponse<String> answer = call(
                token,
                "PUT",
                "/" + reference,
                ("{'resourceType':'" + type + "','id':'" + id + "'," + content + "}").replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }
}
