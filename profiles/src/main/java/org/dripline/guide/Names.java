// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.Optional;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.NamingSystem;
import org.hl7.fhir.r4.model.NamingSystem.NamingSystemUniqueIdComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.StructureDefinition;

/** How an artefact is called, on every page alike. */
final class Names {

    private Names() {}

    static String id(MetadataResource artefact) {
        return artefact.getIdElement().getIdPart();
    }

    /** The title, or for want of one the computable name, or the id. */
    static String title(MetadataResource artefact) {
        if (artefact.hasTitle()) {
            return artefact.getTitle();
        }
        return artefact.hasName() ? spaced(artefact.getName()) : id(artefact);
    }

    /** Canonical URL; of a naming system, which has none, its preferred identifier. */
    static String url(MetadataResource artefact) {
        if (artefact.hasUrl()) {
            return artefact.getUrl();
        }
        if (artefact instanceof NamingSystem system) {
            return system.getUniqueId().stream()
                    .filter(NamingSystemUniqueIdComponent::getPreferred)
                    .findFirst()
                    .map(NamingSystemUniqueIdComponent::getValue)
                    .orElse("");
        }
        return "";
    }

    /** Resource type and id, as FHIR packages name their files. */
    static String file(MetadataResource artefact) {
        return artefact.fhirType() + "-" + id(artefact);
    }

    static String page(MetadataResource artefact) {
        return file(artefact) + ".html";
    }

    /** What it is, in a few words: "Profile of Observation". */
    static String kind(MetadataResource artefact) {
        if (artefact instanceof StructureDefinition definition) {
            return switch (definition.getKind()) {
                case RESOURCE -> "Profile of " + definition.getType();
                case COMPLEXTYPE ->
                    definition.getType().equals("Extension") ? "Extension" : "Profile of " + definition.getType();
                case LOGICAL, PRIMITIVETYPE, NULL -> "Definition of " + definition.getType();
            };
        }
        return spaced(artefact.fhirType());
    }

    /** The first value of an element not every kind of resource has, such as its purpose; empty when it has none. */
    static String text(MetadataResource artefact, String element) {
        return Optional.ofNullable(artefact.getNamedProperty(element))
                .filter(Property::hasValues)
                .map(property -> property.getValues().get(0).primitiveValue())
                .orElse("");
    }

    /** {@code PlanDefinition} is "Plan definition". */
    static String spaced(String name) {
        StringBuilder words = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            boolean begins = at > 0 && Character.isUpperCase(letter) && Character.isLowerCase(name.charAt(at - 1));
            words.append(begins ? " " + Character.toLowerCase(letter) : String.valueOf(letter));
        }
        return words.toString();
    }
}
