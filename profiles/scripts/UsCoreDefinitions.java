// SPDX-License-Identifier: Apache-2.0

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes the definitions out of the Bundle that US Core is published as, one file each, with {@code index.txt}, the list
 * of them. Run by the build from its source; no part of the product.
 *
 * <p>Kept: structure definitions, value sets and code systems. Left out of each: its narrative, its mappings, which no
 * validator reads, and its snapshot, which validators make anew from the differential: 0.5 MB remain of 11. The snapshot
 * stays where its base is neither R4's nor US Core's (SDC's response to a questionnaire): nobody here could make it.
 *
 * <pre>java UsCoreDefinitions.java BUNDLE FOLDER</pre>
 */
class UsCoreDefinitions {

    private static final Set<String> KEPT = Set.of("StructureDefinition", "ValueSet", "CodeSystem");

    private static final Set<String> BASES_AT_HAND =
            Set.of("http://hl7.org/fhir/StructureDefinition/", "http://hl7.org/fhir/us/core/StructureDefinition/");

    public static void main(String[] arguments) throws IOException {
        Path bundle = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        ObjectMapper json = new ObjectMapper();

        Map<String, String> definitions = new TreeMap<>();
        for (JsonNode entry : json.readTree(bundle.toFile()).path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            String type = resource.path("resourceType").asText();
            if (KEPT.contains(type)) {
                definitions.put(
                        type + "-" + resource.path("id").asText() + ".json",
                        json.writeValueAsString(withoutWhatNobodyReads(resource)));
            }
        }
        if (definitions.isEmpty()) {
            throw new IllegalStateException(bundle + " holds no definition");
        }
        for (Map.Entry<String, String> definition : definitions.entrySet()) {
            Files.writeString(folder.resolve(definition.getKey()), definition.getValue() + "\n");
        }
        Files.writeString(folder.resolve("index.txt"), String.join("\n", definitions.keySet()) + "\n");
    }

    private static ObjectNode withoutWhatNobodyReads(ObjectNode resource) {
        resource.remove(Set.of("text", "mapping"));
        String base = resource.path("baseDefinition").asText();
        if (BASES_AT_HAND.stream().anyMatch(base::startsWith)) {
            resource.remove("snapshot");
        }
        resource.path("differential").path("element").forEach(element -> ((ObjectNode) element).remove("mapping"));
        return resource;
    }
}
