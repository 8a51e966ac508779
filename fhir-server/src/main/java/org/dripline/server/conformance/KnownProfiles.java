// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Every FHIR artefact of this product on the class path: profiles, extensions, code systems, value sets, concept maps.
 */
public final class KnownProfiles {

    private static final String PLACE = "classpath*:org/dripline/conformance/**/*.json";

    private final List<Resource> artefacts;

    private KnownProfiles(List<Resource> artefacts) {
        this.artefacts = List.copyOf(artefacts);
    }

    /** Reads them all. An unreadable artefact is a broken build and stops the start. */
    public static KnownProfiles onClassPath(FhirContext fhir) {
        IParser parser = fhir.newJsonParser();
        List<Resource> found = new ArrayList<>();
        try {
            for (org.springframework.core.io.Resource file :
                    new PathMatchingResourcePatternResolver().getResources(PLACE)) {
                try (InputStream in = file.getInputStream()) {
                    if (parser.parseResource(in) instanceof Resource resource) {
                        found.add(resource);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new KnownProfiles(found);
    }

    /** All artefacts, for the validation support. */
    List<IBaseResource> all() {
        return List.copyOf(artefacts);
    }

    /** Canonical URLs of the profiles on one resource type; extensions are not among them. */
    List<String> of(String resourceType) {
        return artefacts.stream()
                .filter(StructureDefinition.class::isInstance)
                .map(StructureDefinition.class::cast)
                .filter(definition -> definition.getDerivation() == StructureDefinition.TypeDerivationRule.CONSTRAINT)
                .filter(definition -> definition.getType().equals(resourceType))
                .map(StructureDefinition::getUrl)
                .sorted()
                .toList();
    }
}
