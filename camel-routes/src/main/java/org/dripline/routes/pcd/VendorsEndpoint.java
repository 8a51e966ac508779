// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.Instant;
import java.util.List;
import org.dripline.routes.vendor.Quirk;
import org.dripline.routes.vendor.Vendor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@code GET /actuator/vendors}: which senders are known, and what that rests on. {@code POST /actuator/vendors}: read
 * the files now, and say what is wrong with them. Management port only; holds no patient data.
 */
@Endpoint(id = "vendors")
public final class VendorsEndpoint {

    private final LiveSenders senders;

    /** @param senders what is asked */
    public VendorsEndpoint(LiveSenders senders) {
        this.senders = senders;
    }

    /** Those in use. */
    @ReadOperation
    public InUse vendors() {
        return new InUse(
                senders.since(),
                senders.problem(),
                senders.get().vendors().all().stream()
                        .map(VendorsEndpoint::told)
                        .toList());
    }

    /** Reads the files, and gives back what is in use then. */
    @WriteOperation
    public InUse reload() {
        senders.reload();
        return vendors();
    }

    private static Told told(Vendor vendor) {
        return new Told(
                vendor.name(),
                vendor.title(),
                vendor.basis().values().stream()
                        .map(basis -> basis.kind() + ": " + basis.what())
                        .sorted()
                        .toList(),
                vendor.quirks().stream().map(Quirk::text).sorted().toList(),
                vendor.remarks());
    }

    /**
     * Those in use.
     *
     * @param since when they were read
     * @param problem file, line and what to do when the files now are not those in use
     */
    public record InUse(Instant since, @Nullable String problem, List<Told> vendors) {
        public InUse {
            vendors = List.copyOf(vendors);
        }
    }

    /**
     * One of them.
     *
     * @param basis what was seen, and which documents say so
     * @param quirks departures from the standard, by name
     */
    public record Told(String name, String title, List<String> basis, List<String> quirks, List<String> remarks) {
        public Told {
            basis = List.copyOf(basis);
            quirks = List.copyOf(quirks);
            remarks = List.copyOf(remarks);
        }
    }
}
