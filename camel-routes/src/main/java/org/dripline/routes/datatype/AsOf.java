// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.datatype;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;

/**
 * The event of the EHR that a resource's content is from: extension {@code dripline-as-of}. Messages that waited
 * somewhere come late, and must not undo what a newer one said.
 */
public final class AsOf {

    private AsOf() {}

    /** Empty when no message of an EHR wrote it yet. */
    public static Optional<Instant> of(DomainResource resource) {
        Extension extension = resource.getExtensionByUrl(Canonicals.AS_OF);
        return extension != null && extension.getValue() instanceof InstantType at
                ? Optional.of(at.getValue().toInstant())
                : Optional.empty();
    }

    /**
     * Whether an event of that time may say what the resource says now. Of two at the same time the later told wins.
     */
    public static boolean isCurrent(DomainResource resource, Instant event) {
        return of(resource).map(known -> !event.isBefore(known)).orElse(true);
    }

    /** Notes the event; never goes back. */
    public static void note(DomainResource resource, Instant event) {
        if (!isCurrent(resource, event)) {
            return;
        }
        resource.getExtension().removeIf(extension -> Canonicals.AS_OF.equals(extension.getUrl()));
        InstantType at = new InstantType(Date.from(event));
        at.setTimeZoneZulu(true);
        resource.addExtension(Canonicals.AS_OF, at);
    }
}
