// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.dripline.fhir.GateResources.Moment;
import org.dripline.gate.Gate;
import org.dripline.gate.GateFacts;
import org.dripline.gate.GateFacts.PlaceKind;
import org.dripline.gate.GateFacts.Screened;
import org.dripline.gate.GateFacts.Sign;
import org.dripline.gate.GateReport;
import org.dripline.gate.Stage;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What of a record enters the gate, and what an episode becomes. The forms are the examples of their profiles. */
class GateResourcesTest {

    private static final Path VALID = Path.of("src/test/resources/fhir/valid");
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Instant AT = Instant.parse("2026-01-05T14:50:00Z");

    private final List<Resource> record = new ArrayList<>(List.of(patient(), session()));

    @Test
    void answersAreTheNewestAndThoseOfTheDayAreOfThisVisit() {
        record.add(example("dripline-eligibility-response/d01-before-1.json"));
        GateFacts other = facts();
        assertThat(other.answers()).containsKey("psychosis");
        assertThat(other.answers())
                .extractingByKey("last-oral-intake")
                .extracting(GateFacts.Answer::value)
                .isEqualTo("2026-01-05T05:20:00Z");

        GateFacts nextDay = GateResources.read(
                record, new Moment(Instant.parse("2026-01-07T14:50:00Z"), ZoneOffset.UTC, "enc-d01"));
        assertThat(nextDay.answers()).containsKey("psychosis").doesNotContainKey("last-oral-intake");
    }

    @Test
    void theRoomIsTheOneOfThisVisit() {
        record.add(example("dripline-room-readiness-response/d01-ready.json"));

        assertThat(facts().room())
                .extractingByKey("vial-expiry")
                .extracting(GateFacts.Answer::value)
                .isEqualTo("2027-06-30");
        assertThat(GateResources.read(record, new Moment(AT, ZoneOffset.UTC, "another-visit"))
                        .room())
                .isEmpty();
    }

    @Test
    @DisplayName("R-B6: the fourth question alone is a high risk; one answer alone is a screener")
    void theTriageTableLevelsAScreener() {
        record.add(example("dripline-c-ssrs-response/question-four-alone.json"));

        assertThat(facts().screens()).singleElement().satisfies(screen -> {
            assertThat(screen.what()).isEqualTo(Screened.SUICIDE_RISK);
            assertThat(screen.value()).isEqualTo(3);
        });
    }

