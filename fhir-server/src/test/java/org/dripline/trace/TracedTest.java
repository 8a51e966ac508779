// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dripline.trace.Hazard.Control;
import org.dripline.trace.TableRow.UnreadableRow;
import org.junit.jupiter.api.Test;

/**
 * The table of requirements and the safety case name tests that are there and run. That these tests pass is their own
 * affair, in the same build.
 */
class TracedTest {

    private static final Path PROJECT = Path.of("..");

    /** How many rows each part of the founding requirements has: R-A1 to R-A11, and so on. */
    private static final Map<String, Integer> ROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("A", 11),
            Map.entry("B", 18),
            Map.entry("C", 12),
            Map.entry("D", 12),
            Map.entry("E", 23),
            Map.entry("F", 10),
            Map.entry("G", 11),
            Map.entry("H", 10),
            Map.entry("I", 15),
            Map.entry("J", 6),
            Map.entry("K", 14)));

    private static final List<String> DISAGREEMENTS = List.of(
            "L-infusion-length",
            "L-recovery",
            "L-induction",
            "L-maintenance",
            "L-pain-series",
            "L-response-claim",
            "L-escort",
            "L-dose-basis",
            "L-fda-wording",
            "L-who-gives-it");

    private static final List<String> HAZARDS = List.of(
            "Wrong patient",
            "Wrong dose shown",
            "Wrong unit",
            "Stale shown as current",
            "Gap shown as normal",
            "Lost message",
            "Message charted twice",
            "Late or out-of-order message",
            "Missed suicidality",
            "Over-alerting",
            "Data of another patient seen",
            "Unsigned protocol numbers taken for signed ones",
            "An order that should not be",
            "Closing an incomplete session",
            "Patient data in logs",
            "Clocks that differ",
            "A crash during a write",
            "A value its device marked as unreliable");

    private static final Sources SOURCES = Sources.of(PROJECT);

    @Test
    void everyRequirementAndEveryDisagreementIsThereOnceAndInOrder() {
        List<String> expected = Stream.concat(
                        ROWS.entrySet().stream()
                                .flatMap(part -> IntStream.rangeClosed(1, part.getValue())
                                        .mapToObj(row -> "R-" + part.getKey() + row)),
                        DISAGREEMENTS.stream())
                .toList();

        assertThat(expected).hasSize(152);
        assertThat(requirements()).extracting(Requirement::id).containsExactlyElementsOf(expected);
    }

    @Test
    void everyRequirementHasATestThatRunsOrTheReasonWhyNot() {
        assertThat(requirements().stream()
                        .flatMap(row -> problems("requirements.md", row.line(), row.id(), row.tests())))
                .isEmpty();
    }

    @Test
    void everyHazardIsThere() {
        assertThat(hazards()).extracting(Hazard::name).containsExactlyElementsOf(HAZARDS);
    }

    @Test
    void everyControlHasATestThatRuns() {
        assertThat(controls()
                        .flatMap(control -> problems("safety-case.md", control.line(), control.id(), control.tests())))
                .isEmpty();
    }

    @Test
    void everyControlIsSomethingOfTheProduct() {
        List<String> missing = new ArrayList<>();
        controls()
                .forEach(control -> control.in().stream()
                        .filter(name -> !SOURCES.hasInProduct(name))
                        .forEach(name -> missing.add("safety-case.md line " + control.line() + ", " + control.id()
                                + ": no " + name + ", or more than one, in any src/main/java")));

        assertThat(missing).isEmpty();
    }

    @Test
    void bothDocumentsCanBeFound() {
        assertThat(read(PROJECT.resolve("README.md")))
                .contains("(.github/requirements.md)", "(.github/safety-case.md)");
        assertThat(read(PROJECT.resolve(".github/CONTRIBUTING.md"))).contains("(requirements.md)", "(safety-case.md)");
    }

    private static Stream<Control> controls() {
        return hazards().stream().flatMap(hazard -> hazard.controls().stream());
    }

    private static Stream<String> problems(String document, int line, String id, List<Citation> tests) {
        return tests.stream()
                .flatMap(test -> SOURCES.problem(test).stream())
                .map(problem -> document + " line " + line + ", " + id + ": " + problem);
    }

    private static List<Requirement> requirements() {
        return read("requirements.md", Requirement::read);
    }

    private static List<Hazard> hazards() {
        return read("safety-case.md", Hazard::read);
    }

    private static <T> T read(String document, Function<List<String>, T> reader) {
        try {
            return reader.apply(
                    read(PROJECT.resolve(".github").resolve(document)).lines().toList());
        } catch (UnreadableRow row) {
            throw new AssertionError(document + " " + row.getMessage(), row);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
