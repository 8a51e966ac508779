// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.fhir.References;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/**
 * Security labels of a session's record on what is worked out of it, so that reading that is no way around them: those
 * of what a resource refers to, and on what sums the session up, those of all that was measured, ordered and given.
 */
final class InheritedLabels {

    private final List<Resource> labelled;

    private InheritedLabels(List<Resource> labelled) {
        this.labelled = labelled;
    }

    static InheritedLabels of(List<Resource> record) {
        return new InheritedLabels(record.stream()
                .filter(resource -> resource.getMeta().hasSecurity())
                .toList());
    }

    void onto(Resource made) {
        if (labelled.isEmpty()) {
            return;
        }
        boolean sumsUp = made instanceof Procedure || made instanceof MedicationAdministration;
        Set<String> named = FhirContext.forR4Cached().newTerser().getAllResourceReferences(made).stream()
                .map(found -> found.getResourceReference().getReferenceElement())
                .filter(target -> target.hasResourceType())
                .map(target -> target.getResourceType() + "/" + target.getIdPart())
                .collect(Collectors.toSet());
        labelled.stream()
                .filter(resource -> named.contains(References.of(resource))
                        || sumsUp && !(resource instanceof QuestionnaireResponse))
                .flatMap(resource -> resource.getMeta().getSecurity().stream())
                .filter(label -> !isTest(label))
                .filter(label -> made.getMeta().getSecurity(label.getSystem(), label.getCode()) == null)
                .forEach(label -> made.getMeta().addSecurity(label.copy()));
    }

    /** A value marked as a test is set aside, and nothing is worked out of it. */
    private static boolean isTest(Coding label) {
        return Codes.Systems.ACT_REASON.equals(label.getSystem()) && Codes.TEST_HEALTH_DATA.equals(label.getCode());
    }
}
