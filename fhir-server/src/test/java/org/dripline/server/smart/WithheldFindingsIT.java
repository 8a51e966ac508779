// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;
import org.dripline.server.access.Role;
import org.dripline.server.gate.ReadyRecord;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The gate judges the whole record; what it rests on is told to whoever may read that. */
class WithheldFindingsIT extends SmartContext {

    private static final String CONTACT = "the charge nurse, synthetic";
    private static final String[] WORDS = {"mania", "Manic", "psychosis", "F31"};

    private final ReadyRecord record = new ReadyRecord("withheld")
            .problem("http://hl7.org/fhir/sid/icd-10-cm", "F31.2", "Manic, with psychotic features", true);
    private String patient = "";

    @BeforeEach
    void onRecord() {
        patient = record.id();
        Bundle transaction = record.transaction();
        transaction.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Patient.class::isInstance)
                .map(Patient.class::cast)
                .forEach(each -> each.getNameFirstRep().setFamily("Synthetic-" + patient));
        HttpResponse<String> stored = call(clinic().backend("system/*.cruds"), "POST", "/", encoded(transaction));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    @Test
    @DisplayName("Who may read the diagnosis is told the rule, its words and what they rest on")
    void whoMayReadItIsToldIt() {
        HttpResponse<String> answer = gate("launch/patient patient/*.cruds");

        assertThat(result(answer)).isEqualTo("needs-override");
        assertThat(answer.body())
                .contains("mania", "Condition/gate-withheld-F31-2")
                .doesNotContain("withheld\"");
    }

    @Test
    @DisplayName("Who may not learns that there is a hold, how grave it is and whom to ask; the same result")
    void whoMayNotLearnsOfTheHold() {
        HttpResponse<String> answer =
                gate("launch/patient patient/Patient.rs patient/DetectedIssue.cru patient/QuestionnaireResponse.rs");

        assertThat(result(answer)).isEqualTo("needs-override");
        JsonNode withheld = StreamSupport.stream(json(answer).get("parameter").spliterator(), false)
                .filter(parameter -> parameter.get("name").asText().equals("withheld"))
                .findFirst()
                .orElseThrow();
        assertThat(withheld.toString()).contains("hard-stop", CONTACT);
        assertThat(answer.body()).doesNotContain(WORDS);
    }

    @Test
    @DisplayName("A refused order says no more than that either")
    void aRefusalTellsNoMore() {
        MedicationRequest order = record.order(MedicationRequestStatus.ACTIVE);
        order.setRequester(new Reference(Clinic.practitioner(Role.PRESCRIBER)));
        String scope = "launch/patient patient/Patient.rs patient/MedicationRequest.cru";

        HttpResponse<String> answer = call(
                clinic().token(Clinic.username(Role.PRESCRIBER), scope, patient),
                "PUT",
                "/MedicationRequest/" + patient,
                encoded(order));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("The order waits", CONTACT).doesNotContain(WORDS);
    }

    private HttpResponse<String> gate(String scope) {
        HttpResponse<String> answer = call(
                token(scope), "POST", "/Patient/" + patient + "/$infusion-gate", "{\"resourceType\":\"Parameters\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String token(String scope) {
        return clinic().token(scope, patient);
    }

    private static String result(HttpResponse<String> answer) {
        return json(answer).get("parameter").get(0).get("valueCode").asText();
    }

    private static String encoded(Resource resource) {
        return FHIR.newJsonParser().encodeResourceToString(resource);
    }
}
