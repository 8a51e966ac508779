// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.Instant;

/**
 * Something a pump did (IHE PCD-10). A change of rate is a stop and a start at the same time.
 *
 * @param obx position among the message's OBX, from 1
 * @param path OBX-4 of the event row
 * @param source OBX-4 of the channel it happened to; empty when not said
 * @param code MDC number; empty where none is verified
 * @param name MDC reference id
 * @param validated OBX-11 = F
 * @param questionable OBX-8 has QUES
 */
public record PumpEvent(
        int obx,
        String path,
        String source,
        Kind kind,
        String code,
        String name,
        Instant at,
        DeviceIdentity device,
        boolean validated,
        boolean questionable)
        implements ReportedRow {

    /** The same, said to have happened at that channel. */
    PumpEvent at(String channel) {
        return new PumpEvent(obx, path, channel, kind, code, name, at, device, validated, questionable);
    }

    /** What it did. */
    public enum Kind {
        DELIVERY_START,
        DELIVERY_STOP,
        DELIVERY_COMPLETE
    }
}
