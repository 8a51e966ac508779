// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.FhirVersionEnum;
import java.util.List;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Every FHIR artefact this project defines, in the order of the file names. Structure definitions carry a differential
 * only: whoever validates makes the snapshots.
 *
 * <p>The resources are HAPI's and can be changed; each {@link #load} returns new ones, so a reader may change its own.
 *
 * @param all every artefact
 */
public record Artefacts(List<MetadataResource> all) {

    public Artefacts {
        all = List.copyOf(all);
    }

    /**
     * Reads the artefacts from the class path.
     *
     * @throws IllegalArgumentException when the context is not one of FHIR R4
     * @throws IllegalStateException when a listed file is missing or is no artefact: the build is broken
     */
    public static Artefacts load(FhirContext fhirContext) {
        return load(fhirContext, name -> true);
    }

    /**
     * The same, of the files whose name is wanted: {@code PlanDefinition-mood-standard.json} is type, hyphen, id.
     *
     * @throws IllegalArgumentException when the context is not one of FHIR R4
     */
    public static Artefacts load(FhirContext fhirContext, Predicate<String> wanted) {
        if (fhirContext.getVersion().getVersion() != FhirVersionEnum.R4) {
            throw new IllegalArgumentException("The artefacts are FHIR R4, the context is "
                    + fhirContext.getVersion().getVersion());
        }
        return new Artefacts(DefinitionFolder.OURS.read(fhirContext, wanted));
    }

    /** The profiles and the extensions. */
    public List<StructureDefinition> structureDefinitions() {
        return ofType(StructureDefinition.class);
    }

    /** The profiles alone: the structure definitions that constrain a resource. */
    public List<StructureDefinition> profiles() {
        return structureDefinitions().stream()
                .filter(definition -> definition.getKind() == StructureDefinitionKind.RESOURCE)
                .toList();
    }

    /** Our own code systems, and the fragments of others' that we use. */
    public List<CodeSystem> codeSystems() {
        return ofType(CodeSystem.class);
    }

    /** The value sets the profiles bind to. */
    public List<ValueSet> valueSets() {
        return ofType(ValueSet.class);
    }

    /** The identifier systems that are ours. */
    public List<NamingSystem> namingSystems() {
        return ofType(NamingSystem.class);
    }

    /** The protocols, and the limits they share. */
    public List<PlanDefinition> protocols() {
        return ofType(PlanDefinition.class);
    }

    /** What protocols ask for. */
    public List<ActivityDefinition> activities() {
        return ofType(ActivityDefinition.class);
    }

    /** The forms: what is asked, in which words, with which answers, and what each answer counts. */
    public List<Questionnaire> questionnaires() {
        return ofType(Questionnaire.class);
    }

    /** Tables from one code to another, such as from a screener's answers to a level of risk. */
    public List<ConceptMap> conceptMaps() {
        return ofType(ConceptMap.class);
    }

    /** The operations of the server, with their parameters. */
    public List<OperationDefinition> operations() {
        return ofType(OperationDefinition.class);
    }

    private <T extends MetadataResource> List<T> ofType(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
