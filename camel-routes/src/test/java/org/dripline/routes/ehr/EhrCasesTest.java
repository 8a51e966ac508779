// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A case is a pair of files in a folder {@code ehr-*}: messages {@code *.hl7} and, beside them, what the chart has
 * after the last of them. Adding a case adds no code; {@code -Dfixtures.update} writes what is now, for review in the
 * diff.
 */
class EhrCasesTest {

    private static final Path FOLDER = Path.of("../fixtures/src/main/resources/org/dripline/fixtures/hl7v2");
    private static final boolean UPDATE = System.getProperty("fixtures.update") != null;

    @TestFactory
    List<DynamicTest> everyCaseBecomesWhatIsExpected() throws IOException {
        return cases().stream()
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> check(file)))
                .toList();
    }

    @Test
    void admissionsInAnyOrderGiveTheSameChart() throws IOException {
        for (String name : List.of(
                "admit-transfer-discharge",
                "outpatient-and-updates",
                "old-news-changes-nothing",
                "cancelled-admission",
                "cancelled-discharge",
                "cancelled-transfer",
                "second-transfer-cancelled")) {
            List<String> messages = Hospital.messages(Files.readString(FOLDER.resolve("ehr-adt/" + name + ".hl7")));
            String inOrder = chart(new Hospital().receiveAll(messages));
            for (List<String> shuffled : orders(messages)) {
                assertThat(chart(new Hospital().receiveAll(shuffled))).as(name).isEqualTo(inOrder);
            }
        }
    }

    @Test
    void aMessageToldTwiceChangesNothing() throws IOException {
        for (Path file : cases()) {
            List<String> messages = Hospital.messages(Files.readString(file));
            String last = messages.get(messages.size() - 1);
            Hospital once = new Hospital().receiveAll(messages);
            String before = chart(once);
            once.receive(last);
            assertThat(chart(once)).as(file.toString()).isEqualTo(before);
        }
    }

    private static List<List<String>> orders(List<String> messages) {
        if (messages.size() <= 1) {
            return List.of(messages);
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : messages) {
            List<String> others = new ArrayList<>(messages);
            others.remove(first);
            for (List<String> rest : orders(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> FOLDER.relativize(file).toString().startsWith("ehr-"))
                    .filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        Hospital hospital = new Hospital().receiveAll(Hospital.messages(Files.readString(file)));
        String actual = "{\n\"messages\": [\n"
                + hospital.outcomes().stream()
                        .map(outcome -> "  \"" + told(outcome) + "\"")
                        .collect(Collectors.joining(",\n"))
                + "\n],\n\"chart\": " + chart(hospital) + "\n}\n";
        Path expected = Path.of(file.toString().replace(".hl7", ".json"));
        if (UPDATE) {
            Files.writeString(expected, actual);
            return;
        }
        if (!Files.exists(expected)) {
            fail("no expected file; write it with -Dfixtures.update and review it: " + expected);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static String told(EhrOutcome outcome) {
        if (outcome instanceof EhrOutcome.Waits waits) {
            return "parked " + waits.reason();
        }
        if (outcome instanceof EhrOutcome.Useless useless) {
            return "quarantined " + useless.reason() + withheld(useless.withheld());
        }
        EhrOutcome.Becomes becomes = (EhrOutcome.Becomes) outcome;
        return "charted " + becomes.resources().size() + withheld(becomes.withheld());
    }

    private static String withheld(java.util.Map<Integer, org.dripline.routes.journal.Claim.Withheld> withheld) {
        return new TreeMap<>(withheld)
                .entrySet().stream()
                        .map(each ->
                                ", " + each.getKey() + " " + each.getValue().reason())
                        .collect(Collectors.joining());
    }

    private static String chart(Hospital hospital) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        hospital.chart().forEach(resource -> bundle.addEntry().setResource(resource));
        return FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true).encodeResourceToString(bundle);
    }
}
