// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.util.Optional;
import org.dripline.conformance.Artefacts;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.NasalResources;
import org.dripline.fhir.SessionProtocol;
import org.dripline.protocol.Protocol;
import org.dripline.server.safety.PlanRules;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The protocol something is judged by: the one it records, else the one its plan of care names, else the limits that
 * all protocols share.
 */
public final class ProtocolsInForce {

    private static final String COMMON_LIMITS = Canonicals.BASE + "/PlanDefinition/common-limits";

    private final StoredProtocols protocols;
    private final PlannedProtocols planned;
    private final PlanDefinition shippedLimits;
    private final Clock clock;

    ProtocolsInForce(StoredProtocols protocols, DaoRegistry daos, FhirContext fhir, Clock clock) {
        this.protocols = protocols;
        this.planned = new PlannedProtocols(daos);
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
                .flatMap(stored -> stored.reading().protocol())
                .or(() -> isShippedLimits(canonical) ? Optional.of(limits().protocol()) : Optional.empty());
    }

    /**
     * The protocol a session is run under, or is to be.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException as {@link #of}
     */
    public ProtocolInForce ofSession(Encounter session) {
        return of(SessionProtocol.of(session).map(SessionProtocol::canonical).or(() -> ofKindOrPlan(session)));
    }

    /**
     * The protocol an order is made under: the one its session records; for esketamine its own; else that of the
     * session, or without one of the plan.
     *
     * @param session that the order is for; empty for none
     * @param patientId of whom it is, where there is no session; null for nobody on record here
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException as {@link #of}
     */
    public ProtocolInForce ofOrder(MedicationRequest order, Optional<Encounter> session, @Nullable String patientId) {
        boolean named = session.flatMap(SessionProtocol::of).isPresent();
        if (PlanRules.isEsketamineOrder(order) && !named) {
            return of(Optional.of(Canonicals.ESKETAMINE_PROTOCOL));
        }
        return session.map(this::ofSession).orElseGet(() -> of(planned.ofOrder(order, patientId)));
    }

    /**
     * The protocol of a patient's course.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException as {@link #of}
     */
    public ProtocolInForce ofPatient(@Nullable String patientId) {
        return of(planned.ofPatient(patientId));
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
        String named = canonical.orElse(COMMON_LIMITS);
        Optional<StoredProtocol> stored = protocols.named(named, new SystemRequestDetails());
        if (stored.isPresent()) {
            return new ProtocolInForce(
                    stored.get().protocol(),
                    stored.get().statusAt(clock.instant()).recordedAs());
        }
        if (!isShippedLimits(named)) {
            throw Refusals.because("There is no protocol " + named + " on this server. Store it as a PlanDefinition, or"
                    + " name one that is here.");
        }
        return limits();
    }

    /** Address and version of what a session is run under that names nothing itself. */
    Optional<String> unrecorded(Encounter session) {
        return ofKindOrPlan(session)
                .map(canonical -> canonical.contains("|")
                        ? canonical
                        : named(canonical).map(ProtocolsInForce::versioned).orElse(canonical))
                .or(() -> named(COMMON_LIMITS).map(ProtocolsInForce::versioned));
    }

    /** Esketamine by nose has one protocol; plans of care are of infusions. */
    private Optional<String> ofKindOrPlan(Encounter session) {
        return NasalResources.isNasal(session)
                ? Optional.of(Canonicals.ESKETAMINE_PROTOCOL)
                : planned.ofSession(session.getIdElement().getIdPart(), patient(session));
    }

    /** Whether an address is that of the limits this server came with, in the version it came with. */
    boolean isShippedLimits(String canonical) {
        return canonical.equals(COMMON_LIMITS) || canonical.equals(COMMON_LIMITS + "|" + shippedLimits.getVersion());
    }

    private ProtocolInForce limits() {
        return new ProtocolInForce(
                protocols
                        .read(shippedLimits, new SystemRequestDetails())
                        .protocol()
                        .orElseThrow(),
                "draft");
    }

    private static String versioned(Protocol protocol) {
        return protocol.url() + "|" + protocol.version();
    }

    private static @Nullable String patient(Encounter session) {
        return session.getSubject().getReferenceElement().getIdPart();
    }
}
