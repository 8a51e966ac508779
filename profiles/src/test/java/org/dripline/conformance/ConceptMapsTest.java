// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.fhir.GateRuleFile;
import org.dripline.gate.GateRule;
import org.dripline.protocol.Criterion.Concept;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.api.Test;

/** A shipped map says what the product does: it is held against the table that the code reads. */
class ConceptMapsTest {

    private static final Artefacts ARTEFACTS = Artefacts.load(FhirContext.forR4Cached());

    @Test
    void theGatesCodesAreThoseOfItsTable() {
        Set<String> table = new TreeSet<>();
        for (GateRule rule : GateRuleFile.shipped().rules()) {
            Stream<Concept> medicines = rule.medicines().stream().map(code -> new Concept(Codes.Systems.RXNORM, code));
            Stream.concat(rule.conditions().stream(), medicines)
                    .forEach(code -> table.add(code.system() + "|" + code.code() + " " + rule.id()));
        }

        assertThat(pairs(map("dripline-gate-codes"))).isEqualTo(table).hasSizeGreaterThan(50);
    }

    @Test
    void everyTargetOfOursIsDefinedAndNoPairStandsTwice() {
        assertThat(ARTEFACTS.conceptMaps()).hasSizeGreaterThan(3).allSatisfy(map -> {
            List<String> targets = targets(map, "https://dripline.health/fhir/CodeSystem/dripline-eligibility-rule");
            assertThat(targets)
                    .isSubsetOf(concepts("https://dripline.health/fhir/CodeSystem/dripline-eligibility-rule"));
            long written = map.getGroup().stream()
                    .flatMap(group -> group.getElement().stream())
                    .mapToLong(element -> element.getTarget().size())
                    .sum();
            assertThat(pairs(map)).hasSize(Math.toIntExact(written));
        });
    }

    private static ConceptMap map(String id) {
        return ARTEFACTS.conceptMaps().stream()
                .filter(map -> map.getUrl().endsWith("/" + id))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> pairs(ConceptMap map) {
        return map.getGroup().stream()
                .flatMap(group -> group.getElement().stream()
                        .flatMap(element -> element.getTarget().stream()
                                .map(target -> group.getSource() + "|" + element.getCode() + " " + target.getCode())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> targets(ConceptMap map, String system) {
        return map.getGroup().stream()
                .filter(group -> system.equals(group.getTarget()))
                .flatMap(group -> group.getElement().stream())
                .flatMap(element -> element.getTarget().stream())
                .map(target -> target.getCode())
                .toList();
    }

    private static List<String> concepts(String system) {
        return ARTEFACTS.codeSystems().stream()
                .filter(codes -> codes.getUrl().equals(system))
                .flatMap(codes -> codes.getConcept().stream())
                .map(CodeSystem.ConceptDefinitionComponent::getCode)
                .toList();
    }
}
