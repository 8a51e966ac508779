// SPDX-License-Identifier: Apache-2.0
/**
 * Quantities a dose is made of, each with its unit in its type, and the arithmetic between them.
 *
 * <p>A pump moves a volume: {@link org.dripline.dosing.FlowRate#over}. The bag makes milligrams of it:
 * {@link org.dripline.dosing.Volume#doseAt}. Sums stay exact in {@link org.dripline.dosing.DeliveredTotal}; a figure is rounded
 * once, when printed, by {@link org.dripline.dosing.Rounding}. Pure: no clock, no log, no FHIR, no binary fractions.
 */
@NullMarked
package org.dripline.dosing;

import org.jspecify.annotations.NullMarked;
