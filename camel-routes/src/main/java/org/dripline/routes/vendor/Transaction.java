// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

import java.util.Arrays;
import java.util.Optional;

/** A transaction of IHE Devices, as MSH-21.3 names it by an OID. Which OID is which is data: {@code generic.yaml}. */
public enum Transaction {
    /** Values of a monitor or pump. */
    PCD_01,
    /** Alerts. */
    PCD_04,
    /** What a pump did. */
    PCD_10,
    /** State of the device itself: mains, battery. */
    PCD_15,
    /** Somebody says which device is at which patient. */
    DEV_51,
    /** The one who collects such statements reports them. */
    DEV_52;

    /** As a vendor's file writes it: {@code PCD-01}. */
    static Optional<Transaction> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }

    /** {@code PCD-01}. */
    public String text() {
        return name().replace('_', '-');
    }
}
