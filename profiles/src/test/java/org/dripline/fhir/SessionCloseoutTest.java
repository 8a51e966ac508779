// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.dripline.dosing.Rounding;
import org.dripline.fhir.SessionCloseout.Closing;
import org.dripline.fhir.SessionCloseout.Outcome;
import org.dripline.session.Charted.SaidReason;
import org.dripline.session.Scenario;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionCloseoutTest {

    @ParameterizedTest
    @MethodSource("org.dripline.session.Scenario#all")
    @DisplayName("D01, D02, D03, D04, D08, D12: dose, waste and segments are the engine's")
    void whatIsWrittenIsWhatTheEngineWorkedOut(Scenario scenario) {
        Outcome outcome = close(scenario, ClosedSessions.record(scenario));

        assertThat(outcome.missing()).isEmpty();
        MedicationAdministration given = administration(outcome);
        assertThat(given.getDosage().getDose().getValue())
                .isEqualByComparingTo(Rounding.DOSE.of(scenario.number("delivered_mg")));
        assertThat(given.getStatus())
                .isEqualTo(
                        scenario.name().equals("d03")
                                ? MedicationAdministrationStatus.STOPPED
                                : MedicationAdministrationStatus.COMPLETED);
        BigDecimal rest = scenario.number("drawn_mg").subtract(scenario.number("delivered_mg"));
        assertThat(given.getExtension().stream()
                        .filter(extension -> extension.getUrl().endsWith("dripline-waste"))
                        .map(extension -> ((Quantity)
                                        extension.getExtensionByUrl("amount").getValue())
                                .getValue()
                                .stripTrailingZeros())
                        .toList())
                .isEqualTo(rest.signum() == 0 ? List.of() : List.of(rest.stripTrailingZeros()));
    }

    @Test
    void whatIsLeftIsToldOnceTheInfusionHasEnded() {
        Scenario scenario = Scenario.named("d03");
        List<Resource> record = ClosedSessions.record(scenario);
        Closing closing = ClosedSessions.closing(scenario);
        List<Resource> unobserved = record.stream()
                .filter(resource -> !(resource instanceof Observation))
                .toList();
        BigDecimal left = scenario.number("drawn_mg").subtract(scenario.number("delivered_mg"));

        assertThat(ClosedSessions.rest(record, closing.at()).orElseThrow())
                .isEqualByComparingTo(Rounding.DOSE.of(left));
        assertThat(ClosedSessions.rest(unobserved, closing.at())).isEmpty();
    }

    @Test
    void closingTwiceWritesTheSameResources() {
        Scenario scenario = Scenario.named("d04");
        List<Resource> record = ClosedSessions.record(scenario);
        Outcome first = close(scenario, record);
        record.addAll(first.resources());

        Outcome second = close(scenario, record);

        assertThat(second.resources()).hasSameSizeAs(first.resources());
        for (int i = 0; i < first.resources().size(); i++) {
            assertThat(second.resources().get(i).equalsDeep(first.resources().get(i)))
                    .as(References.of(first.resources().get(i)))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("D03: a session that ended early is not closed before somebody says why")
    void aReasonIsAskedForWhereTheSessionEndedEarly() {
        Scenario scenario = Scenario.named("d03");
        Closing silent = new Closing(
                "Practitioner/syn-nurse",
                "Practitioner/syn-nurse",
                null,
                scenario.lastCheck().plusSeconds(3600));

        assertThat(ClosedSessions.closed(scenario, ClosedSessions.record(scenario), silent)
                        .missing())
                .singleElement()
                .asString()
                .contains("why the infusion ended early");
    }

    @Test
    @DisplayName("D02, D08: why the pump was halted is a person's word, and no reason for an early end")
    void aPauseHasTheReasonAPersonGaveAndTheEndHasNot() {
        Scenario d03 = Scenario.named("d03");
        List<Resource> record = new ArrayList<>(ClosedSessions.record(d03));
        MedicationAdministration halted = new MedicationAdministration();
        halted.setId("MedicationAdministration/halted");
        halted.setStatus(MedicationAdministration.MedicationAdministrationStatus.ONHOLD);
        halted.setMedication(
                new CodeableConcept(new Coding("http://www.nlm.nih.gov/research/umls/rxnorm", "6130", null)));
        halted.addStatusReason(new CodeableConcept(
                new Coding("https://dripline.health/fhir/CodeSystem/dripline-interruption-reason", "toilet", null)));
        halted.setEffective(new DateTimeType(Date.from(Scenario.minute(10))));
        record.add(halted);

        Closing silent = new Closing(
                "Practitioner/n", "Practitioner/n", null, d03.lastCheck().plusSeconds(3600));

        assertThat(ClosedSessions.closed(d03, record, silent).missing())
                .anyMatch(what -> what.startsWith("why the infusion ended early"));
        assertThat(SessionResources.read(record).session().charted().pauseReasons())
                .extracting(SaidReason::reason)
                .containsExactly("toilet");
    }

    @Test
    void aClinicWithoutAWitnessSaysSo() {
        Scenario scenario = Scenario.named("d03");
        Closing asked = ClosedSessions.closing(scenario);
        Closing unwitnessed = new Closing(asked.practitioner(), null, asked.stopReason(), asked.at(), false);

        Outcome outcome = ClosedSessions.closed(scenario, ClosedSessions.record(scenario), unwitnessed);

        assertThat(outcome.missing()).isEmpty();
        assertThat(outcome.resources())
                .filteredOn(MedicationAdministration.class::isInstance)
                .singleElement()
                .satisfies(resource -> assertThat(((MedicationAdministration) resource).getNote())
                        .anyMatch(note -> note.getText().contains("not double-checked")));
    }

    @Test
    void whatIsMissingIsListedAndNothingIsWritten() {
        Scenario scenario = Scenario.named("d01");
        List<Resource> record = ClosedSessions.record(scenario);
        record.removeIf(QuestionnaireResponse.class::isInstance);
        Encounter encounter = (Encounter)
                record.stream().filter(Encounter.class::isInstance).findFirst().orElseThrow();
        encounter.getPeriod().setEnd(java.util.Date.from(scenario.end().plusSeconds(600)));
        DetectedIssue open = new DetectedIssue();
        open.setId("DetectedIssue/open");
        open.setSeverity(DetectedIssue.DetectedIssueSeverity.HIGH);
        open.addImplicated(new Reference("Encounter/enc-d01"));
        record.add(open);

        Outcome outcome = ClosedSessions.closed(
                scenario,
                record,
                new Closing(
                        "Practitioner/syn-nurse",
                        null,
                        null,
                        scenario.lastCheck().plusSeconds(3600)));

        assertThat(outcome.resources()).isEmpty();
        assertThat(outcome.missing())
                .anyMatch(what -> what.contains("lot of the vial"))
                .anyMatch(what -> what.contains("who saw the rest discarded"))
                .anyMatch(what -> what.contains("10 min are on record"))
                .anyMatch(what -> what.contains("issue of high severity"))
                .hasSize(4);
    }

    @Test
    void theVialAndWhoClosedAreNamed() {
        Scenario scenario = Scenario.named("d01");
        MedicationAdministration given = administration(close(scenario, ClosedSessions.record(scenario)));

        assertThat(given.getMedicationCodeableConcept().getCodingFirstRep())
                .extracting(Coding::getCode)
                .isEqualTo(Codes.RxNorm.KETAMINE);
        assertThat(Objects.requireNonNull(given.getExtensionByUrl(
                                "https://dripline.health/fhir/StructureDefinition/dripline-vial"))
                        .getExtensionByUrl("lot")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("LOT-TEST-26A");
        assertThat(given.getPerformerFirstRep().getActor().getReference()).isEqualTo("Practitioner/syn-nurse");
    }

    private static Outcome close(Scenario scenario, List<Resource> record) {
        return ClosedSessions.closed(scenario, record, ClosedSessions.closing(scenario));
    }

    private static MedicationAdministration administration(Outcome outcome) {
        return outcome.resources().stream()
                .filter(MedicationAdministration.class::isInstance)
                .map(MedicationAdministration.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
