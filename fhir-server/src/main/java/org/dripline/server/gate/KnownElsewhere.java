// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Resource;

/**
 * What another record says beyond ours. The same problem on both lists is one problem: what a prescriber has weighed
 * here is not raised again because another list has it too.
 */
final class KnownElsewhere {

    private KnownElsewhere() {}

    static List<Resource> notIn(List<Resource> record, List<? extends Resource> elsewhere) {
        Set<String> known = new HashSet<>();
        record.stream().filter(KnownElsewhere::stands).forEach(resource -> known.addAll(codes(resource)));
        return elsewhere.stream()
                .filter(resource -> codes(resource).stream().noneMatch(known::contains))
                .map(Resource.class::cast)
                .toList();
    }

    /** A problem that is over here and goes on there is told by nobody here. */
    private static boolean stands(Resource resource) {
        return !(resource instanceof Condition condition)
                || !condition.hasClinicalStatus()
                || condition.getClinicalStatus().getCoding().stream()
                        .anyMatch(status -> Objects.equals(status.getCode(), "active"));
    }

    private static Set<String> codes(Resource resource) {
        Set<String> codes = new HashSet<>();
        for (Coding coding : concept(resource).getCoding()) {
            codes.add(kind(resource) + " " + coding.getSystem() + "|" + coding.getCode());
        }
        return codes;
    }

    private static String kind(Resource resource) {
        return resource instanceof MedicationRequest || resource instanceof MedicationStatement
                ? "medicine"
                : resource.fhirType();
    }

    private static CodeableConcept concept(Resource resource) {
        if (resource instanceof Condition condition) {
            return condition.getCode();
        }
        if (resource instanceof AllergyIntolerance allergy) {
            return allergy.getCode();
        }
        if (resource instanceof MedicationRequest order && order.hasMedicationCodeableConcept()) {
            return order.getMedicationCodeableConcept();
        }
        if (resource instanceof MedicationStatement statement && statement.hasMedicationCodeableConcept()) {
            return statement.getMedicationCodeableConcept();
        }
        return new CodeableConcept();
    }
}
