// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.List;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ConstraintSeverity;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * A rule a profile adds, as a reader needs it.
 *
 * @param key such as {@code dl-bp-1}
 * @param element path the rule stands on
 * @param refuses whether what breaks it is refused; otherwise it is kept, with a warning
 * @param words what the rule says
 * @param expression FHIRPath, or empty
 */
record Invariant(String key, String element, boolean refuses, String words, String expression) {

    /** The rules the definition adds to what it derives from, in the order of its elements. */
    static List<Invariant> of(StructureDefinition definition) {
        return definition.getDifferential().getElement().stream()
                .flatMap(element -> element.getConstraint().stream().map(constraint -> of(element, constraint)))
                .toList();
    }

    private static Invariant of(ElementDefinition element, ElementDefinitionConstraintComponent constraint) {
        return new Invariant(
                constraint.getKey(),
                element.getId(),
                constraint.getSeverity() == ConstraintSeverity.ERROR,
                constraint.getHuman(),
                constraint.hasExpression() ? constraint.getExpression() : "");
    }

    /** What happens to a resource that breaks the rule. */
    String consequence() {
        return refuses ? "Refused" : "Kept, with a warning";
    }

    /** What happens to a resource a validator says this of. */
    static String consequence(String severity) {
        return severity.equals("error") ? "Refused" : "Kept, with a warning";
    }
}
