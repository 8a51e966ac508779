// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.ProtocolResources;
import org.dripline.protocol.ProtocolStatus;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.PlanDefinition;

/**
 * Stands before every write of a protocol. One with a number that has no source, an inverted range or another fault is
 * refused, each fault by its element. One that says it is active without a signature of this content is stored as a
 * draft without approval date, so that what a reader of the resource alone sees is not a claim either.
 */
@Interceptor
public final class ProtocolGate {

    private final StoredProtocols protocols;
    private final Clock clock;

    ProtocolGate(StoredProtocols protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
    }

    /** Called by HAPI before it stores a new resource. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(resource);
    }

    /** Called by HAPI before it stores a new version. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
        check(resource);
    }

    private void check(IBaseResource resource) {
        if (!(resource instanceof PlanDefinition plan) || !isProtocol(plan)) {
            return;
        }
        RequestDetails inside = new SystemRequestDetails();
        ProtocolResources.Reading reading = protocols.read(plan, inside);
        if (reading.protocol().isEmpty()) {
            throw Refusals.because(reading.problems().stream()
                    .map(ProtocolResources.Problem::toString)
                    .toList());
        }
        if (plan.getStatus() == PublicationStatus.ACTIVE) {
            ProtocolStatus status = ProtocolStatus.at(
                    clock.instant(),
                    reading.protocol().get(),
                    true,
                    protocols.signatures(plan.getIdElement().getIdPart()));
            if (!(status instanceof ProtocolStatus.Signed)) {
                plan.setStatus(PublicationStatus.DRAFT);
                plan.setApprovalDateElement(null);
            }
        }
    }

    private static boolean isProtocol(PlanDefinition plan) {
        return plan.getMeta().hasProfile(Canonicals.PROTOCOL)
                || plan.hasExtension(Canonicals.PROTOCOL_NUMBER)
                || plan.hasExtension(Canonicals.PROTOCOL_CRITERION);
    }
}
