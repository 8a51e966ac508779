// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.dripline.dosing.Dose;
import org.dripline.fhir.ShippedProtocols;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each rule of a trend at its limit and one step beyond. */
class TrendTest {

    private static final Instant START = Instant.parse("2026-01-05T15:00:00Z");
    private static final Instruments INSTRUMENTS = Instruments.shipped();
    private static final CourseRules RULES = CourseRules.shipped();

    @Test
    void aResponseIsInclusiveAndAPartialOneToo() {
        assertThat(outcome("phq-9", 20, 10)).isEqualTo(ResponseClass.RESPONSE);
        assertThat(outcome("phq-9", 20, 11)).isEqualTo(ResponseClass.PARTIAL);
        assertThat(outcome("phq-9", 20, 15)).isEqualTo(ResponseClass.PARTIAL);
        assertThat(outcome("phq-9", 20, 16)).isEqualTo(ResponseClass.NONE);
        assertThat(outcome("ybocs", 20, 13)).isEqualTo(ResponseClass.REMISSION);
        assertThat(outcome("ybocs", 40, 26)).isEqualTo(ResponseClass.RESPONSE);
        assertThat(outcome("ybocs", 40, 27)).isEqualTo(ResponseClass.PARTIAL);
    }

    @Test
    void remissionIsAScoreThatTheBaselineDidNotHave() {
        assertThat(outcome("phq-9", 20, 4)).isEqualTo(ResponseClass.REMISSION);
        assertThat(outcome("phq-9", 20, 5)).isEqualTo(ResponseClass.RESPONSE);
        assertThat(outcome("ybocs", 30, 14)).isEqualTo(ResponseClass.REMISSION);
        assertThat(outcome("ybocs", 30, 15)).isEqualTo(ResponseClass.RESPONSE);
        assertThat(outcome("phq-9", 4, 4)).isEqualTo(ResponseClass.NONE);
    }

    @Test
    void worseTakesAMeaningfulChange() {
        assertThat(outcome("phq-9", 10, 16)).isEqualTo(ResponseClass.WORSE);
        assertThat(outcome("phq-9", 10, 15)).isEqualTo(ResponseClass.NONE);
        assertThat(outcome("phq-9", 0, 6)).isEqualTo(ResponseClass.WORSE);
        assertThat(outcome("phq-9", 0, 5)).isNull();
    }

    @Test
    void lateIsTheFourthSession() {
        assertThat(Objects.requireNonNull(trend("phq-9", 20, 15, 15, 10).firstResponse())
                        .sessions())
                .isEqualTo(3);
        assertThat(trend("phq-9", 20, 15, 15, 10).late()).isFalse();
        assertThat(trend("phq-9", 20, 15, 15, 15, 10).late()).isTrue();
    }

    @Test
    void aRelapseIsTwoInARowAndItsDateTheFirst() {
        assertThat(trend("phq-9", 20, 10, 12, 9, 12).relapse()).isNull();
        Trend lost = trend("phq-9", 20, 10, 9, 12, 13, 8);
        assertThat(Objects.requireNonNull(lost.relapse()).score().value()).isEqualByComparingTo("12");
        assertThat(Objects.requireNonNull(lost.regained()).score().value()).isEqualByComparingTo("8");
    }

    @Test
    void withoutABaselineNothingIsJudged() {
        Trend trend = Trend.of(instrument("phq-9"), List.of(score("phq-9", 1, 12)), sessions(3), RULES);

        assertThat(trend.baseline()).isNull();
        assertThat(trend.latest()).get().extracting(Trend.Point::outcome).isNull();
    }

    @Test
    void ofTwoScoresOfOneMomentTheWorseCounts() {
        Trend trend = Trend.of(
                instrument("phq-9"),
                List.of(score("phq-9", 0, 20), score("phq-9", 1, 8), score("phq-9", 1, 12)),
                sessions(3),
                RULES);

        assertThat(trend.points())
                .singleElement()
                .satisfies(point -> assertThat(point.score().value()).isEqualByComparingTo("12"));
    }

