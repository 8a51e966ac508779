// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.dripline.trace.Requirement.State;
import org.dripline.trace.TableRow.UnreadableRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that cannot be read, or that claims what it does not show, is an error with its line. */
class RowsTest {

    private static final String WHY = "there is no scheduling in this product yet";

    @Test
    void aRowIsReadWithItsTestsAndItsState() {
        List<Requirement> rows = Requirement.read(List.of(
                "Words before the table.",
                "",
                "| id | what it asks | test | state |",
                "| --- | --- | --- | --- |",
                "| R-B6 | suicide screen at every visit | `FormsTest#a`, `session.ScenarioTest` | built |",
                "| R-K1 | an appointment asked for online | – | not built: " + WHY + " |",
                "| L-pain-series | the clinics' numbers | `ProfilesIT#a[valid/x-y/d01-b]` | rest not built: " + WHY
                        + " |"));

        assertThat(rows).extracting(Requirement::id).containsExactly("R-B6", "R-K1", "L-pain-series");
        assertThat(rows).extracting(Requirement::state).containsExactly(State.BUILT, State.NOT_BUILT, State.PARTLY);
        assertThat(rows).extracting(Requirement::line).containsExactly(5, 6, 7);
        assertThat(rows.get(0).tests())
                .containsExactly(
                        new Citation("FormsTest", Optional.of("a"), Optional.empty()),
                        new Citation("session.ScenarioTest", Optional.empty(), Optional.empty()));
        assertThat(rows.get(2).tests())
                .containsExactly(new Citation("ProfilesIT", Optional.of("a"), Optional.of("valid/x-y/d01-b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| R-B6 | suicide screen at every visit | `FormsTest#a` |",
                "| R-B6 | suicide screen | at every visit | `FormsTest#a` | built |",
                "| R-B6 | suicide screen at every visit | `FormsTest#a` | built",
                "  | R-B6 | suicide screen at every visit | `FormsTest#a` | built |",
                "| R-M1 | suicide screen at every visit | `FormsTest#a` | built |",
                "| R-B06 | suicide screen at every visit | `FormsTest#a` | built |",
                "| | suicide screen at every visit | `FormsTest#a` | built |",
                "| R-B6 | | `FormsTest#a` | built |",
                "| R-B6 | suicide screen at every visit | FormsTest#a | built |",
                "| R-B6 | suicide screen at every visit | `FormsTest#a` and more | built |",
                "| R-B6 | suicide screen at every visit | `FormsTest#` | built |",
                "| R-B6 | suicide screen at every visit | `FormsTest.java` | built |",
                "| R-B6 | suicide screen at every visit | `FormsTest#a` | done |",
                "| R-B6 | suicide screen at every visit | `FormsTest#a` | |",
                "| R-B6 | suicide screen at every visit | | built |",
                "| R-B6 | suicide screen at every visit | – | rest not built: there is no scheduling in this product yet |",
                "| R-B6 | suicide screen at every visit | `FormsTest#a` | not built: there is no scheduling in this product |",
                "| R-B6 | suicide screen at every visit | – | not built |",
                "| R-B6 | suicide screen at every visit | – | not built: later |",
                "| id | what it asks | test |",
                "|---|---|---|---|"
            })
    void aRequirementThatMeansNothingIsAnErrorWithItsLine(String row) {
        assertThatExceptionOfType(UnreadableRow.class)
                .isThrownBy(() -> Requirement.read(List.of("| id | what it asks | test | state |", row)))
                .withMessageStartingWith("line 2: ");
    }

    @Test
    void aHazardIsReadWithItsControls() {
        List<Hazard> hazards =
                Hazard.read(hazard("| 1.1 | parks the message | `Association`, `a/b.csv` | `MessagePathIT#a` |"));

        assertThat(hazards).singleElement().satisfies(hazard -> {
            assertThat(hazard.name()).isEqualTo("Wrong patient");
            assertThat(hazard.arises()).isEqualTo("Arises when two people carry one number.");
            assertThat(hazard.controls()).singleElement().satisfies(control -> {
                assertThat(control.id()).isEqualTo("1.1");
                assertThat(control.in()).containsExactly("Association", "a/b.csv");
                assertThat(control.tests())
                        .containsExactly(new Citation("MessagePathIT", Optional.of("a"), Optional.empty()));
            });
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| 1.1 | parks the message | `Association` | |",
                "| 1.1 | parks the message | `Association` | – |",
                "| 1.1 | parks the message | | `MessagePathIT#a` |",
                "| 1.1 | parks the message | Association | `MessagePathIT#a` |",
                "| 1.1 | | `Association` | `MessagePathIT#a` |",
                "| 1.2 | parks the message | `Association` | `MessagePathIT#a` |",
                "| 2.1 | parks the message | `Association` | `MessagePathIT#a` |",
                "| 1.1 | parks the message | `Association` | `MessagePathIT#a` | and more |"
            })
    void aControlThatMeansNothingIsAnErrorWithItsLine(String row) {
        assertThatExceptionOfType(UnreadableRow.class)
                .isThrownBy(() -> Hazard.read(hazard(row)))
                .withMessageStartingWith("line 7: ");
    }

    @Test
    void aHazardWithoutControlOriginOrNumberIsAnError() {
        assertThatExceptionOfType(UnreadableRow.class)
                .isThrownBy(() -> Hazard.read(List.of("## 1. Wrong patient", "Arises when it does.")))
                .withMessageContaining("without a control");
        assertThatExceptionOfType(UnreadableRow.class)
                .isThrownBy(() -> Hazard.read(List.of("## 1. Wrong patient", "It may be.")))
                .withMessageContaining("Arises when");
        assertThatExceptionOfType(UnreadableRow.class)
                .isThrownBy(() -> Hazard.read(List.of("## 2. Wrong patient", "Arises when it does.")))
                .withMessageContaining("hazard 1 is expected");
        assertThatExceptionOfType(UnreadableRow.class)
                .isThrownBy(
                        () -> Hazard.read(List.of("| 1.1 | parks the message | `Association` | `MessagePathIT#a` |")))
                .withMessageContaining("outside a hazard");
    }

    private static List<String> hazard(String row) {
        return List.of(
                "# A title",
                "## 1. Wrong patient",
                "Arises when two people carry one number.",
                "",
                "| control | what it does | in | test |",
                "| --- | --- | --- | --- |",
                row);
    }
}
