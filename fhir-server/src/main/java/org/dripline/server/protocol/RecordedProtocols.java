// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Optional;
import org.dripline.protocol.Protocol;

/** The protocol a record names, for whoever explains that record. */
public final class RecordedProtocols {

    private final StoredProtocols protocols;

    RecordedProtocols(StoredProtocols protocols) {
        this.protocols = protocols;
    }

    /**
     * @param canonical address, with or without version
     * @return empty when this server does not have it, or cannot read it: what was recorded stands nevertheless
     */
    public Optional<Protocol> named(String canonical) {
        return protocols
                .find(canonical, new SystemRequestDetails())
                .flatMap(stored -> stored.reading().protocol());
    }
}
