// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.Volume;
import org.jspecify.annotations.Nullable;

/**
 * A time nobody observed: the pump was silent for longer than allowed and its counters do not show that it held its rate.
 *
 * @param fromCounter mL by the difference of the pump's counters at both ends; null when an end has none, and then the
 *     session's dose is only "at least"
 * @param concentration mg/mL of the bag before the gap; null when unknown
 * @param lastSource the last report before it
 * @param nextSource the first report after it
 */
public record MonitoringGap(
        Instant from,
        Instant to,
        @Nullable Volume fromCounter,
        @Nullable Concentration concentration,
        String lastSource,
        String nextSource)
        implements Stretch {

    public MonitoringGap {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("gap ends before it begins");
        }
    }

    /** Whether what flowed in it is unknown. */
    public boolean unknown() {
        return fromCounter == null;
    }

    DeliveredTotal total() {
        if (fromCounter == null) {
            return DeliveredTotal.NONE;
        }
        return concentration == null
                ? DeliveredTotal.ofUnknownStrength(fromCounter)
                : DeliveredTotal.NONE.plus(fromCounter, concentration);
    }
}
