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
 * @param alerts PCD-04 only
 * @param unmapped values under a code that is not in our table, as they came
 * @param corrections rows that change or take back what an earlier message said
 * @param withheld values not to be charted, each with its reason
 * @param journalOnly how many rows were understood and are of no use on a chart
 * @param ofDevice whether the message as a whole is about the device (PCD-15), so that even what we do not know is not
 *     about a patient
 */
public record DeviceReport(
        PatientIdentity patient,
        List<Reading> readings,
        List<PumpEvent> events,
        List<DeviceAlert> alerts,
        List<UnmappedValue> unmapped,
        List<CorrectedValue> corrections,
        List<WithheldValue> withheld,
        int journalOnly,
        boolean ofDevice) {

    public DeviceReport {
        readings = List.copyOf(readings);
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
        unmapped = List.copyOf(unmapped);
        corrections = List.copyOf(corrections);
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
        return readings.isEmpty()
                && events.isEmpty()
                && alerts.isEmpty()
                && unmapped.isEmpty()
                && corrections.isEmpty();
    }

    /** Whether nothing in it is about a patient, so that nobody need be found for it. */
    public boolean isAboutNobody() {
        return !isEmpty()
                && readings.stream().allMatch(reading -> reading.metric().role() == Metric.Role.DEVICE_STATE)
                && events.isEmpty()
                && alerts.isEmpty()
                && (unmapped.isEmpty() || ofDevice)
                && corrections.stream().allMatch(CorrectedValue::ofDevice);
    }

    /** Whether all of it was understood and none of it belongs on a chart: a sender that says that it is alive. */
    public boolean isForTheJournalOnly() {
        return isEmpty() && withheld.isEmpty() && journalOnly > 0;
    }

    @Override
    public String toString() {
        return "DeviceReport[" + readings.size() + " readings, " + events.size() + " events, " + alerts.size()
                + " alerts, " + unmapped.size() + " unmapped, " + corrections.size() + " corrections, "
                + withheld.size() + " withheld]";
    }
}
