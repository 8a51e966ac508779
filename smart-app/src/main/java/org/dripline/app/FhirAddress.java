// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where our FHIR server is. Asked at each use, because in the all-in-one process the port may be known only after the
 * web server has started.
 */
public final class FhirAddress {

    private final Supplier<URI> address;

    /** An address that {@code address} knows once it is asked. */
    public FhirAddress(Supplier<URI> address) {
        this.address = address;
    }

    /** The FHIR base URL, without a slash at its end. */
    public URI base() {
        return address.get();
    }
}
