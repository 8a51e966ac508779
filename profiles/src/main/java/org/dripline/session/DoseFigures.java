// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Instant;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.DoseRate;
import org.dripline.dosing.DoseRatePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered and what was given, at full precision; print with {@link org.dripline.dosing.Rounding}. Null: not
 * known, or not yet.
 *
 * @param weight kg the order was made with, else the last weight before the infusion
 * @param concentration mg/mL of the bag in use
 * @param drawn mg put into the bag
 * @param delivered mg given; null when nobody told the strength of the bag
 * @param volume mL given
 * @param percentDelivered of the ordered dose
 * @param meanRateRunning mg/h over the time it ran
 * @param meanRateElapsed mg/h over the whole time, pauses included
 * @param meanRatePerWeightRunning mg/kg/h over the time it ran
 * @param keepVeinOpen mg that flowed after the infusion to keep the line free; not part of {@code delivered}; null when
 *     the strength of the bag is unknown
 * @param atLeast a part of the infusion was not observed: the true dose is this or more
 * @param weightToday kg, the last weight before the infusion, where it is another than {@code weight}; else null
 * @param deliveredPerWeightToday mg/kg of that weight; null where there is none
 * @param meanRatePerWeightElapsed mg/kg/h over the whole time, pauses included
 * @param peakRate mL/h, the highest held
 * @param peakRatePerWeight mg/kg/h, the highest held
 * @param boluses mg given at once, part of {@code delivered}
 * @param waste mg drawn and not given; null while the infusion is not over, or either is unknown
 * @param asOf the instant the given dose speaks for: now while the pump's reports are fresh, else its last report
 */
public record DoseFigures(
        @Nullable Weight weight,
        @Nullable Concentration concentration,
        @Nullable Dose drawn,
        @Nullable Dose ordered,
        @Nullable DosePerWeight orderedPerWeight,
        @Nullable FlowRate orderedRate,
        @Nullable Dose delivered,
        Volume volume,
        @Nullable DosePerWeight deliveredPerWeight,
        @Nullable BigDecimal percentDelivered,
        @Nullable DoseRate meanRateRunning,
        @Nullable DoseRate meanRateElapsed,
        @Nullable DoseRatePerWeight meanRatePerWeightRunning,
        @Nullable Dose keepVeinOpen,
        boolean atLeast,
        @Nullable Weight weightToday,
        @Nullable DosePerWeight deliveredPerWeightToday,
        @Nullable DoseRatePerWeight meanRatePerWeightElapsed,
        @Nullable FlowRate peakRate,
        @Nullable DoseRatePerWeight peakRatePerWeight,
        Dose boluses,
        @Nullable Dose waste,
        @Nullable Instant asOf) {}
