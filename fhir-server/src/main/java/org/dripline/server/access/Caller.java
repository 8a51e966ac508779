// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;

/** Whose request it is, for operations that must know: the door puts the grant there before they are called. */
public final class Caller {

    /** Attribute of the servlet request: its {@link AccessGrant}. */
    public static final String GRANT = AccessGrant.class.getName();

    private Caller() {}

    /** Empty where access is open, and for the server's own work. */
    public static Optional<AccessGrant> of(RequestDetails request) {
        return request instanceof ServletRequestDetails web
                        && web.getServletRequest().getAttribute(GRANT) instanceof AccessGrant grant
                ? Optional.of(grant)
                : Optional.empty();
    }
}
