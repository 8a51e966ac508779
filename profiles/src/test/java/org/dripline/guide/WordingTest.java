// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dripline.guide.Example.Complaint;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ConstraintSeverity;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.junit.jupiter.api.Test;

/** How things are called, and where they stand. */
class WordingTest {

    @Test
    void aRuleSaysWhetherWhatBreaksItIsKeptOrRefused() {
        StructureDefinition definition = new StructureDefinition();
        ElementDefinition component = definition.getDifferential().addElement();
        component.setId("Observation.component:odd");
        component
                .addConstraint()
                .setKey("dl-odd-1")
                .setSeverity(ConstraintSeverity.WARNING)
                .setHuman("An odd value SHOULD be even.")
                .setExpression("value mod 2 = 0");
        ElementDefinition observation = definition.getDifferential().addElement();
        observation.setId("Observation");
        observation
                .addConstraint()
                .setKey("dl-odd-2")
                .setSeverity(ConstraintSeverity.ERROR)
                .setHuman("Nothing SHALL be odd.");

        List<Invariant> invariants = Invariant.of(definition);

        assertThat(invariants).extracting(Invariant::consequence).containsExactly("Kept, with a warning", "Refused");
        assertThat(invariants.get(0))
                .isEqualTo(new Invariant(
                        "dl-odd-1",
                        "Observation.component:odd",
                        false,
                        "An odd value SHOULD be even.",
                        "value mod 2 = 0"));
        assertThat(invariants.get(1).expression()).isEmpty();
        assertThat(Invariant.consequence("error")).isEqualTo("Refused");
        assertThat(Invariant.consequence("warning")).isEqualTo("Kept, with a warning");
    }

    @Test
    void anExampleIsCalledAfterItsFileAndSaysWhatComesOfIt() {
        Example failing = new Example(
                "dripline-odd",
                "systolic-below-diastolic",
                "{}",
                List.of(Complaint.parse("error Observation.subject: minimum required = 1")));
        Example valid = new Example("dripline-odd", "with-mean", "{}", List.of());

        assertThat(failing.heading()).isEqualTo("Systolic below diastolic");
        assertThat(failing.complaints())
                .containsExactly(new Complaint("error", "Observation.subject: minimum required = 1"));
        assertThat(failing.path()).isEqualTo("examples/dripline-odd/failing-systolic-below-diastolic.json");
        assertThat(valid.path()).isEqualTo("examples/dripline-odd/with-mean.json");
        assertThat(valid.isValid()).isTrue();
    }

    @Test
    void anArtefactIsCalledByItsTitleElseItsNameElseItsId() {
        MetadataResource questionnaire = new Questionnaire();
        questionnaire.setId("odd-134418");

        assertThat(Names.title(questionnaire)).isEqualTo("odd-134418");
        questionnaire.setName("OddForm");
        assertThat(Names.title(questionnaire)).isEqualTo("Odd form");
        questionnaire.setTitle("An odd form");
        assertThat(Names.title(questionnaire)).isEqualTo("An odd form");
        assertThat(Names.page(questionnaire)).isEqualTo("Questionnaire-odd-134418.html");
        assertThat(Names.spaced("PlanDefinition")).isEqualTo("Plan definition");
    }

    @Test
    void anotherPublishersCodeSystemIsAFragmentOursIsNot() {
        CodeSystem ours = new CodeSystem();
        ours.setUrl("https://dripline.health/fhir/CodeSystem/odd");
        CodeSystem theirs = new CodeSystem();
        theirs.setUrl("http://loinc.org");
        StructureDefinition extension = new StructureDefinition();
        extension.setKind(StructureDefinitionKind.COMPLEXTYPE).setType("Extension");

        assertThat(ArtefactGroup.of(ours)).isEqualTo(ArtefactGroup.CODE_SYSTEMS);
        assertThat(ArtefactGroup.of(theirs)).isEqualTo(ArtefactGroup.FRAGMENTS);
        assertThat(ArtefactGroup.of(extension)).isEqualTo(ArtefactGroup.EXTENSIONS);
        assertThat(Names.kind(extension)).isEqualTo("Extension");
    }

    @Test
    void otherPublishersDefinitionsAreLinkedWhereTheyAreDescribed() {
        assertThat(SpecificationLinks.ofStructure(
                        "http://hl7.org/fhir/StructureDefinition/Quantity", "Quantity", "Quantity", true))
                .isEqualTo("http://hl7.org/fhir/R4/datatypes.html#Quantity");
        assertThat(SpecificationLinks.ofStructure(
                        "http://hl7.org/fhir/StructureDefinition/Reference", "Reference", "Reference", true))
                .isEqualTo("http://hl7.org/fhir/R4/references.html#Reference");
        assertThat(SpecificationLinks.ofStructure(
                        "http://hl7.org/fhir/us/core/StructureDefinition/us-core-heart-rate",
                        "us-core-heart-rate",
                        "Observation",
                        false))
                .isEqualTo("http://hl7.org/fhir/us/core/STU6.1/StructureDefinition-us-core-heart-rate.html");
        assertThat(SpecificationLinks.ofTerminology("http://hl7.org/fhir/ValueSet/observation-status|4.0.1"))
                .isEqualTo("http://hl7.org/fhir/R4/valueset-observation-status.html");
    }

    @Test
    void codesAreFoundInPatternsValueSetsAndUnits() {
        CodesInUse codes = CodesInUse.of(Map.of("one", """
                {"element":[{"patternCodeableConcept":{"coding":[{"system":"urn:odd","code":"a","display":"A"}]}},
                 {"patternQuantity":{"system":"http://unitsofmeasure.org","code":"mg"}}],
                 "compose":{"include":[{"system":"urn:odd","concept":[{"code":"b"},{"code":"a"}]}]}}"""));

        assertThat(codes.bySystem())
                .isEqualTo(Map.of("urn:odd", Map.of("a", "A", "b", ""), "http://unitsofmeasure.org", Map.of("mg", "")));
    }
}
