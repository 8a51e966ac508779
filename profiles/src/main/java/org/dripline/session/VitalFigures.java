// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Duration;
import org.dripline.dosing.Rounding;
import org.jspecify.annotations.Nullable;

/**
 * How the patient was. A rise is the greatest reading from the start on minus the baseline, so it is negative when every
 * reading is lower. Null: no baseline, no reading, or not yet.
 *
 * @param baselineSystolic mm[Hg]: last pressure strictly before the start, or the mean of the last two when both are within
 *     the baseline window
 * @param baselineMean mm[Hg], one decimal
 * @param maxRiseMean mm[Hg]; each mean pressure is rounded to one decimal before it is compared
 * @param timeOfMaxRiseMean from the start to the first reading of that rise
 * @param timeToBaselineMean from the end to the first of two readings in a row within the baseline band
 * @param meanDerived means are (systolic + 2 × diastolic) / 3, because not every pressure came with a measured one
 * @param baselineHeartRate /min: the last rate not after the baseline pressure (they belong to one check), else the last
 *     before the start
 * @param oxygenNadir lowest SpO₂ from the start on, %
 * @param percentTimeOxygenLow share of the known time below {@link SessionLimits#oxygenLow()}, %
 * @param percentTimeOxygenVeryLow share of the known time below {@link SessionLimits#oxygenVeryLow()}, %
 * @param percentTimeOxygenKnown how much of the time between the start and the last vital sign SpO₂ is known for, %
 * @param moaasNadir lowest MOAA/S from the start on
 * @param cadss6Peak highest CADSS-6 from the start on
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
        @Nullable Integer cadss6Peak) {

    /** The baseline as it is spoken, {@code "122/78"}; null without one. */
    public @Nullable String baselineText() {
        if (baselineSystolic == null || baselineDiastolic == null) {
            return null;
        }
        return Rounding.WHOLE.of(baselineSystolic) + "/" + Rounding.WHOLE.of(baselineDiastolic);
    }
}
