// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.conformance.Artefacts;
import org.dripline.conformance.UsCore;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/**
 * What this product defines, as the server needs it: everything for the validator, with what it derives from, and the
 * profiles by resource type.
 */
public final class KnownProfiles {

    private final Artefacts artefacts;
    private final List<MetadataResource> bases;

    KnownProfiles(FhirContext fhir) {
        this.artefacts = Artefacts.load(fhir);
        this.bases = UsCore.definitions(fhir);
    }

    /** All of ours, and US Core's, for the validation support. */
    List<IBaseResource> all() {
        return Stream.<IBaseResource>concat(artefacts.all().stream(), bases.stream())
                .toList();
    }

    /** US Core's alone. */
    List<MetadataResource> bases() {
        return bases;
    }

    /** Canonical URLs of our profiles on one resource type, in alphabetical order. */
    List<String> of(String resourceType) {
        return artefacts.profiles().stream()
                .filter(profile -> profile.getType().equals(resourceType))
                .map(StructureDefinition::getUrl)
                .sorted()
                .toList();
    }
}
