// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.dripline.server.access.Role;
import org.dripline.server.staff.Act;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** What somebody with the role did is undone and rewritten by nobody without it. */
class UndoneActsIT extends SmartContext {

    @Test
    void anOrderInForce() {
        ClinicalActs acts = new ClinicalActs(this, "undone-order");
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String nurse = clinic().tokenOf(Role.NURSE);
        assertStored(acts.ordered(prescriber));
        String reference = "/MedicationRequest/" + acts.record.id();
        MedicationRequest ended = acts.record.order(MedicationRequestStatus.ENTEREDINERROR);
        ended.setRequester(null);
        MedicationRequest ofAnother = acts.record.order(MedicationRequestStatus.ACTIVE);
        ofAnother.setRequester(null).setSubject(new Reference("Patient/anna"));
        assertNeeds(
                "prescriber",
                acts.put(nurse, ended),
                acts.put(nurse, ofAnother),
                call(nurse, "PATCH", reference, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"stopped\"}]"),
                call(
                        nurse,
                        "POST",
                        "/",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\","
                                + "\"url\":\"MedicationRequest/" + acts.record.id() + "\"}}]}"),
                call(nurse, "DELETE", reference, ""),
                call(clinic().backend("system/*.cruds"), "DELETE", reference, ""));
        assertStored(call(prescriber, "DELETE", reference, ""));
    }

    @Test
    void aDoseThatWasGiven() {
        ClinicalActs acts = new ClinicalActs(this, "undone-dose");
        String nurse = clinic().tokenOf(Role.NURSE);
        String other = clinic().tokenOf(Role.PRIVACY_OFFICER);
        MedicationAdministration given = acts.given();
        given.addPerformer().setActor(new Reference("Practitioner/nurse-1"));
        assertStored(acts.put(nurse, given));
        MedicationAdministration byAnother = given.copy();
        byAnother.getPerformerFirstRep().setActor(new Reference("Practitioner/staff-1"));
        MedicationAdministration toAnother = given.copy();
        toAnother.setSubject(new Reference("Patient/anna")).setContext(null);
        MedicationAdministration later = given.copy();
        later.setEffective(new DateTimeType("2026-01-05T10:00:00Z"));
        MedicationAdministration another = given.copy();
        another.setMedication(new CodeableConcept().setText("Ondansetron, synthetic"));
        MedicationAdministration never = given.copy().setStatus(MedicationAdministrationStatus.ENTEREDINERROR);
        for (MedicationAdministration version : List.of(byAnother, toAnother, later, another, never)) {
            assertNeeds("nurse", acts.put(other, version));
        }
        String reference = "/MedicationAdministration/" + acts.record.id();
        assertNeeds("nurse", call(other, "DELETE", reference, ""));
        MedicationAdministration noted = given.copy();
        noted.addNote().setText("Synthetic note");
        assertStored(acts.put(other, noted));
        assertStored(acts.put(nurse, never));
    }

    @Test
    void aSessionThatWasCleared() {
        ClinicalActs acts = new ClinicalActs(this, "undone-session");
        assertStored(acts.tried(Act.CLEAR, clinic().tokenOf(Role.ACLS_HOLDER)).get(0));
        for (String token : List.of(clinic().tokenOf(Role.NURSE), clinic().backend("system/*.cruds"))) {
            assertNeeds("prescriber or ACLS holder", call(token, "DELETE", "/" + acts.record.session, ""));
        }
    }

    /** What takes clearance back is on the safe side, and done by whoever sees the reason; it does not come back so. */
    @Test
    void aClearedSessionSetBackIsClearedAnewByWhoeverMay() {
        ClinicalActs acts = new ClinicalActs(this, "undone-back");
        String nurse = clinic().tokenOf(Role.NURSE);
        String holder = clinic().tokenOf(Role.ACLS_HOLDER);
        assertStored(acts.tried(Act.CLEAR, holder).get(0));
        assertStored(acts.put(nurse, acts.record.session("arrived")));
        assertNeeds(
                "prescriber or ACLS holder",
                acts.put(nurse, acts.record.session("cleared")),
                acts.put(nurse, acts.record.session("infusing")));
        assertStored(acts.put(holder, acts.record.session("cleared")));
    }

    @Test
    void aSessionThatIsClosed() {
        ClinicalActs acts = new ClinicalActs(this, "undone-close");
        String nurse = clinic().tokenOf(Role.NURSE);
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        assertStored(acts.tried(Act.CLEAR, prescriber).get(0));
        Encounter closed = acts.over("closed");
        assertNeeds("prescriber", acts.put(nurse, closed));
        assertStored(acts.put(prescriber, closed));
        assertNeeds(
                "prescriber",
                acts.put(nurse, acts.over("discharged")),
                acts.put(nurse, acts.record.session("arrived")),
                call(nurse, "DELETE", "/" + acts.record.session, ""));
        assertStored(acts.put(prescriber, acts.over("discharged")));
    }

