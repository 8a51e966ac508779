// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolDigest;
import org.dripline.protocol.ProtocolStatus;
import org.dripline.server.rest.FhirOperation;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET PlanDefinition/[id]/$status?at=}: whether this content of a protocol was signed at a moment, now when none
 * is given. {@code protocol} and {@code recordedAs} are what a session records.
 */
final class StatusOperation implements FhirOperation {

    private final StoredProtocols protocols;
    private final Clock clock;

    StatusOperation(StoredProtocols protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
    }

    @Operation(name = "$status", type = PlanDefinition.class, idempotent = true)
    public Parameters status(
            @IdParam IdType id,
            @OperationParam(name = "at", max = 1) @Nullable DateTimeType at,
            RequestDetails request) {
        StoredProtocol stored = protocols.read(id, request);
        Protocol protocol = stored.protocol();
        Instant instant = at == null ? clock.instant() : at.getValue().toInstant();
        ProtocolStatus status = stored.statusAt(instant);
        Parameters answer = new Parameters();
        answer.addParameter("protocol", new CanonicalType(protocol.url() + "|" + protocol.version()));
        answer.addParameter("status", new CodeType(status.code()));
        answer.addParameter("recordedAs", new CodeType(status.recordedAs()));
        answer.addParameter("reason", new StringType(status.sentence()));
        answer.addParameter("digest", new StringType(ProtocolDigest.of(protocol)));
        return answer;
    }
}
