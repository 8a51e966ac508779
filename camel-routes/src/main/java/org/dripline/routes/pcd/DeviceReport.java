// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.util.List;
import org.dripline.routes.RejectReason;

/**
 * A message of a pump or monitor, read: what can be charted, in message order, and what was withheld. A bad value never
 * holds back the good ones beside it.
 *
 * @param readings values, each with its own time and device
 * @param events PCD-10 only
 * @param unmapped values under a code that is not in our table, as they came
 * @param withheld values not to be charted, each with its reason
 */
public record DeviceReport(
        PatientIdentity patient,
        List<Reading> readings,
        List<PumpEvent> events,
        List<UnmappedValue> unmapped,
        List<WithheldValue> withheld) {

    public DeviceReport {
        readings = List.copyOf(readings);
        events = List.copyOf(events);
        unmapped = List.copyOf(unmapped);
        withheld = List.copyOf(withheld);
    }

    /**
     * A value that is not charted. It is in the journal; here is only where it stood.
     *
     * @param obx position among the message's OBX, from 1
     * @param path OBX-4
     */
    public record WithheldValue(int obx, String path, RejectReason reason) {}

    /** Whether nothing at all can be charted. */
    public boolean isEmpty() {
        return readings.isEmpty() && events.isEmpty() && unmapped.isEmpty();
    }

    @Override
    public String toString() {
        return "DeviceReport[" + readings.size() + " readings, " + events.size() + " events, " + unmapped.size()
                + " unmapped, " + withheld.size() + " withheld]";
    }
}
