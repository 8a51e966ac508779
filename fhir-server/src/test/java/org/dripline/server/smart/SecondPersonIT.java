// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dripline.server.access.Role;
import org.dripline.server.gate.ReadyRecord;
import org.dripline.server.staff.Act;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who did it is who was signed in; who confirms it is somebody else, from a session of their own. */
class SecondPersonIT extends SmartContext {

    private static final String NURSE = "Practitioner/nurse-1";
    private static final String PRESCRIBER = Clinic.practitioner(Role.PRESCRIBER);

    @Test
    void anActIsInTheNameOfWhoIsSignedIn() {
        ClinicalActs acts = new ClinicalActs(this, "author");
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);

        MedicationRequest order = acts.record.order(MedicationRequestStatus.ACTIVE);
        order.setRequester(new Reference(NURSE));
        assertRefused(acts.put(prescriber, order), "names somebody else");
        order.setRequester(new Reference("PractitionerRole/nurse-1"));
        assertRefused(acts.put(prescriber, order), "names somebody else");
        order.setRequester(null);
        assertStored(acts.put(prescriber, order));
        assertThat(json(get(prescriber, "/MedicationRequest/" + acts.record.id()))
                        .at("/requester/reference")
                        .asText())
                .isEqualTo(PRESCRIBER);
        order.setRequester(new Reference("PractitionerRole/prescriber-1"));
        assertStored(acts.put(prescriber, order));

