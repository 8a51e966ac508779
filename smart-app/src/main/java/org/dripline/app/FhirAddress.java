// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where our FHIR server is, and how the app proves there who it is. Asked at each use, because in the all-in-one
 * process the port may be known only after the web server has started.
 */
public final class FhirAddress {

    private final Supplier<URI> address;
    private final Supplier<Optional<String>> token;

    /** An address that {@code address} knows once it is asked, of a server that asks nobody. */
    public FhirAddress(Supplier<URI> address) {
        this(address, Optional::empty);
    }

    /** The same, of a server that wants an access token. */
    public FhirAddress(Supplier<URI> address, Supplier<Optional<String>> token) {
        this.address = address;
        this.token = token;
    }

    /** The value of the {@code Authorization} header; empty for a server that asks nobody. */
    public Optional<String> authorization() {
        return token.get().map(value -> "Bearer " + value);
    }

    /** The FHIR base URL, without a slash at its end. */
    public URI base() {
        return address.get();
    }
}
