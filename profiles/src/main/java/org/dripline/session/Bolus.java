// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import org.dripline.dosing.Dose;

/**
 * Ketamine given at once, beside what the pump gave at its rate.
 *
 * @param dose mg
 * @param source such as {@code MedicationAdministration/…}
 */
public record Bolus(Instant at, Dose dose, String source) {}
