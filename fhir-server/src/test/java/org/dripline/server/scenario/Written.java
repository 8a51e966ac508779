// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Resource;

/**
 * What people and other systems write: resources out of {@code templates.yaml}, out of the examples of our profiles, or
 * written out in the scenario. Each kind that claims a profile of ours is validated against it once.
 */
final class Written {

    private static final Path EXAMPLES = Path.of("..", "profiles", "src", "test", "resources", "fhir", "valid");
    private static final String OURS = "https://dripline.health/fhir/StructureDefinition/";
    private static final Set<String> VALIDATED = ConcurrentHashMap.newKeySet();
    private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
            new com.fasterxml.jackson.databind.ObjectMapper();

    private final IGenericClient client;
    private final JsonNode templates = YamlFile.read("templates.yaml");

    Written(IGenericClient client) {
        this.client = client;
    }

    /**
     * The resources of one entry: {@code use} names a template, {@code like} an example, and without either it is a
     * resource.
     *
     * @param values what they are filled in with
     */
    List<Resource> resources(JsonNode entry, ObjectNode values) {
        JsonNode filled;
        String kind;
        if (entry.has("use")) {
            kind = entry.get("use").textValue();
            filled = Templates.fill(Objects.requireNonNull(templates.get(kind), kind), values);
        } else if (entry.has("like")) {
            kind = entry.get("like").textValue();
            filled = example(kind, entry, values);
        } else {
            filled = Templates.fill(entry, values);
            kind = filled.toString();
        }
        List<JsonNode> all = filled.isArray()
                ? StreamSupport.stream(filled.spliterator(), false).toList()
                : List.of(filled);
        List<Resource> resources = new ArrayList<>();
        for (JsonNode one : all) {
            Resource resource =
                    (Resource) client.getFhirContext().newJsonParser().parseResource(one.toString());
            validate(kind, resource);
            resources.add(resource);
        }
        return resources;
    }

    /** An example with this patient, its own {@code id}, texts swapped by {@code swap}, and parts {@code set}. */
    private static ObjectNode example(String name, JsonNode entry, ObjectNode values) {
        try {
            String text = Files.readString(EXAMPLES.resolve(name + ".json"))
                    .replaceAll("Patient/syn-\\d+", values.get("patient").textValue());
            for (var swap : Templates.fill(entry.path("swap"), values).properties()) {
                assertThat(text).as(name).contains(swap.getKey());
                text = text.replace(swap.getKey(), swap.getValue().textValue());
            }
            ObjectNode resource = (ObjectNode) JSON.readTree(text);
            resource.set("id", Templates.fill(entry.get("id"), values));
            resource.remove("text");
            Templates.fill(entry.path("set"), values)
                    .properties()
                    .forEach(part -> resource.set(part.getKey(), part.getValue()));
            return resource;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void validate(String kind, Resource resource) {
        boolean ours = resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .anyMatch(profile -> profile.startsWith(OURS));
        if (!ours
                || !VALIDATED.add(
                        kind + resource.fhirType() + resource.getMeta().getProfile())) {
            return;
        }
        // Not under its id: that would ask about one that is stored.
        Resource copy = resource.copy();
        copy.setId((String) null);
        OperationOutcome outcome =
                (OperationOutcome) client.validate().resource(copy).execute().getOperationOutcome();
        assertThat(outcome.getIssue())
                .as(kind)
                .filteredOn(issue -> issue.getSeverity() == IssueSeverity.ERROR
                        || issue.getSeverity() == IssueSeverity.FATAL
                        || issue.getDiagnostics().contains("dl-"))
                .extracting(issue -> issue.getDiagnostics() + " at " + issue.getLocation())
                .isEmpty();
    }

    /** All in one transaction of PUTs. */
    void store(List<Resource> resources) {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : resources) {
            transaction
                    .addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
        client.transaction().withBundle(transaction).execute();
    }

    void storeJson(List<String> resources) {
        if (!resources.isEmpty()) {
            store(resources.stream()
                    .map(json ->
                            (Resource) client.getFhirContext().newJsonParser().parseResource(json))
                    .toList());
        }
    }

    /** @param query with its type, or without it where the type is given */
    <T extends Resource> List<T> search(Class<T> type, String query) {
        String url = query.contains("?") ? query : type.getSimpleName() + "?" + query;
        Bundle answer = client.search().byUrl(url).returnBundle(Bundle.class).execute();
        List<T> found = new ArrayList<>();
        while (answer != null) {
            answer.getEntry().forEach(entry -> found.add(type.cast(entry.getResource())));
            answer = answer.getLink(Bundle.LINK_NEXT) == null
                    ? null
                    : client.loadPage().next(answer).execute();
        }
        return found;
    }
}
