// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dripline.server.ServerContext;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every message among the routes' cases becomes, against the profiles it claims: the committed expectations of
 * {@code FixturesTest} and {@code EhrCasesTest}. Of resources with the same elements one is asked for.
 */
class RoutesOutputIT extends ServerContext {

    private static final List<Path> FOLDERS = List.of(
            Path.of("../camel-routes/src/test/resources/org/dripline/routes/charting"),
            Path.of("../fixtures/src/main/resources/org/dripline/fixtures/hl7v2"));

    @Test
    @DisplayName("Everything the routes write conforms to the profile it claims")
    void everythingTheRoutesWriteConforms() throws IOException {
        Map<String, JsonNode> distinct = new LinkedHashMap<>();
        Map<String, Path> from = new LinkedHashMap<>();
        for (Path file : expectations()) {
            JsonNode expected = new ObjectMapper().readTree(Files.readString(file));
            String whole = expected.has("chart") ? "chart" : "bundle";
            for (JsonNode entry : expected.path(whole).path("entry")) {
                JsonNode resource = entry.get("resource");
                distinct.putIfAbsent(shape(resource), resource);
                from.putIfAbsent(shape(resource), file);
            }
        }
        assertThat(distinct).hasSizeGreaterThan(35);
        List<String> complaints = new ArrayList<>();
        distinct.forEach((shape, resource) -> errors(resource)
                .forEach(error -> complaints.add(from.get(shape) + " " + resource.get("resourceType") + " " + error)));
        assertThat(complaints).isEmpty();
    }

    private static List<Path> expectations() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    /** Type, profile and the elements it has, with the codes but without other values. */
    private static String shape(JsonNode resource) {
        TreeSet<String> paths = new TreeSet<>();
        collect("", resource, paths);
        return String.join("\n", paths);
    }

    private static void collect(String path, JsonNode node, TreeSet<String> paths) {
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> collect(path + "." + field.getKey(), field.getValue(), paths));
        } else if (node.isArray()) {
            node.forEach(each -> collect(path, each, paths));
        } else {
            boolean tells = path.endsWith(".profile") || path.endsWith(".resourceType") || path.endsWith(".status");
            paths.add(tells ? path + "=" + node.asText() : path);
        }
    }

    private List<String> errors(JsonNode resource) {
        IBaseResource parsed = FHIR.newJsonParser().parseResource(resource.toString());
        // With an id it would be asked whether the one stored under it conforms.
        parsed.setId((String) null);
        OperationOutcome outcome;
        try {
            outcome = (OperationOutcome)
                    client().validate().resource(parsed).execute().getOperationOutcome();
        } catch (BaseServerResponseException refused) {
            outcome = (OperationOutcome) refused.getOperationOutcome();
        }
        return outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() == OperationOutcome.IssueSeverity.ERROR
                        || issue.getSeverity() == OperationOutcome.IssueSeverity.FATAL)
                .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                .toList();
    }
}
