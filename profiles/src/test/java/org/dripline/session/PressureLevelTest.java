// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dripline.session.Charted.Symptom;
import org.dripline.session.Episode.Level;
import org.dripline.session.MedicineGiven.Purpose;
import org.dripline.session.VitalSign.BloodPressure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What makes a pressure of level two one of level three: a symptom of an organ, or no effect of a medicine. */
class PressureLevelTest {

    private static final String CHEST_PAIN = "https://dripline.health/fhir/CodeSystem/dripline-symptom|chest-pain";
    private static final String NAUSEA = "http://snomed.info/sct|422587007";

    @Test
    @DisplayName("D02: two readings in a row without a symptom are level two")
    void withoutASymptomItIsAPause() {
        assertThat(level(List.of(), List.of(), 182, 188, 172)).isEqualTo(Level.PAUSE);
        assertThat(level(List.of(), List.of(), 182, 172)).isEqualTo(Level.ATTENTION);
    }

    @Test
    void oneReadingWithChestPainIsAStop() {
        Episode episode = episode(List.of(), List.of(symptom(CHEST_PAIN, 12, null)), 182, 172);

        assertThat(episode.level()).isEqualTo(Level.STOP);
        assertThat(episode.reachedAt()).isEqualTo(minute(12));
        assertThat(episode.from()).isEqualTo(minute(10));
        assertThat(episode.reading()).isEqualTo("182/90 mm[Hg]");
        assertThat(episode.limit()).isEqualTo(ClinicalLimit.PAUSE_SYSTOLIC);
    }

    @Test
    void aSymptomOfBeforeCountsWhileItLasts() {
        assertThat(level(List.of(), List.of(symptom(CHEST_PAIN, 5, null)), 182)).isEqualTo(Level.STOP);
        assertThat(level(List.of(), List.of(symptom(CHEST_PAIN, 5, 9)), 182)).isEqualTo(Level.ATTENTION);
    }

    @Test
    void aSymptomOfAfterOrAnotherOneDoesNotCount() {
        assertThat(level(List.of(), List.of(symptom(CHEST_PAIN, 25, null)), 182, 170))
                .isEqualTo(Level.ATTENTION);
        assertThat(level(List.of(), List.of(symptom(NAUSEA, 12, null)), 182, 188))
                .isEqualTo(Level.PAUSE);
    }

    @Test
    void aSymptomBelowTheLimitIsNoEpisode() {
        assertThat(episodes(List.of(), List.of(symptom(CHEST_PAIN, 5, null)), 140))
                .isEmpty();
    }

    @Test
    @DisplayName("Ten minutes after a medicine it is level three, a minute less is not")
    void aPressureThatPersistsAfterAMedicineIsAStop() {
        assertThat(level(List.of(labetalol(20)), List.of(), 182, 188, 186)).isEqualTo(Level.STOP);
        assertThat(level(List.of(labetalol(21)), List.of(), 182, 188, 186)).isEqualTo(Level.PAUSE);
        assertThat(episode(List.of(labetalol(20)), List.of(), 182, 188, 186).limit())
                .isEqualTo(ClinicalLimit.STOP_PRESSURE_PERSISTS);
    }

    @Test
    void aPressureThatFellAndRoseAgainDoesNotPersist() {
        assertThat(level(List.of(labetalol(12)), List.of(), 182, 165, 184)).isEqualTo(Level.ATTENTION);
    }

    private static Level level(List<MedicineGiven> medicines, List<Symptom> symptoms, int... systolic) {
        return episode(medicines, symptoms, systolic).level();
    }

    private static Episode episode(List<MedicineGiven> medicines, List<Symptom> symptoms, int... systolic) {
        return episodes(medicines, symptoms, systolic).get(0);
    }

    /** Readings every ten minutes, from minute ten on. */
    private static List<Episode> episodes(List<MedicineGiven> medicines, List<Symptom> symptoms, int... systolic) {
        List<VitalSign> readings = new ArrayList<>();
        readings.add(pressure(-5, 130));
        for (int i = 0; i < systolic.length; i++) {
            readings.add(pressure(10 * (i + 1), systolic[i]));
        }
        return Scenario.named("d02")
                .session(Scenario.named("d02").reports(), readings, List.of())
                .with(new Charted(
                        null, null, null, List.of(), medicines, null, List.of(), List.of(), symptoms, List.of()))
                .summaryAt(minute(60))
                .episodes();
    }

    private static BloodPressure pressure(int minute, int systolic) {
        return new BloodPressure(
                minute(minute),
                BigDecimal.valueOf(systolic),
                BigDecimal.valueOf(90),
                null,
                Quality.ORDINARY,
                "Observation/bp" + minute);
    }

    private static MedicineGiven labetalol(int minute) {
        return new MedicineGiven(
                minute(minute), "labetalol", Purpose.RESCUE, Episode.Sign.PRESSURE, null, "MedicationAdministration/l");
    }

    private static Symptom symptom(String code, int from, @Nullable Integer to) {
        return new Symptom(minute(from), to == null ? null : minute(to), Set.of(code), "AdverseEvent/s");
    }

    private static Instant minute(int minute) {
        return Scenario.minute(minute);
    }
}
