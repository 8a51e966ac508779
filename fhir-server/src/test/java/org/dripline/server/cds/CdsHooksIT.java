// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.dripline.server.ServerContext;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.gate.GateProperties;
import org.dripline.server.gate.ReadyRecord;
import org.dripline.server.smart.Heard;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/** CDS Hooks over the product's own door, called as a host EHR calls. */
class CdsHooksIT extends ServerContext {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallingEhr EHR = CallingEhr.running();
    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static final String SELECT = "order-select";
    private static final String SIGN = "order-sign";

    @Autowired
    private DataSource database;

    @Autowired
    private CdsHooksProperties properties;

    @Autowired
    private CallerTokens tokens;

    @Autowired
    private UsedTokens used;

    @Autowired
    private OrderCards orders;

    @Autowired
    private CardLedger ledger;

    @Autowired
    private CdsTrail trail;

    @BeforeEach
    void hear() {
        Heard.everything();
    }

    @AfterEach
    void nothingOfAPatientWasLogged() {
        Heard.everything().assertNothingOfPatients("CDS-BAD-417");
    }

    @Test
    @DisplayName("Discovery lists what is on; what is off is not there")
    void discoveryListsWhatIsOn() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(root())).build());
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode services = JSON.readTree(answer.body()).get("services");
        assertThat(services).extracting(each -> each.get("id").asText()).containsExactly(SELECT, SIGN);
        assertThat(services)
                .allSatisfy(each ->
                        assertThat(each.at("/prefetch/patient").asText()).isEqualTo("Patient/{{context.patientId}}"));

        for (String off : List.of("patient-view", "encounter-start", "no-such-service")) {
            HttpResponse<String> call = post(off, EHR.token(CallingEhr.ISSUER, root() + "/" + off), "{}");
            assertThat(call.statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("Nothing is read of a call whose token does not hold; each token is used once")
    void tokensAreVerifiedBeforeAnythingIsRead() throws Exception {
        String here = root() + "/" + SIGN;
        Instant now = Instant.now();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("another issuer", EHR.token("https://stranger.test", here));
        bad.put("another service", EHR.token(CallingEhr.ISSUER, root() + "/" + SELECT));
        bad.put(
                "expired",
                signed(EHR.claims(CallingEhr.ISSUER, here).expirationTime(Date.from(now.minusSeconds(120)))));
        bad.put(
                "too long",
                signed(EHR.claims(CallingEhr.ISSUER, here).expirationTime(Date.from(now.plusSeconds(3600)))));
        bad.put("no id", signed(EHR.claims(CallingEhr.ISSUER, here).jwtID(null)));
        bad.put("no end", signed(EHR.claims(CallingEhr.ISSUER, here).expirationTime(null)));
        bad.put(
                "made tomorrow",
                signed(EHR.claims(CallingEhr.ISSUER, here).issueTime(Date.from(now.plus(Duration.ofDays(1))))));
        bad.put(
                "another key",
                EHR.signed(
                        EHR.header().build(),
                        EHR.claims(CallingEhr.ISSUER, here).build(),
                        CallingEhr.newKey(EHR.key.getKeyID())));
        bad.put(
                "keys of its own",
                EHR.signed(
                        EHR.header()
                                .jwkURL(URI.create("http://127.0.0.1:1/jwks"))
                                .build(),
                        EHR.claims(CallingEhr.ISSUER, here).build(),
                        EHR.key));
        bad.put(
                "no JWT",
                EHR.signed(
                        EHR.header().type(new JOSEObjectType("at+jwt")).build(),
                        EHR.claims(CallingEhr.ISSUER, here).build(),
                        EHR.key));
        bad.put("RS256", rs256(EHR.claims(CallingEhr.ISSUER, here).build()));
        bad.put("not signed", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.");
        bad.forEach((why, token) -> {
            Instant began = Instant.now();
            HttpResponse<String> answer = post(SIGN, token, "this is read by nobody");
            assertThat(Duration.between(began, Instant.now())).as(why).isLessThan(IN_TIME);
            assertThat(answer.statusCode()).as(why).isEqualTo(401);
            assertThat(answer.body()).as(why).contains("\"error\"").doesNotContain("stranger");
        });
        assertThat(send(HttpRequest.newBuilder(URI.create(here))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(401);

        String once = EHR.token(CallingEhr.ISSUER, here);
        assertThat(post(SIGN, once, "{}").statusCode()).isEqualTo(400);
        assertThat(post(SIGN, once, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("What cannot be read is 400, too large 413, a server that is not listed 403 and never asked")
    void badInputGetsASentence() {
        ReadyRecord record = new ReadyRecord("cds-bad").numbered(CallingEhr.NUMBERS, "CDS-BAD-417");
        MedicationRequest draft = record.order(MedicationRequestStatus.DRAFT);
        Map<String, ObjectNode> bad = new LinkedHashMap<>();
        bad.put("wrong hook", body(SELECT, "CDS-BAD-417", draft));
        bad.put("no context", body(SIGN, "CDS-BAD-417", draft).without("context"));
        bad.put("no hookInstance", body(SIGN, "CDS-BAD-417", draft).put("hookInstance", "17"));
        ObjectNode noDrafts = body(SIGN, "CDS-BAD-417", draft);
        ((ObjectNode) noDrafts.get("context")).remove("draftOrders");
        bad.put("no drafts", noDrafts);
        ObjectNode odd = body(SIGN, "CDS-BAD-417", draft);
        ((ObjectNode) odd.get("context")).put("patientId", "../metadata");
        bad.put("no id", odd);
        ObjectNode another = body(SIGN, "CDS-BAD-417", draft);
        ((ObjectNode) another.get("context")).put("patientId", "somebody-else");
        bad.put("another patient", another);
        ObjectNode notFhir = body(SIGN, "CDS-BAD-417", draft);
        ((ObjectNode) notFhir.get("context")).put("draftOrders", "Bundle");
        bad.put("no Bundle", notFhir);
        bad.forEach((why, body) -> {
            Instant began = Instant.now();
            HttpResponse<String> answer = call(CallingEhr.ISSUER, SIGN, body);
            assertThat(Duration.between(began, Instant.now())).as(why).isLessThan(IN_TIME);
            assertThat(answer.statusCode()).as(why).isEqualTo(400);
            assertThat(answer.body()).as(why).doesNotContain("CDS-BAD-417");
        });
        assertThat(post(SIGN, EHR.token(CallingEhr.ISSUER, root() + "/" + SIGN), "{ no json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(SIGN, EHR.token(CallingEhr.ISSUER, root() + "/" + SIGN), " ".repeat(1024 * 1024 + 1))
                        .statusCode())
                .isEqualTo(413);

        EHR.takeAsked();
        ObjectNode elsewhere = body(SIGN, "CDS-BAD-417", draft);
        elsewhere.put("fhirServer", EHR.fhir() + "/other");
        elsewhere.without("prefetch");
        assertThat(call(CallingEhr.MAY_FETCH, SIGN, elsewhere).statusCode()).isEqualTo(403);
        ObjectNode bare = body(SIGN, "CDS-BAD-417", draft);
        bare.remove("prefetch");
        assertThat(call(CallingEhr.ISSUER, SIGN, bare).statusCode()).isEqualTo(412);
        assertThat(EHR.takeAsked()).isEmpty();
    }

    @Test
    @DisplayName("D01: an order that nothing speaks against gets no card")
    void nothingIsRaisedForD01() {
        ReadyRecord record = new ReadyRecord("cds-d01").numbered(CallingEhr.NUMBERS, "CDS-D01-417");
        store(record);

        assertThat(cards(CallingEhr.ISSUER, SIGN, body(SIGN, "CDS-D01-417", theirs(record))))
                .isEmpty();
        assertThat(cards(CallingEhr.ISSUER, SELECT, body(SELECT, "CDS-D01-417", theirs(record))))
                .isEmpty();
        assertThat(stored(record)).isZero();
    }

    @Test
    @DisplayName("D05: hard stops are critical cards with source, DRAFT mark and override reasons; nothing is stored")
    void hardStopsAreCriticalCards() {
        ReadyRecord record = new ReadyRecord("cds-d05")
                .numbered(CallingEhr.NUMBERS, "CDS-D05-417")
                .problem(Codes.Systems.SNOMED_CT, "231494001", "Mania", true)
                .laboratory("2106-3", "positive")
                .answer("nausea-or-motion-sickness", "Y")
                .takes("2598", "clonazepam 1 mg")
                .without("Consent/gate-cds-d05");
        store(record);

        List<JsonNode> cards = cards(CallingEhr.ISSUER, SIGN, body(SIGN, "CDS-D05-417", theirs(record)));

        assertThat(cards)
                .extracting(card -> card.at("/source/topic/code").asText() + " "
                        + card.get("indicator").asText())
                .containsExactly("mania critical", "pregnancy critical", "benzodiazepine warning", " warning");
        assertThat(cards).allSatisfy(card -> {
            assertThat(card.get("summary").asText().length()).isLessThan(140);
            assertThat(card.get("detail").asText()).contains("DRAFT");
            assertThat(UUID.fromString(card.get("uuid").asText())).isNotNull();
        });
        assertThat(cards.get(0).get("detail").asText()).contains("Problem list: Mania", "Source: ");
        assertThat(cards.get(0).get("overrideReasons"))
                .extracting(reason -> reason.get("code").asText())
                .contains("benefit-outweighs", "other");
        assertThat(cards.get(3).get("detail").asText()).contains("consent-missing");
        assertThat(cards.get(3).has("overrideReasons")).isFalse();
        assertThat(stored(record)).isZero();

        assertThat(cards(CallingEhr.OF_1_1, SIGN, body(SIGN, "CDS-D05-417", theirs(record))))
                .hasSize(4)
                .allSatisfy(card -> {
                    assertThat(card.has("uuid")).isFalse();
                    assertThat(card.has("overrideReasons")).isFalse();
                    assertThat(card.get("source").has("topic")).isFalse();
                });
        assertThat(cards(CallingEhr.TOLD_LITTLE, SIGN, body(SIGN, "CDS-D05-417", theirs(record))))
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.get("detail").asText()).contains("the charge nurse, synthetic");
                    assertThat(card.toString()).doesNotContain("mania", "Mania", "pregnancy");
                });
    }

    @Test
    @DisplayName("A draft ten times too strong is one critical card, on selection and before the signature")
    void aDoseSlipIsACard() {
        ReadyRecord record = new ReadyRecord("cds-slip").numbered(CallingEhr.NUMBERS, "CDS-SLIP-417");
        store(record);
        MedicationRequest slip = theirs(record);
        slip.getDosageInstructionFirstRep().getDoseAndRateFirstRep().setDose(ReadyRecord.quantity("350", "mg"));

        for (String hook : List.of(SELECT, SIGN)) {
            assertThat(cards(CallingEhr.ISSUER, hook, body(hook, "CDS-SLIP-417", slip)))
                    .singleElement()
                    .satisfies(card -> {
                        assertThat(card.get("indicator").asText()).isEqualTo("critical");
                        assertThat(card.get("detail").asText()).contains("35 mg; ordered 350 mg: ten times apart");
                    });
        }
        slip.getDosageInstructionFirstRep().getDoseAndRateFirstRep().setDose(ReadyRecord.quantity("350", "mL"));
        assertThat(cards(CallingEhr.ISSUER, SIGN, body(SIGN, "CDS-SLIP-417", slip)))
                .singleElement()
                .satisfies(card -> assertThat(card.get("summary").asText()).contains("not compared"));
    }

    @Test
    @DisplayName("Without ketamine: no card outside a course; within one, only what rests on the draft")
    void otherOrdersAreCardedInACourseAlone() {
        ReadyRecord record = new ReadyRecord("cds-course")
                .numbered(CallingEhr.NUMBERS, "CDS-COURSE-417")
                .problem(Codes.Systems.SNOMED_CT, "231494001", "Mania", true);
        store(record);
        Patient outside = patient("CDS-OUTSIDE-417");
        outside.setId("Patient/gate-cds-outside");
        client().update().resource(outside).execute();
        Condition mania = new Condition();
        mania.setId("Condition/gate-cds-outside");
        mania.setCode(new CodeableConcept(new Coding(Codes.Systems.SNOMED_CT, "231494001", null)))
                .setSubject(new Reference("Patient/gate-cds-outside"));
        client().update().resource(mania).execute();
        MedicationRequest lorazepam = order("6470", "lorazepam 1 mg");
        MedicationRequest paracetamol = order("161", "acetaminophen 500 mg");

        assertThat(cards(CallingEhr.ISSUER, SELECT, body(SELECT, "CDS-OUTSIDE-417", lorazepam)))
                .isEmpty();
        assertThat(cards(CallingEhr.ISSUER, SELECT, body(SELECT, "CDS-UNKNOWN-417", lorazepam)))
                .isEmpty();
        assertThat(cards(CallingEhr.ISSUER, SELECT, body(SELECT, "CDS-COURSE-417", paracetamol)))
                .isEmpty();
        assertThat(cards(CallingEhr.ISSUER, SELECT, body(SELECT, "CDS-COURSE-417", lorazepam)))
                .singleElement()
                .satisfies(card ->
                        assertThat(card.at("/source/topic/code").asText()).isEqualTo("benzodiazepine"));
        assertThat(cards(CallingEhr.ISSUER, SIGN, body(SIGN, "CDS-UNKNOWN-417", theirs(record))))
                .singleElement()
                .satisfies(card -> assertThat(card.get("summary").asText()).contains("nothing was judged"));
    }

    @Test
    @DisplayName(
            "patient-view and encounter-start, once a clinic turns them on; nobody may call when nobody is configured")
    void whatIsOffCanBeTurnedOn() {
        ReadyRecord record = new ReadyRecord("cds-view")
                .numbered(CallingEhr.NUMBERS, "CDS-VIEW-417")
                .answer("escort-confirmed", "N");
        store(record);
        CdsHooksProperties on = with(properties.clients());
        CdsEndpoint endpoint = endpoint(on, tokens);
        assertThat(endpoint.discovery().services()).hasSize(4);

        CdsEndpoint.Answer view = endpoint.call("patient-view", request("patient-view", "CDS-VIEW-417"));
        assertThat(view.cards()).as("the escort is of the day").isEmpty();
        CdsEndpoint.Answer start = endpoint.call("encounter-start", request("encounter-start", "CDS-VIEW-417"));
        assertThat(start.cards())
                .extracting(card -> card.indicator() + " " + card.summary())
                .singleElement()
                .asString()
                .startsWith("critical On record: No escort is confirmed");

        CdsHooksProperties nobody = with(List.of());
        assertThatThrownBy(() -> endpoint(nobody, new CallerTokens(nobody, used, Clock.systemUTC()))
                        .call("patient-view", request("patient-view", "CDS-VIEW-417")))
                .isInstanceOfSatisfying(
                        CdsRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(401))
                .hasMessageContaining("none is configured");
    }

    private CdsHooksProperties with(List<CdsHooksProperties.Client> clients) {
        return new CdsHooksProperties(
                null, true, true, true, true, DataSize.ofMegabytes(1), Duration.ofSeconds(5), clients);
    }

    private CdsEndpoint endpoint(CdsHooksProperties settings, CallerTokens callers) {
        return new CdsEndpoint(
                settings,
                callers,
                orders,
                ledger,
                trail,
                new CdsEndpoint.OverrideReasons(List.of()),
                new CdsEndpoint.AppLaunch(true),
                new GateProperties("the clinic"),
                FHIR);
    }

    private static MockHttpServletRequest request(String hook, String number) {
        String address = "http://localhost/cds-services/" + hook;
        ObjectNode body = body(hook, number);
        ((ObjectNode) body.get("context")).put("encounterId", "host-visit").remove("draftOrders");
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Host", "localhost");
        request.addHeader("Authorization", "Bearer " + EHR.token(CallingEhr.ISSUER, address));
        request.setContent(body.toString().getBytes(StandardCharsets.UTF_8));
        return request;
    }

    @Test
    @DisplayName("What the host knows beyond our record counts, and the patient is read from its server where allowed")
    void whatTheHostKnowsCounts() {
        ReadyRecord record = new ReadyRecord("cds-more").numbered(CallingEhr.NUMBERS, "CDS-MORE-417");
        store(record);
        ObjectNode body = body(SIGN, "CDS-MORE-417", theirs(record));
        Condition psychosis = new Condition();
        psychosis.setCode(new CodeableConcept(
                        new Coding("http://hl7.org/fhir/sid/icd-10-cm", "F20.9", "Schizophrenia, synthetic"))
                .setText("Schizophrenia, synthetic"));
        ((ObjectNode) body.get("prefetch")).set("conditions", json(bundle(psychosis)));
        assertThat(cards(CallingEhr.ISSUER, SIGN, body))
                .singleElement()
                .satisfies(card ->
                        assertThat(card.at("/source/topic/code").asText()).isEqualTo("psychosis"));

        EHR.gives(json(patient("CDS-MORE-417")).toString());
        EHR.takeAsked();
        ((ObjectNode) body.get("prefetch")).remove("patient");
        body.put("fhirServer", EHR.fhir());
        body.putObject("fhirAuthorization")
                .put("access_token", CallingEhr.TOKEN_OF_FHIR)
                .put("token_type", "Bearer");
        assertThat(cards(CallingEhr.MAY_FETCH, SIGN, body)).hasSize(1);
        assertThat(EHR.takeAsked()).containsExactly("/fhir/Patient/host-417 Bearer " + CallingEhr.TOKEN_OF_FHIR);
    }

    @Test
    @DisplayName("Feedback is counted once a card, by a code of ours; what users wrote is kept nowhere")
    void feedbackIsCounted() throws Exception {
        ReadyRecord record = new ReadyRecord("cds-feedback")
                .numbered(CallingEhr.NUMBERS, "CDS-FEEDBACK-417")
                .problem(Codes.Systems.SNOMED_CT, "231494001", "Mania", true);
        store(record);
        String card = cards(CallingEhr.ISSUER, SIGN, body(SIGN, "CDS-FEEDBACK-417", theirs(record)))
                .get(0)
                .get("uuid")
                .asText();
        ObjectNode feedback = JSON.createObjectNode();
        ObjectNode entry = feedback.putArray("feedback")
                .addObject()
                .put("card", card)
                .put("outcome", "overridden")
                .put("outcomeTimestamp", "2026-01-05T10:00:00Z");
        ObjectNode reason = entry.putObject("overrideReason");
        reason.put("userComment", "COMMENT-417");
        reason.putObject("reason")
                .put("code", "managed")
                .put("system", "https://dripline.health/fhir/CodeSystem/dripline-override-reason");

        String address = root() + "/" + SIGN + "/feedback";
        assertThat(post(SIGN + "/feedback", EHR.token(CallingEhr.ISSUER, address), feedback.toString())
                        .statusCode())
                .isEqualTo(200);
        entry.put("outcome", "accepted");
        assertThat(post(SIGN + "/feedback", EHR.token(CallingEhr.ISSUER, address), feedback.toString())
                        .statusCode())
                .isEqualTo(200);
        entry.put("outcome", "ignored");
        assertThat(post(SIGN + "/feedback", EHR.token(CallingEhr.ISSUER, address), feedback.toString())
                        .statusCode())
                .isEqualTo(400);

        assertThat(new JdbcTemplate(database)
                        .queryForList(
                                "select row_to_json(c)::text from access.cds_card c where id = ?::uuid",
                                String.class,
                                card))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("\"outcome\":\"overridden\"", "\"reason\":\"managed\"", "\"rule\":\"mania\"")
                        .doesNotContain("COMMENT-417", "417\"", "gate-cds"));
    }

    /** The draft as the host has it: its own ids, its own patient. */
    static MedicationRequest theirs(ReadyRecord record) {
        MedicationRequest draft = record.order(MedicationRequestStatus.DRAFT);
        draft.setId("MedicationRequest/host-draft");
        draft.setSubject(new Reference("Patient/host-417"));
        draft.setEncounter(new Reference("Encounter/host-visit"));
        return draft;
    }

    private static MedicationRequest order(String rxNorm, String name) {
        MedicationRequest order = new MedicationRequest();
        order.setId("MedicationRequest/host-draft");
        order.setStatus(MedicationRequestStatus.DRAFT).setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        order.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, rxNorm, null)).setText(name));
        order.setSubject(new Reference("Patient/host-417"));
        return order;
    }

    private static Patient patient(String number) {
        Patient patient = new Patient();
        patient.setId("host-417");
        patient.addName().setFamily("CDS-SAMPLE");
        patient.addIdentifier().setSystem(CallingEhr.NUMBERS).setValue(number);
        return patient;
    }

    static ObjectNode body(String hook, String number, Resource... drafts) {
        ObjectNode body = JSON.createObjectNode();
        body.put("hook", hook).put("hookInstance", UUID.randomUUID().toString());
        ObjectNode context = body.putObject("context");
        context.put("userId", "Practitioner/host-user").put("patientId", "host-417");
        context.set("draftOrders", json(bundle(drafts)));
        if (hook.equals(SELECT)) {
            context.putArray("selections").add("MedicationRequest/host-draft");
        }
        body.putObject("prefetch").set("patient", json(patient(number)));
        return body;
    }

    private static Bundle bundle(Resource... resources) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        for (Resource resource : resources) {
            bundle.addEntry().setResource(resource);
        }
        return bundle;
    }

    private static JsonNode json(Resource resource) {
        try {
            return JSON.readTree(FHIR.newJsonParser().encodeResourceToString(resource));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return EHR.signed(EHR.header().build(), claims.build(), EHR.key);
    }

    private static String rs256(JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(EHR.key.getKeyID())
                        .build(),
                claims);
        token.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return token.serialize();
    }

    private String root() {
        return "http://127.0.0.1:" + port + "/cds-services";
    }

    private HttpResponse<String> post(String path, String token, String body) {
        return send(HttpRequest.newBuilder(URI.create(root() + "/" + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> call(String issuer, String service, ObjectNode body) {
        return post(service, EHR.token(issuer, root() + "/" + service), body.toString());
    }

    private List<JsonNode> cards(String issuer, String service, ObjectNode body) {
        HttpResponse<String> answer = call(issuer, service, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return StreamSupport.stream(
                            JSON.readTree(answer.body()).get("cards").spliterator(), false)
                    .toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void store(ReadyRecord record) {
        client().transaction().withBundle(record.transaction()).execute();
    }

    /** Orders and issues of the patient. */
    private int stored(ReadyRecord record) {
        int found = 0;
        for (String type : List.of("MedicationRequest", "DetectedIssue")) {
            found += client().search()
                    .byUrl(type + "?patient=" + record.patient)
                    .returnBundle(Bundle.class)
                    .execute()
                    .getEntry()
                    .size();
        }
        return found;
    }
}
