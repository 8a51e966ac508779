// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.dripline.dosing.Rounding;
import org.jspecify.annotations.Nullable;

/**
 * How the patient was. A rise is the greatest reading from the start on minus the baseline, so it is negative when
 * every reading is lower. Null: no baseline, no reading, or not yet.
 *
 * @param baselineSystolic mm[Hg]: last pressure strictly before the start, or the mean of the last two when both are
 *     within the baseline window
 * @param baselineMean mm[Hg], one decimal
 * @param maxRiseMean mm[Hg]; each mean pressure is rounded to one decimal before it is compared
 * @param timeOfMaxRiseMean from the start to the first reading of that rise
 * @param timeToBaselineMean from the end to the first of two readings in a row within the baseline band
 * @param meanDerived means are (systolic + 2 × diastolic) / 3, because not every pressure came with a measured one
 * @param baselineHeartRate /min: the last rate not after the baseline pressure (they belong to one check), else the
 *     last before the start
 * @param oxygenNadir lowest SpO₂ from the start on, %
 * @param percentTimeOxygenLow share of the known time below {@link ClinicalLimit#ATTENTION_OXYGEN}, %
 * @param percentTimeOxygenVeryLow share of the known time below {@link ClinicalLimit#STOP_OXYGEN}, %
 * @param percentTimeOxygenKnown how much of the time between the start and the last vital sign SpO₂ is known for, %
 * @param moaasNadir lowest MOAA/S from the start on
 * @param cadss6Peak highest CADSS-6 from the start on
 * @param baselineOxygen %: the last before the start
 * @param timeOfMaxRiseHeartRate from the start to the first reading of that rise
 * @param timeToBaselineDissociation from the end to the first CADSS-6 no higher than before the start, give or take the
 *     protocol's points
 * @param beyond time beyond each limit of pressure and heart rate
 * @param checks how the rhythm of the checks was kept, until the last reading
 */
public record VitalFigures(
        @Nullable BigDecimal baselineSystolic,
        @Nullable BigDecimal baselineDiastolic,
        @Nullable BigDecimal baselineMean,
        @Nullable BigDecimal maxRiseSystolic,
        @Nullable BigDecimal maxRiseDiastolic,
        @Nullable BigDecimal maxRiseMean,
        @Nullable Duration timeOfMaxRiseMean,
        @Nullable Duration timeToBaselineMean,
        boolean meanDerived,
        @Nullable BigDecimal baselineHeartRate,
        @Nullable BigDecimal maxRiseHeartRate,
        @Nullable BigDecimal oxygenNadir,
        @Nullable BigDecimal percentTimeOxygenLow,
        @Nullable BigDecimal percentTimeOxygenVeryLow,
        @Nullable BigDecimal percentTimeOxygenKnown,
        @Nullable Integer moaasNadir,
        @Nullable Integer cadss6Peak,
        @Nullable BigDecimal baselineOxygen,
        @Nullable Duration timeOfMaxRiseHeartRate,
        @Nullable Duration timeToBaselineDissociation,
        List<TimeBeyond> beyond,
        Checks checks) {

    public VitalFigures {
        beyond = List.copyOf(beyond);
    }

    /** The baseline as it is spoken, {@code "122/78"}; null without one. */
    public @Nullable String baselineText() {
        if (baselineSystolic == null || baselineDiastolic == null) {
            return null;
        }
        return Rounding.WHOLE.of(baselineSystolic) + "/" + Rounding.WHOLE.of(baselineDiastolic);
    }
}
