// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.formats.XmlParser;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * The definitions of FHIR R4 (4.0.1) itself, from the resources of HAPI's validator. They are 44 MB of XML in seven
 * Bundles, of which a guide needs a few dozen definitions: the Bundles are cut into entries, and an entry is parsed
 * when it is asked for.
 */
final class CoreDefinitions {

    private static final String FOLDER = "/org/hl7/fhir/r4/model/";
    private static final String TYPES = "profile/profiles-types.xml";
    private static final List<String> BUNDLES = List.of(
            TYPES,
            "profile/profiles-resources.xml",
            "profile/profiles-others.xml",
            "extension/extension-definitions.xml",
            "valueset/valuesets.xml",
            "valueset/v2-tables.xml",
            "valueset/v3-codesystems.xml");
    private static final List<String> KEPT = List.of("StructureDefinition", "ValueSet", "CodeSystem");
    private static final String ENTRY = "<fullUrl ";

    private final Map<String, String> byUrl = new HashMap<>();
    private final Set<String> types = new TreeSet<>();

    static CoreDefinitions read() {
        CoreDefinitions definitions = new CoreDefinitions();
        BUNDLES.forEach(definitions::cut);
        return definitions;
    }

    /** Canonical URLs of the data types, in alphabetical order. */
    List<String> types() {
        return List.copyOf(types);
    }

    boolean has(String url) {
        return byUrl.containsKey(url);
    }

    /** The computable name, read without parsing the definition. */
    Optional<String> name(String url) {
        return Optional.ofNullable(byUrl.get(url)).map(xml -> value(xml, "name"));
    }

    /** The title, or for want of one the name, read without parsing the definition. */
    Optional<String> title(String url) {
        return Optional.ofNullable(byUrl.get(url))
                .map(xml -> value(xml, "title").isEmpty() ? value(xml, "name") : value(xml, "title"));
    }

    Optional<String> id(String url) {
        return Optional.ofNullable(byUrl.get(url)).map(xml -> value(xml, "id"));
    }

    /** @throws IllegalStateException when the definition cannot be read: the jar is not what it was */
    Optional<MetadataResource> find(String url) {
        return Optional.ofNullable(byUrl.get(url)).map(xml -> parse(url, xml));
    }

    private void cut(String bundle) {
        String text = text(FOLDER + bundle);
        int at = text.indexOf(ENTRY);
        while (at >= 0) {
            int next = text.indexOf(ENTRY, at + ENTRY.length());
            String entry = text.substring(at, next < 0 ? text.length() : next);
            KEPT.forEach(type -> keep(type, entry, bundle));
            at = next;
        }
    }

    /** Keeps the resource of the entry when it is of this type, without its narrative. */
    private void keep(String type, String entry, String bundle) {
        int resource = entry.indexOf("<resource>");
        int start = entry.indexOf("<" + type);
        if (start < 0
                || !entry.substring(resource + "<resource>".length(), start).isBlank()) {
            return;
        }
        String end = "</" + type + ">";
        String xml = entry.substring(start, entry.lastIndexOf(end) + end.length());
        int narrative = xml.indexOf("<text>");
        int afterNarrative = xml.indexOf("</text>");
        if (narrative >= 0 && afterNarrative > narrative) {
            xml = xml.substring(0, narrative) + xml.substring(afterNarrative + "</text>".length());
        }
        if (!xml.startsWith("<" + type + " xmlns")) {
            xml = "<" + type + " xmlns=\"http://hl7.org/fhir\"" + xml.substring(type.length() + 1);
        }
        String url = value(xml, "url");
        byUrl.putIfAbsent(url, xml);
        if (bundle.equals(TYPES)) {
            types.add(url);
        }
    }

    private static MetadataResource parse(String url, String xml) {
        try {
            return (MetadataResource) new XmlParser().parse(xml);
        } catch (IOException | RuntimeException problem) {
            throw new IllegalStateException("FHIR's own definition of " + url + " cannot be read", problem);
        }
    }

    /** The value of the first such element, which of id, url, name and title is the definition's own; or empty. */
    private static String value(String xml, String element) {
        String start = "<" + element + " value=\"";
        int at = xml.indexOf(start);
        return at < 0 ? "" : xml.substring(at + start.length(), xml.indexOf('"', at + start.length()));
    }

    private static String text(String path) {
        return new String(Design.bytes(path), StandardCharsets.UTF_8);
    }
}
