// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.pcd.DeviceIdentity;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.Metric;
import org.dripline.routes.pcd.Reading;
import org.dripline.terminology.Codes.Observed;
import org.hl7.fhir.r4.model.Observation;

/**
 * What a device reports of itself → Observation, profile {@code dripline-device-state}, one for each device and time.
 * Its subject is the device, whoever it is at: a battery is nobody's vital sign.
 */
final class DeviceStates {

    private DeviceStates() {}

    private record Moment(DeviceIdentity device, Instant at) {}

    static List<Observation> chart(DeviceReport report, MessageOrigin origin, Charting.Told told) {
        Map<Moment, List<Reading>> moments = new LinkedHashMap<>();
        for (Reading reading : report.readings()) {
            if (reading.metric().role() == Metric.Role.DEVICE_STATE) {
                moments.computeIfAbsent(new Moment(reading.device(), reading.at()), key -> new ArrayList<>())
                        .add(reading);
            }
        }
        List<Observation> observations = new ArrayList<>();
        moments.forEach((moment, readings) -> {
            Observation observation = Charting.observation(
                    origin.id("ds", "", moment.at(), DeviceResources.idOf(moment.device())),
                    Canonicals.DEVICE_STATE,
                    Charting.said(readings),
                    moment.at(),
                    moment.device(),
                    null);
            Charting.asDeviceReport(observation, Observed.DEVICE_STATE, readings, told);
            observations.add(observation);
        });
        return observations;
    }
}
