// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.util.Optional;
import org.dripline.conformance.Artefacts;
import org.dripline.fhir.Canonicals;
import org.dripline.protocol.Protocol;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.PlanDefinition;

/** The protocol something is judged by: the one it names, else the limits that all protocols share. */
public final class ProtocolsInForce {

    private static final String COMMON_LIMITS = Canonicals.BASE + "/PlanDefinition/common-limits";

    private final StoredProtocols protocols;
    private final PlanDefinition shippedLimits;
    private final Clock clock;

    ProtocolsInForce(StoredProtocols protocols, FhirContext fhir, Clock clock) {
        this.protocols = protocols;
        this.shippedLimits = Artefacts.load(fhir, "PlanDefinition-common-limits.json"::equals)
                .protocols()
                .get(0);
        this.clock = clock;
    }

    /**
     * The protocol a record names, for whoever explains that record.
     *
     * @param canonical address, with or without version
     * @return empty when this server does not have it, or cannot read it: what was recorded stands nevertheless
     */
    public Optional<Protocol> named(String canonical) {
        return protocols
                .named(canonical, new SystemRequestDetails())
                .flatMap(stored -> stored.reading().protocol());
    }

    /**
     * The protocol of a canonical address.
     *
     * @param canonical address with or without version; empty for the shared limits. Until the server has stored those
     *     at its first start, the shipped ones hold
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when the protocol named is not stored, or
     *     cannot be read
     */
    public ProtocolInForce of(Optional<String> canonical) {
        SystemRequestDetails system = new SystemRequestDetails();
        String named = canonical.orElse(COMMON_LIMITS);
        Optional<StoredProtocol> stored = protocols.named(named, system);
        if (stored.isPresent()) {
            return new ProtocolInForce(
                    stored.get().protocol(),
                    stored.get().statusAt(clock.instant()).recordedAs());
        }
        if (canonical.isPresent()) {
            throw Refusals.because("There is no protocol " + named + " on this server.");
        }
        return new ProtocolInForce(
                protocols.read(shippedLimits, system).protocol().orElseThrow(), "draft");
    }
}
