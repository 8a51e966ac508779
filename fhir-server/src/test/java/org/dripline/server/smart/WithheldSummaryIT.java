// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dripline.server.access.Role;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;

/**
 * What is worked out of a record of which something is withheld: a number that is told is that of the whole record, and
 * no other number is told.
 */
class WithheldSummaryIT extends SmartContext {

    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    private static final String PRESCRIBER = Clinic.practitioner(Role.PRESCRIBER);

    @Test
    void aNumberIsThatOfTheWholeRecordOrNotTold() {
        ClinicalActs acts = session("summary");
        String nurse = clinic().tokenOf(Role.NURSE);
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String summary = "/" + acts.record.session + "/$session-summary";

        JsonNode told = json(get(nurse, summary));
        assertThat(figure(told, "delivered")).isEmpty();
        assertThat(figure(told, "end")).isEmpty();
        assertThat(figure(told, "ordered")).hasSize(1);
        assertThat(figure(told, "baseline-systolic")).hasSize(1);
        assertThat(told.toString()).doesNotContain("-complete\"");
        assertThat(named(told, "withheld").map(JsonNode::toString))
                .anyMatch(one -> one.contains("\"delivered\"") && one.contains("the charge nurse, synthetic"))
                .anyMatch(one -> one.contains("\"segment\""));
        assertThat(json(get(nurse, summary + "?figure=delivered")).toString()).doesNotContain("valueQuantity");
        String course =
                get(nurse, "/" + acts.record.patient + "/$course-summary").body();
        assertThat(course).contains("\"withheld\"").doesNotContain("-complete\"");

        String reason =
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"Synthetic emergency\"}]}";
        assertThat(call(prescriber, "POST", "/" + acts.record.patient + "/$break-glass", reason)
                        .statusCode())
                .isEqualTo(200);
        JsonNode whole = json(get(prescriber, summary));
        assertThat(figure(whole, "delivered")).hasSize(1);
        assertThat(named(whole, "withheld")).isEmpty();
        assertThat(figure(told, "ordered")).isEqualTo(figure(whole, "ordered"));
    }

    @Test
    void whatASessionLeavesIsWithheldAsWhatItIsWorkedOutOf() {
        ClinicalActs acts = session("closing");
        String backend = clinic().backend("system/*.cruds");
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        Encounter discharged = acts.record.session("discharged");
        discharged.setStatus(Encounter.EncounterStatus.FINISHED);
        discharged.getPeriod().setEnd(Date.from(acts.record.now.plus(Duration.ofMinutes(70))));
        stored(acts.put(backend, discharged));
        stored(acts.wasteConfirmed(clinic().tokenOf(Role.NURSE), "15", "mg"));

        HttpResponse<String> closed = call(
                prescriber,
                "POST",
                "/" + acts.record.session + "/$closeout",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"practitioner\",\"valueReference\":{"
                        + "\"reference\":\"" + PRESCRIBER + "\"}}]}");

        stored(closed);
        assertThat(closed.body()).doesNotContain("\"MedicationAdministration\"").contains("\"Provenance\"");
        String given = "/MedicationAdministration?_summary=count&patient=" + acts.record.id();
        assertThat(json(get(prescriber, given)).path("total").asInt()).isZero();
        assertThat(json(get(prescriber, "/" + acts.record.session)).toString()).contains("\"closed\"");
    }

    @Test
    void anOrderThatIsWithheldIsNotComparedForWhoIsNotShownIt() {
        ClinicalActs acts = new ClinicalActs(this, "withheld-order");
        var order = acts.record.order(org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus.DRAFT);
        String backend = clinic().backend("system/*.cruds");
        String compared = "/MedicationRequest/" + acts.record.id() + "/$dose-check";
        stored(acts.put(backend, order));
        stored(get(backend, compared));
        order.getMeta().addSecurity().setSystem(ACT).setCode("PSY");
        stored(acts.put(backend, order));

        assertThat(get(backend, compared).statusCode()).isEqualTo(404);
        assertThat(get(backend, "/MedicationRequest/none-of-ours/$dose-check").statusCode())
                .isEqualTo(404);
        assertThat(get(backend, "/MedicationRequest/$dose-check?order=MedicationRequest/" + acts.record.id())
                        .statusCode())
                .isIn(400, 403, 404);
        assertThat(call(
                                backend,
                                "POST",
                                "/$dose-check",
                                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"order\",\"valueReference\":{"
                                        + "\"reference\":\"MedicationRequest/" + acts.record.id() + "\"}}]}")
                        .statusCode())
                .isEqualTo(404);
    }

    /** Run to its end, whose report is labelled, as is a score. */
    private ClinicalActs session(String name) {
        ClinicalActs acts = new ClinicalActs(this, "withheld-" + name, Duration.ofHours(2));
        acts.makeOrdered();
        stored(acts.put(clinic().tokenOf(Role.PRESCRIBER), acts.record.session("cleared")));
        String backend = clinic().backend("system/*.cruds");
        stored(acts.put(backend, acts.record.pump("start", Codes.PumpEvent.START, Duration.ZERO)));
        Observation complete = acts.record.pump("complete", Codes.PumpEvent.COMPLETE, Duration.ofMinutes(40));
        complete.getMeta().addSecurity().setSystem(ACT).setCode("PSY");
        stored(acts.put(backend, complete));
        QuestionnaireResponse score = acts.record.phq9(19);
        score.setId("QuestionnaireResponse/" + acts.record.id() + "-labelled-phq9");
        score.getMeta().addSecurity().setSystem(ACT).setCode("PSYTHPN");
        stored(acts.put(backend, score));
        return acts;
    }

    private static List<JsonNode> figure(JsonNode answer, String code) {
        return named(answer, "figure")
                .filter(figure -> figure.at("/part/0/valueCode").asText().equals(code))
                .filter(figure -> !figure.toString().contains("\"withheld\""))
                .toList();
    }

    private static java.util.stream.Stream<JsonNode> named(JsonNode answer, String name) {
        return StreamSupport.stream(answer.path("parameter").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name));
    }

    private static void stored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
}
