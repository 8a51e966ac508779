// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.dripline.server.gate.ReadyRecord;
import org.dripline.server.smart.SmartContext;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Condition;
import org.junit.jupiter.api.Test;

/** A host EHR that calls where records are labelled: whose eyes will read a card nobody here knows. */
class WithheldCardsIT extends SmartContext {

    private static final String SERVICE = "order-sign";

    @Test
    void whatIsLabelledIsAHoldAndWhomToAsk() {
        ReadyRecord record = new ReadyRecord("cds-label")
                .numbered(CallingEhr.NUMBERS, "CDS-LABEL-417")
                .problem(Codes.Systems.SNOMED_CT, "231494001", "Mania", true)
                .laboratory("2106-3", "positive");
        Bundle all = record.transaction();
        all.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Condition.class::isInstance)
                .forEach(mania -> mania.getMeta().addSecurity(LABELS, "42CFRPart2", null));
        HttpResponse<String> stored = call(
                clinic().backend("system/*.cruds"),
                "POST",
                "/",
                FHIR.newJsonParser().encodeResourceToString(all));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        HttpResponse<String> answer = called(CdsHooksIT.body(SERVICE, "CDS-LABEL-417", CdsHooksIT.theirs(record)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode cards = json(answer).get("cards");
        assertThat(cards)
                .extracting(card -> card.at("/source/topic/code").asText() + " "
                        + card.get("indicator").asText())
                .containsExactly("pregnancy critical", " critical");
        assertThat(cards.get(1).toString()).contains("There is a hold", "the charge nurse, synthetic");
        assertThat(answer.body()).doesNotContainIgnoringCase("mania").doesNotContain("231494001", LABELS);
    }

    @Test
    void aPersonsTokenOfTheHostGivesNothing() {
        ObjectNode body = CdsHooksIT.body(SERVICE, "CDS-LABEL-418", CdsHooksIT.theirs(new ReadyRecord("cds-person")));
        body.putObject("fhirAuthorization")
                .put("access_token", clinic().backend("system/*.cruds"))
                .put("token_type", "Bearer")
                .put("subject", "synthetic-client");
        assertThat(send(request(body)).statusCode())
                .as("no token of the calling host")
                .isEqualTo(401);
        assertThat(send(request(body).header("Authorization", "Bearer " + clinic().backend("system/*.cruds")))
                        .statusCode())
                .as("a token of ours is none of the host's")
                .isEqualTo(401);
    }

    private static final String LABELS = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private HttpResponse<String> called(ObjectNode body) {
        return send(request(body)
                .header(
                        "Authorization",
                        "Bearer "
                                + CallingEhr.running()
                                        .token(CallingEhr.ISSUER, issuer() + "/cds-services/" + SERVICE)));
    }

    private HttpRequest.Builder request(ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(issuer() + "/cds-services/" + SERVICE))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }
}
