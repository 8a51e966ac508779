// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.util.List;
import java.util.function.Consumer;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.datatype.MessageProvenance;
import org.dripline.routes.journal.ClaimedEntry;
import org.hl7.fhir.r4.model.Resource;

/** What a message changes: a resource that it leaves as it is, is not written. */
final class Changes {

    private Changes() {}

    static <T extends Resource> void put(T resource, Consumer<T> change, List<Resource> resources) {
        Resource before = resource.copy();
        change.accept(resource);
        if (!resource.equalsDeep(before)) {
            resources.add(resource);
        }
    }

    /** Adds where it is all from, when there is something. */
    static void addProvenance(ClaimedEntry entry, List<Resource> resources) {
        if (!resources.isEmpty()) {
            resources.add(MessageProvenance.of(
                    DerivedId.of("prov", entry.source(), entry.controlId(), entry.payloadHash()),
                    entry.id(),
                    entry.receivedAt(),
                    List.copyOf(resources)));
        }
    }
}