    @Test
    @DisplayName("R-C5: a resolved condition enters as one that is over; a refuted one does not enter")
    void conditionsEnterWithTheirState() {
        record.add(condition("resolved", null));
        record.add(condition("active", "refuted"));

        assertThat(facts().conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.active()).isFalse());
    }

    @Test
    void readingsOfTheVisitBeforeTheStartEnterAndNothingMarked() {
        record.add(saturation("before", "97", AT.minusSeconds(600), null));
        record.add(saturation("test", "50", AT.minusSeconds(500), "TEST"));
        record.add(saturation("after", "91", AT.minusSeconds(100), null));
        record.add(started(AT.minusSeconds(200)));

        assertThat(facts().vitals()).singleElement().satisfies(vital -> {
            assertThat(vital.sign()).isEqualTo(Sign.OXYGEN_SATURATION);
            assertThat(vital.value()).isEqualByComparingTo("97");
        });
    }

    @Test
    @DisplayName("Weight without a unit enters as one that cannot be used; pounds are converted")
    void weightsEnterInKilograms() {
        record.add(weight("154.3", "[lb_av]", AT.minusSeconds(90)));
        record.add(weight("70", null, AT.minusSeconds(60)));

        assertThat(facts().weights().get(0).kilograms()).isEqualByComparingTo(new BigDecimal("69.989302691"));
        assertThat(facts().weights().get(1).kilograms()).isNull();
    }

    @Test
    @DisplayName("R-A8: a home is a home by the class of the visit or the kind of the place")
    void placesAreKnownByTheirKind() {
        Encounter session = (Encounter) record.get(1);
        assertThat(facts().place()).isNull();

        session.addLocation().setLocation(new Reference("Location/somewhere"));
        assertThat(facts().place()).extracting(GateFacts.Place::kind).isEqualTo(PlaceKind.UNREGISTERED);
        Location house = new Location();
        house.setId("Location/somewhere");
        record.add(house);
        assertThat(facts().place()).extracting(GateFacts.Place::kind).isEqualTo(PlaceKind.TREATMENT);
        house.getPhysicalType()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/location-physical-type")
                .setCode("ho");
        assertThat(facts().place()).extracting(GateFacts.Place::kind).isEqualTo(PlaceKind.HOME);
        session.getLocation().clear();
        session.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "HH", null));
        assertThat(facts().place()).extracting(GateFacts.Place::kind).isEqualTo(PlaceKind.HOME);
    }

    @Test
    void aMedicineThatWasStoppedAndKetamineItselfDoNotEnter() {
        record.add(taken("one", "6470", MedicationStatement.MedicationStatementStatus.ACTIVE));
        record.add(taken("two", "2598", MedicationStatement.MedicationStatementStatus.STOPPED));
        record.add(taken("three", Codes.RxNorm.KETAMINE, MedicationStatement.MedicationStatementStatus.ACTIVE));

        assertThat(facts().medicines())
                .singleElement()
                .satisfies(medicine -> assertThat(medicine.reference()).isEqualTo("MedicationStatement/one"));
    }

    @Test
    @DisplayName("D09: a hypomania that goes on counts as mania and as an earlier reaction; once over, as the latter")
    void anEventThatGoesOnCountsLikeAProblem() {
        record.add(example("dripline-adverse-event/d09-hypomania-ongoing.json"));
        Moment after = new Moment(Instant.parse("2026-01-19T10:00:00Z"), ZoneOffset.UTC, null);

        GateFacts facts = GateResources.read(record, after);

        assertThat(facts.conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.active()).isTrue());
        assertThat(facts.reactions()).hasSize(1);
    }

    @Test
    @DisplayName("One episode is one issue: entered, unchanged, grown, cleared; back again it is another")
    void oneEpisodeIsOneIssue() {
        Gate gate = new Gate(GateRuleFile.shipped());
        record.add(taken("one", "6470", MedicationStatement.MedicationStatementStatus.ACTIVE));
        DetectedIssue entered = onlyChange(gate);
        assertThat(References.of(entered)).startsWith("DetectedIssue/gate-");
        record.add(entered);
        assertThat(changes(gate)).isEmpty();

        record.add(taken("two", "2598", MedicationStatement.MedicationStatementStatus.ACTIVE));
        DetectedIssue grown = onlyChange(gate);
        assertThat(References.of(grown)).isEqualTo(References.of(entered));
        assertThat(grown.getEvidence()).hasSize(2);
        record.remove(entered);
        record.add(grown);

        record.removeIf(MedicationStatement.class::isInstance);
        DetectedIssue cleared = onlyChange(gate);
        assertThat(cleared.getStatus()).isEqualTo(DetectedIssue.DetectedIssueStatus.FINAL);
        assertThat(cleared.getMitigationFirstRep().getAction().getText()).isEqualTo("No longer found");
        record.remove(grown);
        record.add(cleared);
        assertThat(changes(gate)).isEmpty();

        record.add(taken("one", "6470", MedicationStatement.MedicationStatementStatus.ACTIVE));
        assertThat(References.of(onlyChange(gate))).isNotEqualTo(References.of(entered));
    }

    @Test
    @DisplayName("What may not be read in the evidence may not be read in the issue: its labels are the issue's")
    void anIssueTakesOnTheLabelsOfItsEvidence() {
        Gate gate = new Gate(GateRuleFile.shipped());
        MedicationStatement labelled = taken("one", "6470", MedicationStatement.MedicationStatementStatus.ACTIVE);
        record.add(labelled);
        DetectedIssue before = onlyChange(gate);
        assertThat(before.getMeta().getSecurity()).isEmpty();
        record.add(before);

        labelled.getMeta().addSecurity("http://terminology.hl7.org/CodeSystem/v3-ActCode", "PSY", null);

        DetectedIssue after = onlyChange(gate);
        assertThat(References.of(after)).isEqualTo(References.of(before));
        assertThat(after.getMeta().getSecurity())
                .singleElement()
                .satisfies(label -> assertThat(label.getCode()).isEqualTo("PSY"));
        record.remove(before);
        record.add(after);
        assertThat(changes(gate)).isEmpty();
    }

    private DetectedIssue onlyChange(Gate gate) {
        List<DetectedIssue> changes = changes(gate);
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private List<DetectedIssue> changes(Gate gate) {
        GateFacts facts = facts();
        GateReport report = gate.judge(facts, ShippedProtocols.protocol("common-limits"), "draft", Stage.ORDER);
        return GateIssues.of(report, gate.rules(), facts, null, record).changed();
    }

    private GateFacts facts() {
        return GateResources.read(record, new Moment(AT, ZoneOffset.UTC, "enc-d01"));
    }

    private static Patient patient() {
        Patient patient = new Patient();
        patient.setId("Patient/syn-0001");
        patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType("1984-03-11"));
        return patient;
    }

    private static Encounter session() {
        Encounter session = new Encounter();
        session.setId("Encounter/enc-d01");
        return session;
    }

    private static Condition condition(String clinical, @Nullable String verification) {
        Condition condition = new Condition();
        condition.setId("Condition/" + clinical);
        condition.setCode(new CodeableConcept(new Coding(Codes.Systems.SNOMED_CT, "69322001", null)));
        condition.setClinicalStatus(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/condition-clinical", clinical, null)));
        if (verification != null) {
            condition.setVerificationStatus(new CodeableConcept(
                    new Coding("http://terminology.hl7.org/CodeSystem/condition-ver-status", verification, null)));
        }
        return condition;
    }

    private static MedicationStatement taken(
            String id, String rxNorm, MedicationStatement.MedicationStatementStatus status) {
        MedicationStatement statement = new MedicationStatement().setStatus(status);
        statement.setId("MedicationStatement/" + id);
        statement.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, rxNorm, null)));
        return statement;
    }

    private static Observation saturation(String id, String value, Instant at, @Nullable String mark) {
        Observation observation = observation(id, at);
        observation.setCode(new CodeableConcept(new Coding(Codes.Systems.LOINC, "59408-5", null)));
        observation.setValue(quantity(value, "%"));
        if (mark != null) {
            observation.addInterpretation(new CodeableConcept(new Coding(null, mark, null)));
        }
        return observation;
    }

    private static Observation weight(String value, @Nullable String unit, Instant at) {
        Observation observation = observation("weight-" + value, at);
        observation.setCode(new CodeableConcept(new Coding(Codes.Systems.LOINC, "29463-7", null)));
        observation.setValue(unit == null ? new Quantity().setValue(new BigDecimal(value)) : quantity(value, unit));
        return observation;
    }

    private static Observation started(Instant at) {
        Observation observation = observation("start", at);
        observation.setCode(
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT, null)));
        observation.setValue(
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.START, null)));
        return observation;
    }

    private static Observation observation(String id, Instant at) {
        Observation observation = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        observation.setId("Observation/" + id);
        observation.setEncounter(new Reference("Encounter/enc-d01"));
        observation.setEffective(new DateTimeType(Date.from(at)));
        return observation;
    }

    private static Quantity quantity(String value, String unit) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }

    private static Resource example(String file) {
        try {
            return (Resource) FHIR.newJsonParser().parseResource(Files.readString(VALID.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
