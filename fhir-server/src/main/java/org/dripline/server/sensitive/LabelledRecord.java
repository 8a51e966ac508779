// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Caller;
import org.dripline.server.rest.Withholding;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/** A record without what {@link Disclosure} keeps from the caller. */
final class LabelledRecord implements Withholding {

    private final Disclosure disclosure;

    LabelledRecord(Disclosure disclosure) {
        this.disclosure = disclosure;
    }

    @Override
    public <T extends IBaseResource> List<T> shown(@Nullable RequestDetails request, List<T> record) {
        Optional<AccessGrant> caller =
                Optional.ofNullable(request).flatMap(Caller::of).filter(disclosure::narrows);
        if (caller.isEmpty()) {
            return record;
        }
        List<T> shown = record.stream()
                .filter(resource -> disclosure.shows(caller.get(), resource))
                .toList();
        return shown.size() == record.size() ? record : shown;
    }

    @Override
    public String contact() {
        return disclosure.contact();
    }
}
