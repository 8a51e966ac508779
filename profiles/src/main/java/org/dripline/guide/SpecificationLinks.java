// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.utilities.CanonicalPair;

/** Where the definitions of other publishers can be read: pages of FHIR R4 and of US Core. Links, never loaded. */
final class SpecificationLinks {

    static final String R4 = "http://hl7.org/fhir/R4/";
    private static final String US_CORE = "http://hl7.org/fhir/us/core/";
    private static final String US_CORE_PAGES = "http://hl7.org/fhir/us/core/STU6.1/";
    private static final String CORE = "http://hl7.org/fhir/";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/";

    /** Data types that are not on the page of the data types. */
    private static final Map<String, String> OWN_PAGES = Map.of(
            "Reference", "references.html#Reference",
            "Extension", "extensibility.html#Extension",
            "Narrative", "narrative.html#Narrative",
            "Meta", "resource.html#Meta",
            "Dosage", "dosage.html#Dosage",
            "ElementDefinition", "elementdefinition.html#ElementDefinition",
            "Element", "element.html",
            "BackboneElement", "backboneelement.html",
            "xhtml", "narrative.html#xhtml",
            "Resource", "resource.html");

    private static final Set<String> METADATA_TYPES = Set.of(
            "ContactDetail",
            "Contributor",
            "DataRequirement",
            "Expression",
            "ParameterDefinition",
            "RelatedArtifact",
            "TriggerDefinition",
            "UsageContext");

    private SpecificationLinks() {}

    /**
     * Where a structure definition of another publisher is described.
     *
     * @param type the data type or resource it defines or constrains
     * @param dataType whether it defines a data type
     */
    static String ofStructure(String url, String id, String type, boolean dataType) {
        if (url.startsWith(US_CORE)) {
            return US_CORE_PAGES + "StructureDefinition-" + id + ".html";
        }
        if (!url.startsWith(CORE)) {
            return url;
        }
        if (OWN_PAGES.containsKey(id)) {
            return R4 + OWN_PAGES.get(id);
        }
        if (METADATA_TYPES.contains(id)) {
            return R4 + "metadatatypes.html#" + id;
        }
        if (dataType) {
            return R4 + "datatypes.html#" + id;
        }
        if (type.equals("Extension")) {
            return R4 + "extension-" + id.toLowerCase(Locale.ROOT) + ".html";
        }
        return R4 + id.toLowerCase(Locale.ROOT) + ".html";
    }

    /** Where a value set or code system of another publisher is described. */
    static String ofTerminology(String url) {
        String unversioned = CanonicalPair.of(url).getUrl();
        String id = unversioned.substring(unversioned.lastIndexOf('/') + 1);
        boolean valueSet = unversioned.contains("/ValueSet/");
        if (unversioned.startsWith(US_CORE)) {
            return US_CORE_PAGES + (valueSet ? "ValueSet-" : "CodeSystem-") + id + ".html";
        }
        if (unversioned.startsWith(CORE + "ValueSet/")) {
            return R4 + "valueset-" + id + ".html";
        }
        if (unversioned.startsWith(TERMINOLOGY) && id.startsWith("v3-")) {
            return R4 + "v3/" + id.substring(3) + (valueSet ? "/vs.html" : "/cs.html");
        }
        if (unversioned.startsWith(TERMINOLOGY) && id.startsWith("v2-")) {
            return R4 + "v2/" + id.substring(3) + "/index.html";
        }
        if (unversioned.startsWith(TERMINOLOGY)) {
            return R4 + (valueSet ? "valueset-" : "codesystem-") + id + ".html";
        }
        return unversioned;
    }
}
