// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/**
 * What of a record is withheld from a caller by its labels. Asked where an answer is worked out of stored records whose
 * reading the caller's scopes need not cover one by one; where they must, {@link Sight} is asked.
 */
public interface Withholding {

    /** Nothing is withheld: where access is open. */
    Withholding NOTHING = new Withholding() {
        @Override
        public <T extends IBaseResource> List<T> shown(@Nullable RequestDetails request, List<T> record) {
            return record;
        }

        @Override
        public String contact() {
            return "";
        }
    };

    /** What is left of a record for this caller; the same list when nothing is withheld. */
    <T extends IBaseResource> List<T> shown(@Nullable RequestDetails request, List<T> record);

    /** Whom to ask for what is withheld. */
    String contact();
}
