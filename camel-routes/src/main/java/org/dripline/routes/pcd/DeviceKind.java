// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

/** What kind of device reports. */
public enum DeviceKind {
    PUMP,
    MONITOR
}
