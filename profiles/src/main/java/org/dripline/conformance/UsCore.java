// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/**
 * The definitions our profiles derive from and are not ours: HL7's US Core 6.1.0. A validator has to know them beside
 * {@link Artefacts}; we do not publish them. Structure definitions carry a differential only, as ours do, but where the
 * base is not at hand a snapshot too.
 *
 * <p>Some of its value sets need more than these definitions: add {@link UsCoreSelections} to the same chain.
 *
 * <p>Source: package hl7.fhir.us.core 6.1.0, licence CC0-1.0, taken by the build from
 * {@code org.opencds.cqf.fhir:cqf-fhir-cr:tests} on Maven Central.
 */
public final class UsCore {

    /** The version all of them have. */
    public static final String VERSION = "6.1.0";

    /**
     * Value sets US Core binds to and leaves to the Value Set Authority Center (VSAC), by what they select all from.
     */
    private static final Map<String, String> LEFT_TO_VSAC =
            Map.of("http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113762.1.4.1010.4", Codes.Systems.RXNORM);

    private UsCore() {}

    /**
     * Every structure definition, value set and code system of US Core, and the value sets of VSAC that our profiles
     * meet, with the race and ethnicity codes of theirs; new ones at each call.
     *
     * @throws IllegalStateException when the build did not unpack them
     */
    public static List<MetadataResource> definitions(FhirContext fhirContext) {
        return Stream.<Stream<? extends MetadataResource>>of(
                        DefinitionFolder.US_CORE.read(fhirContext).stream(),
                        DefinitionFolder.VSAC.read(fhirContext).stream(),
                        LEFT_TO_VSAC.entrySet().stream().map(set -> every(set.getKey(), set.getValue())))
                .<MetadataResource>flatMap(each -> each)
                .toList();
    }

    private static ValueSet every(String url, String system) {
        ValueSet valueSet = new ValueSet().setUrl(url);
        valueSet.setStatus(PublicationStatus.UNKNOWN);
        valueSet.getCompose().addInclude(new ConceptSetComponent().setSystem(system));
        return valueSet;
    }
}
