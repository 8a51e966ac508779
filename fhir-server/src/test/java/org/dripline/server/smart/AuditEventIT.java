// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.IInstanceValidatorModule;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.access.Role;
import org.dripline.server.storage.OwnSchema;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The audit as AuditEvents, on its page and as a file. */
class AuditEventIT extends SmartContext {

    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    @Autowired
    private OwnSchema accessSchema;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private IInstanceValidatorModule validation;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsAValidAuditEvent(Kind kind) {
        String token = auditor();
        Asked asked = switch (kind) {
            case READ -> new Asked("R", "read", "patient/*.rs", null, List.of(), null);
            case SEARCH, EXPORT -> new Asked("E", "search-type", "a/b.c", "Observation?code=<b>", List.of(), null);
            case WRITE, OVERRIDE ->
                new Asked("E", "transaction", null, null, List.of("Observation/x/_history/2", "Patient/y"), null);
            case OPERATION -> new Asked("E", "$everything", null, null, List.of(), null);
            case REFUSAL -> new Asked("E", "batch", null, null, List.of("Observation?a=<b>"), null);
            default -> Asked.detail("journal entry 7");
        };
        boolean refused = kind == Kind.REFUSAL;
        for (String person : new String[] {null, Clinic.NURSE}) {
            trail.write(new Entry(
                    kind, refused ? 403 : 200, "public-app", person, List.of("anna", "bob"), "Patient", "anna", asked));
            AuditEvent event = newest(token, "agent=public-app");
            assertThat(problems(event))
                    .as(FHIR.newJsonParser().encodeToString(event))
                    .isEmpty();
            assertThat(event.getAgent()).hasSize(person == null ? 2 : 3);
            assertThat(event.getMeta().getTag().stream().map(code -> code.getCode()))
                    .contains(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    @Test
    void whatFollowsAnIhePatternSaysSo() {
        String token = auditor();
        String anna = clinic().token("launch/patient patient/*.cruds", "anna");
        String observation =
                "{\"resourceType\":\"Observation\",\"id\":\"audit-pattern\",\"status\":\"%s\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/anna\"}}";
        get(anna, "/Patient/anna");
        AuditEvent read = newest(token, "patient=anna&agent=" + Clinic.NURSE);
        assertThat(profiles(read)).contains(BALP + "PatientRead");
        assertThat(read.getAgent().get(0).getNetwork().getAddress()).isEqualTo("127.0.0.1");
        assertThat(read.getAgent().get(0).getWho().getIdentifier().getValue()).isEqualTo("public-app");
        assertThat(problems(read)).isEmpty();
        get(anna, "/Observation?patient=anna");
        AuditEvent query = newest(token, "patient=anna&agent=" + Clinic.NURSE);
        assertThat(profiles(query)).contains(BALP + "PatientQuery");
        assertThat(query.getEntity().stream()
                        .filter(entity -> entity.hasQuery())
                        .map(entity -> new String(entity.getQuery(), StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("Observation?patient=anna&patient=Patient/anna");
        call(anna, "PUT", "/Observation/audit-pattern", observation.formatted("final"));
        call(anna, "PUT", "/Observation/audit-pattern", observation.formatted("amended"));
        AuditEvent update = newest(token, "patient=anna&agent=" + Clinic.NURSE);
        assertThat(profiles(update)).contains(BALP + "PatientUpdate");
        assertThat(update.getEntity().stream().map(entity -> entity.getWhat().getReference()))
                .contains("Observation/audit-pattern/_history/2");
        call(anna, "DELETE", "/Observation/audit-pattern", "");
        assertThat(profiles(newest(token, "patient=anna&agent=" + Clinic.NURSE)))
                .contains(BALP + "PatientDelete");
    }

    @Test
    void eachPatientOfOneSearchHasAnEventOfTheirOwn() {
        String token = auditor();
        get(clinic().backendOnce("system/*.cruds"), "/Patient?_id=anna,bob");
        long row = accessSchema
                .statements()
                .queryForObject("select max(id) from audit where patients = '{anna,bob}'", Long.class);
        String after = "_count=1&_before=";
        AuditEvent annas = found(token, after + (row + 1)).get(0);
        AuditEvent bobs = found(token, after + row + "-1").get(0);
        assertThat(List.of(annas, bobs)).allSatisfy(event -> {
            assertThat(profiles(event)).contains(BALP + "PatientQuery");
            assertThat(problems(event)).isEmpty();
        });
        assertThat(List.of(annas, bobs))
                .extracting(AuditEventIT::patients)
                .containsExactly(List.of("anna"), List.of("bob"));
        for (String whose : List.of("patient=bob", "entity=Patient/bob")) {
            assertThat(found(token, whose + "&" + after + (row + 1)).get(0).getId())
                    .isEqualTo(bobs.getId());
        }
        Bundle page = FHIR.newJsonParser()
                .parseResource(
                        Bundle.class,
                        get(token, "/AuditEvent?" + after + (row + 1)).body());
        assertThat(page.getLink("next").getUrl()).endsWith("_before=" + row + "-1");
        assertThat(json(get(token, "/AuditEvent/" + row + "-2")).at("/id").asText())
                .isEqualTo(row + "-2");
        assertThat(get(token, "/AuditEvent/" + row).statusCode()).isEqualTo(404);
    }

    private static List<String> patients(AuditEvent event) {
        return event.getEntity().stream()
                .map(entity -> String.valueOf(entity.getWhat().getReference()))
                .filter(reference -> reference.startsWith("Patient/"))
                .map(reference -> reference.substring("Patient/".length()))
                .distinct()
                .toList();
    }

    @Test
    void everyParameterFindsWhatItNamesAndNothingElse() {
        String token = auditor();
        String anna = clinic().token("launch/patient patient/*.cruds", "anna");
        get(anna, "/Observation/pulse-anna");
        get(anna, "/Observation/pulse-bob");
        List<AuditEvent> refused = found(token, "outcome=4&agent=" + Clinic.NURSE + "&_count=500");
        assertThat(refused)
                .isNotEmpty()
                .allMatch(event -> event.getOutcome().toCode().equals("4"));
        assertThat(found(token, "action=R&_count=500"))
                .isNotEmpty()
                .allMatch(event -> event.getAction().toCode().equals("R"));
        assertThat(found(token, "entity=Observation/pulse-bob&_count=500"))
                .isNotEmpty()
                .allMatch(event -> event.getEntity().stream()
                        .anyMatch(entity ->
                                String.valueOf(entity.getWhat().getReference()).startsWith("Observation/pulse-bob")));
        assertThat(found(token, "subtype=token&_count=500"))
                .isNotEmpty()
                .allMatch(event -> event.getType().getCode().equals("110114"));
        assertThat(found(token, "type=110114&subtype=token")).isNotEmpty();
        assertThat(found(token, "type=rest&subtype=token")).isEmpty();
        assertThat(found(token, "patient=Patient/anna&patient=bob&agent=public-app&address=10.9.9.9"))
                .isEmpty();
        assertThat(found(token, "date=ge2100-01-01")).isEmpty();
        assertThat(found(token, "date=lt2100-01-01&_count=1")).hasSize(1);
        assertThat(found(token, "_id=none-of-ours")).isEmpty();
        String id = refused.get(0).getIdElement().getIdPart();
        assertThat(found(token, "_id=" + id)).hasSize(1);
        AuditEvent read = FHIR.newJsonParser()
                .parseResource(AuditEvent.class, get(token, "/AuditEvent/" + id).body());
        assertThat(FHIR.newJsonParser().encodeResourceToString(read))
                .isEqualTo(FHIR.newJsonParser()
                        .encodeResourceToString(found(token, "_id=" + id).get(0)));
        assertThat(get(token, "/AuditEvent/999999999").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity-name=x",
                "agent.name=x",
                "date=yesterday",
                "_sort=date",
                "patient:missing=true",
                "_before=x",
                "entity=x"
            })
    void whatIsNotKnownIsRefusedWithASentence(String query) {
        HttpResponse<String> answer = get(auditor(), "/AuditEvent?" + query);
        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(json(answer).at("/issue/0/diagnostics").asText()).isNotBlank();
    }

    @Test
    void pagesLeadThroughAllOfItOnce() {
        String token = auditor();
        for (int i = 0; i < 7; i++) {
            get(clinic().token("launch/patient patient/*.cruds", "anna"), "/Encounter/visit-anna");
        }
        Set<String> seen = new HashSet<>();
        List<String> inOrder = new ArrayList<>();
        String path = "/AuditEvent?entity=Encounter/visit-anna&_count=3";
        while (path != null) {
            Bundle page = FHIR.newJsonParser()
                    .parseResource(Bundle.class, get(token, path).body());
            page.getEntry().forEach(entry -> {
                assertThat(seen.add(entry.getResource().getIdElement().getIdPart()))
                        .isTrue();
                inOrder.add(entry.getResource().getIdElement().getIdPart());
            });
            path = page.getLink("next") == null
                    ? null
                    : page.getLink("next").getUrl().substring(base().length());
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(7);
        assertThat(inOrder.stream().map(Long::valueOf)).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    }

    @Test
    void itIsReadByWhoMayAndWrittenByNobody() {
        String everything = clinic().backendOnce("system/*.cruds");
        String anna = clinic().token("launch/patient patient/*.cruds", "anna");
        String nurse = clinic().token("user/*.cruds", null);
        String named = clinic().token("user/AuditEvent.rs user/Patient.rs", null);
        String officer = officer("user/AuditEvent.rs");
        List<String> others = new ArrayList<>(List.of(everything, anna, nurse, named));
        Arrays.stream(Role.values())
                .filter(role -> role != Role.PRIVACY_OFFICER)
                .map(clinic()::tokenOf)
                .forEach(others::add);
        for (String token : others) {
            assertThat(get(token, "/AuditEvent").statusCode()).isEqualTo(403);
            assertThat(get(token, "/AuditEvent/1").statusCode()).isEqualTo(403);
        }
        assertThat(get(officer, "/AuditEvent").statusCode()).isEqualTo(200);
        assertThat(get(officer, "/Patient/anna").statusCode()).isEqualTo(403);
        for (String token : List.of(everything, auditor(), officer)) {
            assertThat(call(token, "POST", "/AuditEvent", "{\"resourceType\":\"AuditEvent\"}")
                            .statusCode())
                    .isBetween(400, 405);
            assertThat(call(token, "DELETE", "/AuditEvent/1", "").statusCode()).isBetween(400, 405);
        }
    }

    @Test
    void theCapabilityStatementSaysWhatItIsSearchedBy() {
        CapabilityStatement statement = FHIR.newJsonParser()
                .parseResource(
                        CapabilityStatement.class, get(auditor(), "/metadata").body());
        var resource = statement.getRestFirstRep().getResource().stream()
                .filter(one -> one.getType().equals("AuditEvent"))
                .findFirst()
                .orElseThrow();
        assertThat(resource.getInteraction().stream().map(one -> one.getCode().toCode()))
                .containsExactlyInAnyOrder("read", "search-type");
        assertThat(resource.getSearchParam().stream().map(one -> one.getName()))
                .contains("patient", "agent", "date", "action", "type", "outcome", "entity")
                .doesNotContain("policy");
        assertThat(resource.getSupportedProfile().stream().map(one -> one.getValue()))
                .contains("https://dripline.health/fhir/StructureDefinition/dripline-audit-event");
    }

    @Test
    void aPersonWhoMaySearchesThePageAndExports() throws Exception {
        get(clinic().token("launch/patient patient/*.cruds", "anna"), "/Observation/pulse-anna");
        AppFlow officer = new AppFlow(this).signedIn(Clinic.OFFICER, Clinic.PASSWORD);
        HttpResponse<String> page =
                officer.get("/audit?patient=anna&person=" + Clinic.NURSE + "&kind=read&outcome=0&from=2000-01-01&to=");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("read Observation/pulse-anna", "public-app", Clinic.NURSE)
                .doesNotContain("Refusal</td>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        HttpResponse<String> file = officer.get("/audit/export?patient=anna&kind=read");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("application/fhir+ndjson");
        assertThat(rows.lines()).containsExactly("EXPORT 200 null " + Clinic.OFFICER + " {anna} AuditEvent null");
        List<JsonNode> events = new ArrayList<>();
        for (String line : file.body().lines().toList()) {
            events.add(JSON.readTree(line));
        }
        assertThat(events)
                .isNotEmpty()
                .allMatch(event -> event.at("/resourceType").asText().equals("AuditEvent"));
        Long kept = accessSchema
                .statements()
                .queryForObject("select count(*) from audit where kind = 'READ' and patients @> '{anna}'", Long.class);
        assertThat(events).hasSize(kept.intValue());
    }

    @Test
    void nothingOfARowIsTakenForPartOfThePage() {
        clinic();
        String script = "<script>alert(1)</script>";
        trail.write(new Entry(
                Kind.SEARCH,
                200,
                "\"><img src=x onerror=alert(1)>",
                script,
                List.of("anna"),
                null,
                null,
                new Asked("E", script, script, script, List.of(script), script)));
        AppFlow officer = new AppFlow(this).signedIn(Clinic.OFFICER, Clinic.PASSWORD);
        for (String query : List.of("", "?person=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "?from=%3Cscript%3E")) {
            assertThat(officer.get("/audit" + query).body()).doesNotContain("<script", "<img");
        }
    }

    @Test
    void nobodyElseSeesThePage() {
        clinic();
        assertThat(new AppFlow(this).get("/audit").statusCode()).isEqualTo(302);
        for (Role role : Role.values()) {
            if (role == Role.PRIVACY_OFFICER) {
                continue;
            }
            String username = role == Role.NURSE ? Clinic.NURSE : Clinic.username(role);
            AppFlow person = new AppFlow(this).signedIn(username, Clinic.PASSWORD);
            AuditRows rows = AuditRows.fromNowOn(accessSchema);
            for (String path : List.of("/audit", "/audit/export")) {
                HttpResponse<String> answer = person.get(path);
                assertThat(answer.statusCode()).as(role.code()).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("public-app");
            }
            String refused = "REFUSAL 403 null " + username + " {} AuditEvent null";
            assertThat(rows.lines()).containsExactly(refused, refused);
        }
    }

    private String auditor() {
        return clinic().backendOnce("system/AuditEvent.rs");
    }

    private String officer(String scope) {
        return new AppFlow(this)
                .scope(scope)
                .signedIn(Clinic.OFFICER, Clinic.PASSWORD)
                .consented(null)
                .token()
                .get("access_token")
                .asText();
    }

    private AuditEvent newest(String token, String query) {
        return found(token, query + "&_count=1").get(0);
    }

    private List<AuditEvent> found(String token, String query) {
        HttpResponse<String> answer = get(token, "/AuditEvent?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return FHIR.newJsonParser().parseResource(Bundle.class, answer.body()).getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
    }

    private static List<String> profiles(AuditEvent event) {
        return event.getMeta().getProfile().stream().map(one -> one.getValue()).toList();
    }

    /** What HL7's validator says against R4 and our profile; IHE's profiles are not shipped. */
    private List<String> problems(AuditEvent event) {
        AuditEvent ours = event.copy();
        ours.getMeta().getProfile().removeIf(profile -> profile.getValue().startsWith(BALP));
        FhirValidator validator = FHIR.newValidator().registerValidatorModule(validation);
        Stream<SingleValidationMessage> messages = validator.validateWithResult(ours).getMessages().stream();
        return messages.filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(message -> message.getLocationString() + " " + message.getMessage())
                .toList();
    }
}
