// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered. Everything is null when the order does not say it.
 *
 * @param dose the whole dose, mg
 * @param dosePerWeight mg/kg the dose was made of; null for a fixed dose
 * @param weight kg the dose was worked out with
 * @param drawn mg put into the bag
 * @param rate mL/h to program
 * @param concentration mg/mL of the bag, used only while the pump reports none
 * @param source such as {@code MedicationRequest/…}
 */
public record InfusionOrder(
        @Nullable Dose dose,
        @Nullable DosePerWeight dosePerWeight,
        @Nullable Weight weight,
        @Nullable Dose drawn,
        @Nullable FlowRate rate,
        @Nullable Concentration concentration,
        String source) {}
