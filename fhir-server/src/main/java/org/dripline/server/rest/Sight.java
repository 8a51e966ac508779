// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller may be shown a resource. Asked where an answer is worked out of more than its caller may read, so
 * that the answer does not tell what a read would refuse.
 */
@FunctionalInterface
public interface Sight {

    /** Nothing is held back: where access is open, and for what no caller sees. */
    Sight WHOLE = (request, resource) -> true;

    /**
     * Whether this resource may be shown.
     *
     * @param request the caller's; null, or none of the web, for the server's own work, whose answer nobody reads
     */
    boolean shows(@Nullable RequestDetails request, IBaseResource resource);
}
