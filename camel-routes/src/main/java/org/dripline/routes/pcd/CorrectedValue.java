// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.Instant;
import java.util.Optional;

/**
 * A row that changes or takes back what an earlier message said of the same device, metric and time (OBX-11 C, D, W;
 * HL7 table 0085).
 *
 * @param obx position among the message's OBX, from 1
 * @param path OBX-4
 * @param code number of the metric, or the sender's own where it is not in our table; empty for an event of a pump
 * @param at when the value was true, as in {@link Reading}
 * @param ofDevice whether the value is about the device itself and not about a patient
 * @param now the value as it should have been: a {@link Reading}, {@link PumpEvent} or {@link UnmappedValue}; empty
 *     when it should not have been said (D, W)
 */
public record CorrectedValue(
        int obx,
        String path,
        String code,
        Instant at,
        DeviceIdentity device,
        boolean ofDevice,
        Optional<ReportedRow> now)
        implements ReportedRow {}
