// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.util.List;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The rows of the audit for calls of CDS services, where there is an audit: which EHR, by the issuer of its token,
 * which service, and whom of ours it was about.
 */
final class CdsTrail {

    private final ObjectProvider<AuditTrail> trail;

    CdsTrail(ObjectProvider<AuditTrail> trail) {
        this.trail = trail;
    }

    /** @param patients logical ids of those who were found to be the caller's */
    void answered(String issuer, String service, List<String> patients) {
        trail.ifAvailable(rows -> rows.write(new Entry(
                Kind.OPERATION,
                200,
                issuer,
                null,
                patients,
                null,
                null,
                new Asked("E", "$cds-services/" + service, null, null, List.of(), null))));
    }

    /** @param issuer null when nobody has proved to be calling */
    void refused(@Nullable String issuer, int status) {
        trail.ifAvailable(rows -> rows.write(new Entry(
                Kind.REFUSAL,
                status,
                issuer,
                null,
                List.of(),
                null,
                null,
                new Asked("E", "$cds-services", null, null, List.of(), null))));
    }
}
