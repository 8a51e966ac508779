// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where our FHIR server is, and how a launch proves there which patient it may see, and for whom. Asked at each use,
 * because in the all-in-one process the port may be known only after the web server has started, and a launch's token
 * is renewed.
 */
public final class FhirAddress {

    private final Supplier<URI> address;
    private final @Nullable Function<String, Optional<String>> launches;

    /** An address that {@code address} knows once it is asked, of a server that asks nobody. */
    public FhirAddress(Supplier<URI> address) {
        this.address = address;
        this.launches = null;
    }

    /** The same, of a server that wants an access token: {@code launches} gives the header by the id of a launch. */
    public FhirAddress(Supplier<URI> address, Function<String, Optional<String>> launches) {
        this.address = address;
        this.launches = launches;
    }

    /** Whether the server shows everybody the same, so that what one launch read may be shown in another. */
    public boolean isOpen() {
        return launches == null;
    }

    /** The value of the {@code Authorization} header for a launch; empty for a server that asks nobody. */
    public Optional<String> authorization(String launchId) {
        return launches == null ? Optional.empty() : launches.apply(launchId);
    }

    /** The FHIR base URL, without a slash at its end. */
    public URI base() {
        return address.get();
    }
}
