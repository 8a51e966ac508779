// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import org.dripline.dosing.Volume;

/**
 * The pump's own total beside rate times time.
 *
 * @param counted mL the pump's counter moved, resets taken as a fresh start from zero
 * @param workedOut mL from the segments over the same time
 * @param asOf the last report with a counter
 * @param differs more apart than the limits allow: a person should look
 */
public record Reconciliation(Volume counted, Volume workedOut, Instant asOf, boolean differs) {}
