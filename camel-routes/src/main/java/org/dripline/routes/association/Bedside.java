// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dripline.routes.pcd.CorrectedValue;
import org.dripline.routes.pcd.DeviceAlert;
import org.dripline.routes.pcd.DeviceIdentity;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.PumpEvent;
import org.dripline.routes.pcd.Reading;
import org.dripline.routes.pcd.ReportedRow;
import org.dripline.routes.pcd.UnmappedValue;

/**
 * Where and when a report was made, for those that do not say of whom.
 *
 * @param bed {@code point of care^room^bed} of PV1-3; empty when absent
 * @param devices ids on the FHIR server of the devices that speak
 * @param first time of the first value
 * @param last time of the last value
 */
public record Bedside(String bed, Set<String> devices, Instant first, Instant last) {

    public Bedside {
        devices = Set.copyOf(devices);
    }

    /**
     * Of a report that is not empty.
     *
     * @param idOf id on the FHIR server of a device
     */
    public static Bedside of(DeviceReport report, Function<DeviceIdentity, String> idOf) {
        List<ReportedRow> rows = Stream.of(
                        report.readings(), report.events(), report.alerts(), report.unmapped(), report.corrections())
                .flatMap(List::stream)
                .map(ReportedRow.class::cast)
                .toList();
        Set<String> devices = new TreeSet<>();
        rows.forEach(row -> devices.add(idOf.apply(device(row))));
        List<Instant> times = rows.stream().map(ReportedRow::at).sorted().toList();
        return new Bedside(report.patient().bed(), devices, times.get(0), times.get(times.size() - 1));
    }

    private static DeviceIdentity device(ReportedRow row) {
        if (row instanceof Reading reading) {
            return reading.device();
        }
        if (row instanceof PumpEvent event) {
            return event.device();
        }
        if (row instanceof DeviceAlert alert) {
            return alert.device();
        }
        return row instanceof UnmappedValue value ? value.device() : ((CorrectedValue) row).device();
    }
}