        DetectedIssue issue = acts.overridden();
        issue.getMitigation().get(0).setAuthor(new Reference(NURSE));
        assertRefused(acts.put(prescriber, issue), "names somebody else");
        issue.getMitigation().get(0).setAuthor(null);
        assertStored(acts.put(prescriber, issue));
        assertThat(json(get(prescriber, "/DetectedIssue/" + issue.getIdElement().getIdPart()))
                        .at("/mitigation/0/author/reference")
                        .asText())
                .isEqualTo(PRESCRIBER);
    }

    @Test
    void aSignatureIsTheSignersOwn() {
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String signed = "{\"resourceType\":\"Provenance\",\"target\":[{\"reference\":\"Observation/pulse-anna\"}],"
                + "\"recorded\":\"2026-01-05T10:00:00Z\",\"agent\":[{\"who\":{\"reference\":\"AGENT\"}}],\"signature\":[{"
                + "\"type\":[{\"system\":\"urn:iso-astm:E1762-95:2013\",\"code\":\"1.2.840.10065.1.12.1.1\"}],"
                + "\"when\":\"2026-01-05T10:00:00Z\",\"who\":{\"reference\":\"SIGNER\"}}]}";
        assertRefused(
                call(
                        prescriber,
                        "POST",
                        "/Provenance",
                        signed.replace("AGENT", PRESCRIBER).replace("SIGNER", NURSE)),
                "names somebody else");
        assertRefused(
                call(
                        prescriber,
                        "POST",
                        "/Provenance",
                        signed.replace("AGENT", NURSE).replace("SIGNER", PRESCRIBER)),
                "names somebody else");
        assertStored(call(
                prescriber,
                "POST",
                "/Provenance",
                signed.replace("AGENT", PRESCRIBER).replace("SIGNER", PRESCRIBER)));
        for (String who : List.of(NURSE, PRESCRIBER)) {
            String inSomebodysName = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"practitioner\","
                    + "\"valueReference\":{\"reference\":\"" + who
                    + "\"}},{\"name\":\"digest\",\"valueString\":\"of another sheet\"},"
                    + "{\"name\":\"until\",\"valueDate\":\"2090-01-01\"}]}";
            HttpResponse<String> answer =
                    call(prescriber, "POST", "/PlanDefinition/mood-standard/$sign", inSomebodysName);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(who.equals(NURSE) ? 422 : 412);
        }
        assertThat(call(clinic().tokenOf(Role.NURSE), "POST", "/PlanDefinition/mood-standard/$sign", "{}")
                        .statusCode())
                .isIn(400, 403);
        assertThat(call(prescriber, "DELETE", "/Provenance/origin-anna", "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSessionWaitsForASecondPerson() {
        ClinicalActs acts = new ClinicalActs(this, "second");
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String nurse = clinic().tokenOf(Role.NURSE);
        String order = "MedicationRequest/" + acts.record.id();

        assertStored(acts.put(prescriber, acts.record.order(MedicationRequestStatus.DRAFT)));
        assertRefused(acts.confirmed(nurse, order), "not active");
        assertStored(acts.ordered(prescriber));
        assertRefused(acts.tried(Act.CLEAR, prescriber, false).get(0), "nobody but its requester");
        assertRefused(acts.confirmed(prescriber, order), "their own order");
        HttpResponse<String> first = acts.confirmed(nurse, order);
        assertStored(first);
        assertThat(json(first).at("/agent/0/who/reference").asText()).isEqualTo(NURSE);
        assertThat(json(acts.confirmed(nurse, order)).at("/id").asText())
                .as("once")
                .isEqualTo(json(first).at("/id").asText());

        MedicationRequest changed = acts.record.order(MedicationRequestStatus.ACTIVE);
        changed.setRequester(null);
        changed.addNote().setText("Another version, synthetic");
        assertStored(acts.put(prescriber, changed));
        assertRefused(acts.tried(Act.CLEAR, prescriber, false).get(0), "as it is now");
        assertStored(acts.confirmed(nurse, order));
        assertStored(
                acts.tried(Act.CLEAR, clinic().tokenOf(Role.ACLS_HOLDER), false).get(0));
        assertThat(get(nurse, "/Provenance?target=" + acts.record.session).body())
                .contains("Session cleared", Clinic.practitioner(Role.ACLS_HOLDER));
    }

    @Test
    void aConfirmationIsNotWrittenByHand() {
        String by = "{\"resourceType\":\"Provenance\",\"target\":[{\"reference\":\"Encounter/visit-anna\"}],"
                + "\"recorded\":\"2026-01-05T10:00:00Z\",\"agent\":[{\"type\":{\"coding\":[{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/v3-ParticipationType\",\"code\":\"WIT\"}]},\"who\":{"
                + "\"reference\":\"" + NURSE + "\"}}]}";
        assertRefused(call(clinic().tokenOf(Role.NURSE), "POST", "/Provenance", by), "$confirm");
        assertThat(call(clinic().backend("system/*.cruds"), "POST", "/Provenance", by)
                        .statusCode())
                .isEqualTo(403);
        ClinicalActs acts = new ClinicalActs(this, "by-hand");
        String witnessed = "{\"resourceType\":\"MedicationAdministration\",\"id\":\"by-hand\",\"status\":\"completed\","
                + "\"extension\":[{\"url\":\"https://dripline.health/fhir/StructureDefinition/dripline-waste\","
                + "\"extension\":[{\"url\":\"witness\",\"valueReference\":{\"reference\":\"Practitioner/staff-1\"}}]}],"
                + "\"medicationCodeableConcept\":{\"text\":\"synthetic\"},\"subject\":{\"reference\":\""
                + acts.record.patient + "\"},\"effectiveDateTime\":\"2026-01-05T10:00:00Z\"}";
        assertRefused(
                call(clinic().tokenOf(Role.NURSE), "PUT", "/MedicationAdministration/by-hand", witnessed),
                "session of their own");
    }

    @Test
    void aDoseThatWasGivenIsCheckedBySomebodyElse() {
        ClinicalActs acts = new ClinicalActs(this, "given-twice");
        String nurse = clinic().tokenOf(Role.NURSE);
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        MedicationAdministration given = acts.given();
        String reference = "MedicationAdministration/" + acts.record.id();

        assertStored(acts.put(nurse, given));
        assertRefused(acts.confirmed(prescriber, reference), "the dose of ketamine");
        given.getDosage().setDose(ReadyRecord.quantity("35", "mg"));
        assertStored(acts.put(nurse, given));
        assertRefused(acts.confirmed(prescriber, reference), "add the performer");
        given.addPerformer().setActor(new Reference("PractitionerRole/nurse-1"));
        assertStored(acts.put(nurse, given));
        assertRefused(acts.confirmed(nurse, reference), "what they gave");

        HttpResponse<String> check = acts.confirmed(prescriber, reference);
        assertStored(check);
        assertThat(json(check).at("/agent/0/type/coding/0/code").asText()).isEqualTo("verifier");
        assertThat(json(check).at("/agent/0/who/reference").asText()).isEqualTo(PRESCRIBER);
        assertThat(json(check).at("/target/0/reference").asText()).isEqualTo(reference + "/_history/3");

        MedicationAdministration plain = acts.given();
        plain.setId(reference + "-other");
        plain.setMedication(new CodeableConcept().setText("Ondansetron, synthetic"));
        plain.addPerformer().setActor(new Reference(NURSE));
        assertStored(acts.put(nurse, plain));
        assertRefused(acts.confirmed(prescriber, reference + "-other"), "the dose of ketamine");
    }

    @Test
    void nobodyWitnessesWhatTheyClose() {
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String nurse = clinic().tokenOf(Role.NURSE);
        ClinicalActs acts = new ClinicalActs(this, "witness", Duration.ofHours(2));
        acts.makeOrdered();
        assertStored(acts.put(prescriber, acts.record.session("cleared")));
        String backend = clinic().backend("system/*.cruds");
        assertStored(acts.put(backend, acts.record.pump("start", Codes.PumpEvent.START, Duration.ZERO)));
        assertStored(acts.put(backend, acts.record.pump("complete", Codes.PumpEvent.COMPLETE, Duration.ofMinutes(40))));
        Encounter discharged = acts.record.session("discharged");
        discharged.setStatus(Encounter.EncounterStatus.FINISHED);
        discharged.getPeriod().setEnd(Date.from(acts.record.now.plus(Duration.ofMinutes(70))));
        assertStored(acts.put(nurse, discharged));

        assertRefused(closed(acts, prescriber, NURSE, null), "names somebody else");
        assertRefused(closed(acts, prescriber, PRESCRIBER, NURSE), "session of their own");
        assertRefused(closed(acts, prescriber, PRESCRIBER, null), "who saw the rest discarded");
        assertStored(acts.wasteConfirmed(prescriber, "15", "mg"));
        assertRefused(closed(acts, prescriber, PRESCRIBER, null), "else than who closes");

        assertRefused(acts.confirmed(nurse, acts.record.session), "how much was discarded");
        assertRefused(acts.wasteConfirmed(nurse, "15", "mL"), "how much was discarded");
        assertRefused(acts.wasteConfirmed(nurse, "14.9", "mg"), "another amount");
        assertRefused(acts.wasteConfirmed(nurse, "20", "mg"), "another amount");
        HttpResponse<String> seen = acts.wasteConfirmed(nurse, "15.0", "mg");
        assertStored(seen);
        assertThat(json(seen).at("/extension/0/extension/0/valueQuantity/value").decimalValue())
                .isEqualByComparingTo("15");
        assertThat(json(acts.wasteConfirmed(nurse, "15", "mg")).at("/id").asText())
                .as("once")
                .isEqualTo(json(seen).at("/id").asText());

        // What is on record afterwards is another rest: nobody saw that.
        Observation more = acts.record.pump("complete", Codes.PumpEvent.COMPLETE, Duration.ofMinutes(40));
        more.getComponent().stream()
                .filter(part -> part.getCode().hasCoding(Codes.Systems.MDC, Codes.Mdc.VOLUME_DELIVERED_TOTAL))
                .forEach(part -> part.setValue(ReadyRecord.quantity("34", "mL")));
        assertStored(acts.put(backend, more));
        assertRefused(closed(acts, prescriber, PRESCRIBER, null), "who saw the rest discarded");
        assertRefused(acts.wasteConfirmed(nurse, "15", "mg"), "another amount");
        assertStored(acts.wasteConfirmed(nurse, "16", "mg"));
        assertStored(closed(acts, prescriber, PRESCRIBER, null));

        var given = json(get(nurse, "/MedicationAdministration?context=" + acts.record.session))
                .at("/entry/0/resource");
        assertThat(StreamSupport.stream(given.path("extension").spliterator(), false)
                        .filter(extension -> extension.path("url").asText().endsWith("dripline-waste"))
                        .map(waste -> waste.toString()))
                .singleElement()
                .asString()
                .contains("\"" + NURSE + "\"", "\"value\":16");
        assertThat(given.at("/performer/0/actor/reference").asText()).isEqualTo(PRESCRIBER);
    }

    private HttpResponse<String> closed(
            ClinicalActs acts, String token, String practitioner, @Nullable String witness) {
        return call(
                token,
                "POST",
                "/" + acts.record.session + "/$closeout",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"practitioner\",\"valueReference\":{"
                        + "\"reference\":\"" + practitioner + "\"}}"
                        + (witness == null
                                ? ""
                                : ",{\"name\":\"witness\",\"valueReference\":{\"reference\":\"" + witness + "\"}}")
                        + "]}");
    }

    private static void assertStored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static void assertRefused(HttpResponse<String> answer, String because) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(because);
    }
}
