// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.util.HashMap;
import java.util.Map;
import org.dripline.routes.vendor.Sender;
import org.dripline.routes.vendor.Vendor;
import org.dripline.routes.vendor.Vendors;

/**
 * All senders with the nomenclature as each of them uses it. Made anew when a table or a vendor's file changes.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class Senders {

    private final Vendors vendors;
    private final Map<String, Nomenclature> byVendor = new HashMap<>();

    private Senders(Vendors vendors) {
        this.vendors = vendors;
    }

    /**
     * Each vendor with the tables as it uses them.
     *
     * @param tables what codes mean for everybody
     * @param vendors who departs from that
     * @throws org.dripline.routes.vendor.WrongVendorFile when one of them means what the tables do not have
     */
    public static Senders of(Nomenclature tables, Vendors vendors) {
        Senders senders = new Senders(vendors);
        vendors.all().forEach(vendor -> senders.byVendor.put(vendor.name(), tables.as(vendor)));
        return senders;
    }

    /** Who they are. */
    public Vendors vendors() {
        return vendors;
    }

    Nomenclature of(Sender sender) {
        Vendor vendor = vendors.of(sender);
        Nomenclature nomenclature = byVendor.get(vendor.name());
        if (nomenclature == null) {
            throw new IllegalStateException("made with all vendors: " + vendor.name());
        }
        return nomenclature;
    }
}
