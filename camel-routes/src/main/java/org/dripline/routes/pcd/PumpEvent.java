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
        boolean validated) {

    /** What it did. */
    public enum Kind {
        DELIVERY_START,
        DELIVERY_STOP,
        DELIVERY_COMPLETE
    }
}
