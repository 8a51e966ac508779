// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.dripline.routes.journal.ChartedSlot;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.Metric;
import org.dripline.routes.pcd.Reading;

/**
 * Of what a monitor measures without pause, at most one number of each kind in an interval, where a site wants that.
 * What is left out stays in the journal. Blood pressures, events, alerts and all that a pump says are never left out,
 * and neither are the numbers of an interval in which measuring stopped.
 *
 * <p>Which number of an interval is charted is the first that arrives; the engine sees no other, so a low between two
 * of them is in no figure. That is why no file that is shipped asks for it.
 */
final class Thinning {

    private static final Set<Metric.Role> CONTINUOUS = Set.of(
            Metric.Role.HEART_RATE,
            Metric.Role.OXYGEN_SATURATION,
            Metric.Role.RESPIRATORY_RATE,
            Metric.Role.END_TIDAL_CO2,
            Metric.Role.VITAL,
            Metric.Role.MEASURED);

    private Thinning() {}

    /**
     * @param interval zero: nothing is left out
     * @param patient id on the FHIR server
     * @param entry that has the report
     * @param charts whether a number of that time is charted
     */
    static DeviceReport of(
            DeviceReport report, Duration interval, String patient, long entry, Predicate<ChartedSlot> charts) {
        if (interval.isZero()) {
            return report;
        }
        List<Reading> left = new ArrayList<>();
        for (Reading reading : report.readings()) {
            boolean stops = reading.value() instanceof Reading.NotAvailable;
            ChartedSlot slot = new ChartedSlot(
                    patient,
                    DeviceResources.idOf(reading.device()),
                    reading.metric().code(),
                    beginning(reading.at(), interval),
                    entry,
                    stops);
            if (!CONTINUOUS.contains(reading.metric().role()) || charts.test(slot) || stops) {
                left.add(reading);
            }
        }
        return new DeviceReport(
                report.patient(),
                left,
                report.events(),
                report.alerts(),
                report.unmapped(),
                report.corrections(),
                report.withheld(),
                report.journalOnly() + report.readings().size() - left.size(),
                report.ofDevice());
    }

    private static Instant beginning(Instant at, Duration interval) {
        return at.minusMillis(Math.floorMod(at.toEpochMilli(), interval.toMillis()));
    }
}
