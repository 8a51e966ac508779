// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.Instant;

/** Where in the message something was said, and of when it is true. */
public sealed interface ReportedRow permits Reading, PumpEvent, DeviceAlert, UnmappedValue, CorrectedValue {

    /** Position among the message's OBX, from 1. */
    int obx();

    /** OBX-4. */
    String path();

    /** OBX-14, else the nearest device row's, else OBR-7. */
    Instant at();
}
