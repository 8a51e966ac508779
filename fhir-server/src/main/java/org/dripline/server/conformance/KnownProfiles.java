// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.dripline.conformance.Artefacts;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** What this product defines, as the server needs it: everything for the validator, the profiles by resource type. */
public final class KnownProfiles {

    private final Artefacts artefacts;

    KnownProfiles(FhirContext fhir) {
        this.artefacts = Artefacts.load(fhir);
    }

    /** All artefacts, for the validation support. */
    List<IBaseResource> all() {
        return List.copyOf(artefacts.all());
    }

    /** Canonical URLs of the profiles on one resource type, in alphabetical order. */
    List<String> of(String resourceType) {
        return artefacts.profiles().stream()
                .filter(profile -> profile.getType().equals(resourceType))
                .map(StructureDefinition::getUrl)
                .sorted()
                .toList();
    }
}