    @Test
    @DisplayName("A protocol's own number goes before the instrument's")
    void theProtocolsRemissionCounts() {
        var resource = ShippedProtocols.with(ShippedProtocols.resource("mood-standard"), "remission-phq9", "8");
        Instruments under = INSTRUMENTS.under(ShippedProtocols.protocol(resource), true);
        Instrument phq9 = under.coded("http://loinc.org|44261-6").orElseThrow();

        Cut cut = phq9.cut(Instrument.What.REMISSION).orElseThrow();
        assertThat(cut.value()).isEqualByComparingTo("8");
        assertThat(cut.code()).isEqualTo("remission-phq9");
        assertThat(cut.draft()).isFalse();
        assertThat(under.coded("https://dripline.health/fhir/CodeSystem/dripline-score|ybocs")
                        .orElseThrow()
                        .cut(Instrument.What.RESPONSE)
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo("35");
    }

    @Test
    void theShippedNumbersAreTheProtocols() {
        Instruments under = INSTRUMENTS.under(ShippedProtocols.protocol("mood-standard"), false);
        for (Instrument instrument : INSTRUMENTS.all()) {
            Instrument ofProtocol = under.coded(instrument.codings().get(0)).orElseThrow();
            instrument
                    .cuts()
                    .forEach((what, cut) -> assertThat(
                                    ofProtocol.cut(what).orElseThrow().value())
                            .as(instrument.code() + " " + what)
                            .isEqualByComparingTo(cut.value()));
        }
    }

    @Test
    void everyShippedNumberIsADraftWithASource() {
        assertThat(INSTRUMENTS.all())
                .extracting(Instrument::code)
                .contains("phq-9", "gad-7", "pcl-5", "ybocs", "madrs", "pain-nrs", "peg", "epds", "headache-days");
        assertThat(INSTRUMENTS.all())
                .allSatisfy(instrument -> assertThat(instrument.cuts().values()).allSatisfy(cut -> {
                    assertThat(cut.draft()).isTrue();
                    assertThat(cut.source()).isNotBlank();
                }));
    }

    @Test
    void aNumberWithoutMarkOrSourceDoesNotLoad() {
        String head = "instruments=x\nx.title=X\nx.codes=a|b\nx.lowest=0\nx.highest=9\nx.unit={score}\n";
        assertRefused(head + "x.response.value=50\nx.response.source=here\nx.response.status=DRAFT\n");
        assertRefused(head + "x.response.value=50\nx.response.mark=GK\nx.response.status=DRAFT\n");
        assertRefused(head + "x.response.value=50\nx.response.mark=GK\nx.response.source=here\n");
    }

    private static void assertRefused(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Instruments.read(Rules.of(properties)));
    }

    private static @Nullable ResponseClass outcome(String instrument, int baseline, int score) {
        return trend(instrument, baseline, score).points().get(0).outcome();
    }

    /** A score before the first of so many daily sessions, then one after each. */
    private static Trend trend(String instrument, int... values) {
        List<OutcomeScore> scores = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            scores.add(score(instrument, i, values[i]));
        }
        return Trend.of(instrument(instrument), scores, sessions(values.length), RULES);
    }

    private static Instrument instrument(String code) {
        return INSTRUMENTS.all().stream()
                .filter(instrument -> instrument.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Index 0 is before the first session, 1 after it, and so on. */
    private static OutcomeScore score(String instrument, int index, int value) {
        return new OutcomeScore(
                START.plus(Duration.ofDays(index)).minus(Duration.ofHours(1)),
                instrument,
                BigDecimal.valueOf(value),
                "Observation/" + index + "-" + value);
    }

    private static List<CourseSession> sessions(int count) {
        List<CourseSession> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant start = START.plus(Duration.ofDays(i));
            sessions.add(new CourseSession(
                    start,
                    start.plus(Duration.ofMinutes(40)),
                    Dose.of("35"),
                    Dose.of("35"),
                    null,
                    "",
                    "Encounter/" + i));
        }
        return sessions;
    }
}
