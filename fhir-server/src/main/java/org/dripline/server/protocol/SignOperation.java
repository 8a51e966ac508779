// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.dripline.fhir.ProtocolSignatures;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolDigest;
import org.dripline.protocol.ProtocolSignature;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST PlanDefinition/[id]/$sign}: a medical director signs what is on the sheet. The digest printed there is
 * sent back, so that a protocol that changed between reading and signing is refused (412). The signature is stored
 * first and names the version that was read; then the protocol becomes active.
 */
final class SignOperation implements FhirOperation {

    private final StoredProtocols protocols;
    private final Clock clock;

    SignOperation(StoredProtocols protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
    }

    /**
     * Signs the version that is stored now, if it is the one on the sheet.
     *
     * @param digest as printed on the sheet
     * @param practitioner who signs: a stored Practitioner or PractitionerRole
     * @param until the last day on which the signature holds
     */
    @Operation(name = "$sign", type = PlanDefinition.class)
    public Provenance sign(
            @IdParam IdType id,
            @OperationParam(name = "digest", min = 1, max = 1) @Nullable StringType digest,
            @OperationParam(name = "practitioner", min = 1, max = 1) @Nullable Reference practitioner,
            @OperationParam(name = "until", min = 1, max = 1) @Nullable DateType until,
            RequestDetails request) {
        if (digest == null || practitioner == null || until == null) {
            throw Refusals.because("A signature needs digest, practitioner and until.");
        }
        StoredProtocol stored = protocols.read(id.toVersionless(), request);
        Protocol protocol = stored.protocol();
        if (!protocol.isApplicable()) {
            throw Refusals.because("Shared limits are signed with each protocol that shares them.");
        }
        String now = ProtocolDigest.of(protocol);
        if (!now.equals(digest.getValue())) {
            throw new PreconditionFailedException(
                    "The protocol is not what was on that sheet: print a new sheet and read it.");
        }
        Instant at = clock.instant();
        LocalDate last = LocalDate.parse(until.getValueAsString());
        if (!last.isAfter(LocalDate.ofInstant(at, ZoneOffset.UTC))) {
            throw Refusals.because("A signature must hold beyond today.");
        }
        ProtocolSignature signature = new ProtocolSignature(now, signer(practitioner, request), at, last);
        Provenance provenance = ProtocolSignatures.write(signature, stored.version());
        provenance.setId(protocols.store(provenance, request));
        activate(stored.resource(), at, last, request);
        return provenance;
    }

    private void activate(PlanDefinition protocol, Instant at, LocalDate until, RequestDetails request) {
        protocol.setStatus(PublicationStatus.ACTIVE);
        protocol.setApprovalDate(Date.from(at));
        protocol.setLastReviewDate(Date.from(at));
        protocol.getEffectivePeriod().setStart(Date.from(at));
        protocol.getEffectivePeriod().setEndElement(new org.hl7.fhir.r4.model.DateTimeType(until.toString()));
        protocol.setId(protocol.getIdElement().toUnqualifiedVersionless());
        protocols.store(protocol, request);
    }

    private String signer(Reference practitioner, RequestDetails request) {
        IdType who = new IdType(practitioner.getReference()).toUnqualifiedVersionless();
        switch (String.valueOf(who.getResourceType())) {
            case "Practitioner" -> protocols.resource(Practitioner.class, who, request);
            case "PractitionerRole" -> protocols.resource(PractitionerRole.class, who, request);
            default -> throw Refusals.because("A Practitioner or PractitionerRole signs.");
        }
        return who.getValue();
    }
}
