// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.Locale;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;

/** The groups of the artefact index, in its order. */
enum ArtefactGroup {
    PROFILES("Profiles", "What a resource must say, and which rules it is held to."),
    EXTENSIONS("Extensions", "What FHIR has no element for."),
    QUESTIONNAIRES("Questionnaires", "Forms that are filled in by the patient or the clinic."),
    PROTOCOLS(
            "Protocols",
            "Plans and activities with their numbers, each with its source. Draft until a clinician signs."),
    MEASURES("Measures and logic", "What is computed from the resources."),
    CODE_SYSTEMS("Code systems", "Concepts defined here."),
    FRAGMENTS("Fragments of other code systems", "The codes used here of systems others publish."),
    VALUE_SETS("Value sets", "Which codes an element may have."),
    MAPS("Concept maps", "From one code system to another."),
    IDENTIFIERS("Identifier systems", "What an identifier's system means."),
    INTERFACE("Search, operations and server", "What a server that uses these profiles offers beyond FHIR."),
    OTHER("Other", "");

    private final String heading;
    private final String says;

    ArtefactGroup(String heading, String says) {
        this.heading = heading;
        this.says = says;
    }

    String heading() {
        return heading;
    }

    String says() {
        return says;
    }

    String anchor() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ArtefactGroup of(MetadataResource artefact) {
        return switch (artefact.fhirType()) {
            case "StructureDefinition" ->
                ((StructureDefinition) artefact).getKind() == StructureDefinitionKind.RESOURCE ? PROFILES : EXTENSIONS;
            case "Questionnaire" -> QUESTIONNAIRES;
            case "PlanDefinition", "ActivityDefinition" -> PROTOCOLS;
            case "Library", "Measure" -> MEASURES;
            case "CodeSystem" -> Names.url(artefact).startsWith(Canonicals.BASE) ? CODE_SYSTEMS : FRAGMENTS;
            case "ValueSet" -> VALUE_SETS;
            case "ConceptMap", "StructureMap" -> MAPS;
            case "NamingSystem" -> IDENTIFIERS;
            case "SearchParameter",
                    "OperationDefinition",
                    "CapabilityStatement",
                    "CompartmentDefinition",
                    "GraphDefinition",
                    "MessageDefinition" -> INTERFACE;
            default -> OTHER;
        };
    }
}