    @Test
    void whatWasSigned() {
        ClinicalActs acts = new ClinicalActs(this, "undone-signed");
        String nurse = clinic().tokenOf(Role.NURSE);
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        HttpResponse<String> letter = acts.tried(Act.SIGN, prescriber).get(0);
        assertStored(letter);
        String reference = "/Composition/" + json(letter).at("/id").asText();
        assertNeeds(
                "prescriber",
                call(nurse, "DELETE", reference, ""),
                call(
                        nurse,
                        "PATCH",
                        reference,
                        "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"entered-in-error\"}]"),
                call(nurse, "PATCH", reference, "[{\"op\":\"replace\",\"path\":\"/title\",\"value\":\"Another\"}]"),
                call(
                        nurse,
                        "PATCH",
                        reference,
                        "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"" + "Patient/anna\"}]"));
        assertStored(call(prescriber, "DELETE", reference, ""));
    }

    @Test
    void whoSaidItIsKept() {
        ClinicalActs acts = new ClinicalActs(this, "undone-word");
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String nurse = clinic().tokenOf(Role.NURSE);
        String backend = clinic().backend("system/*.cruds");
        assertStored(acts.ordered(prescriber));
        HttpResponse<String> check = acts.confirmed(nurse, "MedicationRequest/" + acts.record.id());
        assertStored(check);
        String reference = "/Provenance/" + json(check).at("/id").asText();
        String otherwise =
                check.body().replaceFirst("\"recorded\":\\s*\"[^\"]+\"", "\"recorded\":\"2026-01-05T10:00:00Z\"");
        assertThat(otherwise).isNotEqualTo(check.body());
        String ofSomebodyElse =
                check.body().replaceFirst("\"agent\":.*", "\"agent\":[{\"who\":{\"display\":\"Synthetic\"}}]}");
        for (String token : List.of(prescriber, nurse, backend)) {
            assertRefused(call(token, "DELETE", reference, ""));
            assertRefused(call(token, "PUT", reference, otherwise));
            assertRefused(call(token, "PUT", reference, ofSomebodyElse));
            assertRefused(call(
                    token,
                    "PATCH",
                    reference,
                    "[{\"op\":\"replace\",\"path\":\"/target/0/reference\",\"value\":\"MedicationRequest/x\"}]"));
        }
        assertThat(json(get(nurse, reference)).at("/meta/versionId").asText()).isEqualTo("1");
        assertRefused(call(backend, "DELETE", "/Provenance/origin-anna", ""));
    }

    @Test
    void whatAPatientConsentsTo() {
        ClinicalActs acts = new ClinicalActs(this, "undone-consent");
        String nurse = clinic().tokenOf(Role.NURSE);
        String holder = clinic().tokenOf(Role.ACLS_HOLDER);
        String anna = clinic().tokenOf(Role.PATIENT);
        String reference = "/Consent/" + acts.record.id();
        assertNeeds("nurse", acts.put(holder, acts.consent("active")));
        assertNeeds(
                "nurse",
                call(
                        anna,
                        "POST",
                        "/Consent",
                        ClinicalActs.encoded(acts.consent("active")
                                .setPatient(new Reference("Patient/anna"))
                                .setId((String) null))));
        assertStored(acts.put(nurse, acts.consent("active")));
        assertNeeds(
                "nurse",
                call(holder, "PATCH", reference, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"inactive\"}]"),
                call(
                        holder,
                        "PATCH",
                        reference,
                        "[{\"op\":\"replace\",\"path\":\"/scope/coding/0/code\",\"value\":\"treatment\"}]"),
                call(holder, "DELETE", reference, ""));
        assertStored(call(nurse, "DELETE", reference, ""));
    }

    @Test
    void whoseADeviceIs() {
        ClinicalActs acts = new ClinicalActs(this, "undone-device");
        String backend = clinic().backend("system/*.cruds");
        String nobodys = "{\"resourceType\":\"Device\",\"id\":\"undone-device\"}";
        assertStored(call(
                backend,
                "PUT",
                "/Device/undone-device",
                nobodys.replace("}", ",\"patient\":{\"reference\":\"" + acts.record.patient + "\"}}")));
        assertThat(call(clinic().tokenOf(Role.PRIVACY_OFFICER), "PUT", "/Device/undone-device", nobodys)
                        .body())
                .contains("say whose a device is");
        assertStored(call(clinic().tokenOf(Role.NURSE), "PUT", "/Device/undone-device", nobodys));
    }

    private static void assertNeeds(String role, HttpResponse<?>... answers) {
        for (HttpResponse<?> answer : answers) {
            assertThat(answer.statusCode()).as(String.valueOf(answer.body())).isEqualTo(403);
            assertThat(String.valueOf(answer.body())).contains("This needs the role " + role);
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(403, 412, 422);
    }

    private static void assertStored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
}
