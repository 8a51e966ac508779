// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Whether a resource may be shown to another server in nobody's name: no token of ours says who will read it, so no
 * consent and no role opens what is kept back.
 */
@FunctionalInterface
public interface Outside {

    /** Nothing is held back: where access is open. */
    Outside WHOLE = resource -> true;

    /** Whether this resource may be shown. */
    boolean shows(IBaseResource resource);
}
