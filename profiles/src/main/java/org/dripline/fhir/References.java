// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.util.Objects;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** References as they are compared: {@code Type/id}, without server and version. */
public final class References {

    private References() {}

    public static String of(Resource resource) {
        return resource.fhirType() + "/"
                + Objects.toString(resource.getIdElement().getIdPart(), "");
    }

    /** Empty when it names no resource by type and id. */
    public static String of(Reference reference) {
        return reference.getReferenceElement().hasIdPart()
                        && reference.getReferenceElement().hasResourceType()
                ? reference.getReferenceElement().getResourceType() + "/"
                        + reference.getReferenceElement().getIdPart()
                : "";
    }
}
