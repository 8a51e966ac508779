// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import java.time.Instant;
import java.util.List;
import org.dripline.fhir.ProtocolResources;
import org.dripline.fhir.ProtocolResources.Problem;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolSignature;
import org.dripline.protocol.ProtocolStatus;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.PlanDefinition;

/**
 * One version of a protocol as it is stored, with the signatures of all its versions.
 *
 * @param resource with its id and version
 * @param reading the protocol with the limits it shares, or what is wrong with it
 */
record StoredProtocol(PlanDefinition resource, ProtocolResources.Reading reading, List<ProtocolSignature> signatures) {

    /** @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when it cannot be read */
    Protocol protocol() {
        return reading.protocol()
                .orElseThrow(() -> Refusals.because(
                        reading.problems().stream().map(Problem::toString).toList()));
    }

    ProtocolStatus statusAt(Instant instant) {
        return ProtocolStatus.at(instant, protocol(), resource.getStatus() == PublicationStatus.ACTIVE, signatures);
    }

    /** Type, id and version: {@code PlanDefinition/mood-standard/_history/2}. */
    String version() {
        return resource.getIdElement()
                .withResourceType("PlanDefinition")
                .toUnqualified()
                .getValue();
    }
}
