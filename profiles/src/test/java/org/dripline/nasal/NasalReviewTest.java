// SPDX-License-Identifier: Apache-2.0
package org.dripline.nasal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dripline.fhir.ShippedProtocols;
import org.dripline.figure.Figure;
import org.dripline.gate.NasalDoseCheck;
import org.dripline.nasal.NasalSession.Form;
import org.dripline.nasal.NasalSession.Given;
import org.dripline.nasal.NasalSession.Pressure;
import org.dripline.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NasalReviewTest {

    private static final Protocol PROTOCOL = ShippedProtocols.protocol("esketamine-nasal");
    private static final Instant FIRST = Instant.parse("2026-02-02T15:00:00Z");
    private static final Instant LAST = Instant.parse("2026-02-02T15:05:00Z");

    @Nullable Instant left = at(125);

    final List<Given> given = new ArrayList<>(List.of(
            new Given(FIRST, LAST, new BigDecimal("56"), 2, List.of("TEST-LOT"), 2, "MedicationAdministration/a")));
    final List<Pressure> pressures =
            new ArrayList<>(List.of(pressure(-20, "122"), pressure(41, "138"), pressure(119, "124")));

    @Nullable Form form = form(null);

    @Test
    void aWholeSessionLacksNothing() {
        NasalReview review = review(at(130));

        assertThat(review.missing()).isEmpty();
        assertThat(review.findings()).isEmpty();
        assertThat(value(review, "dose")).isEqualTo("56 mg");
        assertThat(value(review, "observed")).isEqualTo("125 min");
        assertThat(value(review, "pressure-before")).isEqualTo("122/80 mm[Hg]");
        assertThat(value(review, "pressure-after")).isEqualTo("138/80 mm[Hg]");
        assertThat(value(review, "pressure-leaving")).isEqualTo("124/80 mm[Hg]");
        assertThat(value(review, "form-due")).isEqualTo("2026-02-09");
        assertThat(value(review, "form-days-left")).isEqualTo("7 d");
        assertThat(value(review, "form-state")).isEqualTo("prepared on 2026-02-02, no record of sending");
        assertThat(figure(review, "observed").why().limits())
                .singleElement()
                .satisfies(limit -> assertThat(limit.draft()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"119, true", "120, false"})
    void anObservationThatIsShortIsALineAndMissing(int minutes, boolean shorter) {
        left = at(minutes);

        NasalReview review = review(at(130));

        assertThat(review.findings().stream().anyMatch(finding -> finding.code().equals("observation-short")))
                .isEqualTo(shorter);
        assertThat(review.missing().stream().anyMatch(what -> what.startsWith("an observation as long")))
                .isEqualTo(shorter);
    }

    @Test
    void everyThingThatIsMissingIsNamed() {
        left = null;
        pressures.clear();
        form = null;
        given.set(0, new Given(FIRST, null, null, 2, List.of(), 0, "MedicationAdministration/a"));

        assertThat(review(at(60)).missing())
                .containsExactly(
                        "the dose that was taken, in mg",
                        "the lot of each device",
                        "when the last device was taken",
                        "a blood pressure before the first device",
                        "a blood pressure about 40 min after the last device",
                        "a blood pressure before leaving",
                        "when the patient left: the Encounter is not finished with an end",
                        "the programme's form, complete");
        given.clear();
        assertThat(review(at(60)).missing()).contains("what was taken, and when");
    }

    @ParameterizedTest
    @CsvSource({"29, false", "30, true", "50, true", "51, false"})
    void thePressureAroundThePeakIsWithinTheProtocolsBand(int minute, boolean counts) {
        pressures.set(1, pressure(minute, "138"));

        assertThat(figure(review(at(130)), "pressure-after").known()).isEqualTo(counts);
    }

    @Test
    void theDaysOfTheFormRunUntilSomebodySaysThatItWasSent() {
        assertThat(review(Instant.parse("2026-02-09T23:59:00Z")).findings()).isEmpty();
        assertThat(review(Instant.parse("2026-02-10T00:00:00Z")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("form-overdue");
                    assertThat(finding.words())
                            .isEqualTo(
                                    "The form was due on 2026-02-09; no record says that it was sent (protocol DRAFT)");
                });

        form = form(LocalDate.of(2026, 2, 9));
        NasalReview sent = review(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(sent.findings()).isEmpty();
        assertThat(value(sent, "form-state")).isEqualTo("recorded as sent by TEST-NURSE on 2026-02-09");
        assertThat(figure(sent, "form-days-left").value()).isNull();

        form = form(LocalDate.of(2026, 2, 10));
        assertThat(review(Instant.parse("2026-03-01T00:00:00Z")).findings())
                .extracting(finding -> finding.code())
                .containsExactly("form-late");
    }

    @ParameterizedTest
    @CsvSource({
        "56, 56, ''",
        "84, 84, ''",
        "84, 56, devices",
        "60, , 'whole-devices'",
        "28, 28, nasal-dose",
        "112, 112, nasal-dose"
    })
    void anOrderIsComparedWithItsDevices(String dose, @Nullable String devices, String check) {
        assertThat(
                        NasalDoseCheck.of(
                                        new BigDecimal(dose),
                                        devices == null ? null : new BigDecimal(devices),
                                        PROTOCOL)
                                .stream()
                                .map(difference -> difference.check()))
                .containsExactlyElementsOf(check.isEmpty() ? List.of() : List.of(check));
    }

    private NasalReview review(Instant now) {
        return NasalReview.of(
                new NasalSession("Encounter/e", ZoneOffset.UTC, left != null, left, given, pressures, form),
                PROTOCOL,
                false,
                now);
    }

    /** Minutes after the last device. */
    private static Instant at(int minutes) {
        return LAST.plusSeconds(minutes * 60L);
    }

    private static Pressure pressure(int minutes, String systolic) {
        return new Pressure(at(minutes), new BigDecimal(systolic), new BigDecimal("80"), "Observation/p" + minutes);
    }

    private static Form form(@Nullable LocalDate sentOn) {
        return new Form(
                true,
                "TEST-NURSE",
                LocalDate.of(2026, 2, 2),
                sentOn == null ? "" : "TEST-NURSE",
                sentOn,
                "QuestionnaireResponse/f");
    }

    private static Figure figure(NasalReview review, String code) {
        return review.figures().stream()
                .filter(figure -> figure.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String value(NasalReview review, String code) {
        Figure figure = figure(review, code);
        return figure.value() == null
                ? String.valueOf(figure.text())
                : figure.value().toPlainString() + " " + figure.unit();
    }
}
