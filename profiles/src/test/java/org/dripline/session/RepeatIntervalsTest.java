// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.dripline.fhir.ShippedProtocols;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How soon a medicine may be given again is a line of data, with its source, for any medicine. */
class RepeatIntervalsTest {

    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm|";
    private static final String CLONIDINE = """
            medicines=clonidine
            clonidine.codes=http://www.nlm.nih.gov/research/umls/rxnorm|2599
            clonidine.word=Clonidin
            clonidine.unit=min
            clonidine.value=30
            clonidine.source=A test
            clonidine.status=DRAFT
            """;

    @Test
    @DisplayName("D03: ondansetron after four hours, by code or by name, a draft with its source")
    void theShippedTable() {
        RepeatIntervals.Interval interval =
                RepeatIntervals.shipped().of(List.of(RXNORM + "26225"), "").orElseThrow();

        assertThat(interval.time()).hasHours(4);
        assertThat(interval.basis().draft()).isTrue();
        assertThat(interval.basis().source()).isNotBlank();
        assertThat(RepeatIntervals.shipped().of(List.of(), "Ondansetron 4 mg")).contains(interval);
        assertThat(RepeatIntervals.shipped().of(List.of(RXNORM + "6960"), "midazolam"))
                .isEmpty();
    }

    @Test
    void theProtocolGoesFirst() {
        RepeatIntervals.Interval interval = RepeatIntervals.shipped()
                .under(ShippedProtocols.protocol("mood-standard"), true)
                .of(List.of(RXNORM + "6185"), "")
                .orElseThrow();

        assertThat(interval.time()).hasMinutes(10);
        assertThat(interval.basis().source()).startsWith("Common limits");
        assertThat(interval.basis().draft()).isFalse();
    }

    @Test
    void anyMedicineIsALine() throws IOException {
        assertThat(table(CLONIDINE)
                        .of(List.of(), "clonidine by mouth")
                        .orElseThrow()
                        .time())
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aLineWithoutSourceOrInAnotherUnitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(CLONIDINE.replace("clonidine.source=A test", "")))
                .withMessageContaining("clonidine.source");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table(CLONIDINE.replace("unit=min", "unit=d")))
                .withMessageContaining("clonidine");
    }

    private static RepeatIntervals table(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return RepeatIntervals.from(properties);
    }
}
