// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import org.dripline.dosing.Dose;

/**
 * A corner of the cumulative dose curve; between two corners the dose grows evenly.
 *
 * @param total mg given until then, at full precision
 * @param observed false when the stretch that ends here was a {@link MonitoringGap}: draw it as unknown
 */
public record DosePoint(Instant at, Dose total, boolean observed) {}
