// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure of the nine courses, to its printed rounding, at each moment the scenario names. */
class CourseScenarioTest {

    @ParameterizedTest
    @MethodSource("org.dripline.outcome.CourseScenario#all")
    @DisplayName("R-I6, R-I8, R-E16, R-I4, R-I11: response, relapse, suicidality, opioids, exposure and what is due")
    void everyFigureComesOut(CourseScenario scenario) {
        for (JsonNode moment : scenario.each("moments")) {
            CourseSummary summary =
                    scenario.course().summaryAt(Instant.parse(moment.get("now").textValue()));
            assertFigures(summary, moment);
            assertFindings(summary, moment);
            if (moment.has("suicidality")) {
                assertThat(summary.suicidality().map(SuicidalityChange::code))
                        .contains(moment.get("suicidality").textValue());
            }
            if (moment.has("due")) {
                moment.get("due")
                        .fields()
                        .forEachRemaining(due -> assertThat(summary.due())
                                .filteredOn(item -> item.code().equals(due.getKey()))
                                .singleElement()
                                .satisfies(item -> {
                                    assertThat(item.earliest() + "/" + item.latest())
                                            .isEqualTo(due.getValue().textValue());
                                    assertThat(item.why().limits()).isNotEmpty();
                                }));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.dripline.outcome.CourseScenario#all")
    void orderAndRepeatsChangeNothing(CourseScenario scenario) {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        CourseSummary inOrder = scenario.course().summaryAt(now);

        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Course shaken = scenario.course(shaken(scenario.scores(), random), shaken(scenario.sessions(), random));
            assertThat(shaken.summaryAt(now)).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    @ParameterizedTest
    @MethodSource("org.dripline.outcome.CourseScenario#all")
    void everyFigureSaysItsRuleAndItsRecords(CourseScenario scenario) {
        CourseSummary summary = scenario.course().summaryAt(Instant.parse("2026-03-01T00:00:00Z"));

        assertThat(summary.figures()).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.why().rule().id()).isEqualTo("course." + figure.code());
            if (figure.known()
                    && !figure.code().startsWith("not-held")
                    && !figure.code().startsWith("exposure")) {
                assertThat(figure.why().sources()).as(figure.code()).isNotEmpty();
            }
        });
        assertThat(summary.figures()).extracting(Figure::code).doesNotHaveDuplicates();
    }

    private static void assertFigures(CourseSummary summary, JsonNode moment) {
        moment.get("figures").properties().forEach(expected -> {
            Figure figure = summary.figure(expected.getKey())
                    .orElseThrow(() -> new AssertionError("no figure " + expected.getKey()));
            if (expected.getValue().isNumber()) {
                assertThat(figure.value())
                        .as(expected.getKey())
                        .isEqualByComparingTo(expected.getValue().decimalValue());
            } else if (figure.text() == null) {
                assertThat(figure.at())
                        .as(expected.getKey())
                        .isEqualTo(Instant.parse(expected.getValue().textValue()));
            } else {
                assertThat(figure.text())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue().textValue());
            }
        });
    }

    private static void assertFindings(CourseSummary summary, JsonNode moment) {
        if (moment.has("findings")) {
            assertThat(summary.findings())
                    .filteredOn(finding -> finding.grade() != Finding.Grade.INFO)
                    .extracting(Finding::code)
                    .containsExactlyElementsOf(texts(moment.get("findings")));
        }
        if (moment.has("info")) {
            assertThat(summary.findings())
                    .filteredOn(finding -> finding.grade() == Finding.Grade.INFO)
                    .extracting(Finding::code)
                    .containsAll(texts(moment.get("info")));
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static <T> List<T> shaken(List<T> values, Random random) {
        List<T> shaken =
                new ArrayList<>(Stream.concat(values.stream(), values.stream().filter(value -> random.nextInt(4) == 0))
                        .toList());
        Collections.shuffle(shaken, random);
        return shaken;
    }
}
