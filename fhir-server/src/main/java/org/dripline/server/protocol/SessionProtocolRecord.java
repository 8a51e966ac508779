// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dripline.fhir.SessionProtocol;
import org.dripline.fhir.SessionStates;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a session's Encounter which version of which protocol it is run under, and whether that version was
 * signed when it began. A session that gets under way without naming one gets the one the gate judges it by; whether it
 * was signed is never asked of the writer. Written once: what is signed, changed or expires later does not change the
 * record of an earlier day, and a version that leaves it out keeps it. A protocol that is not stored here stays as the
 * writer put it, and a session that is told when it is over gets none that nobody named.
 */
@Interceptor
public final class SessionProtocolRecord {

    private final StoredProtocols protocols;
    private final ProtocolsInForce inForce;
    private final Clock clock;

    SessionProtocolRecord(StoredProtocols protocols, ProtocolsInForce inForce, Clock clock) {
        this.protocols = protocols;
        this.inForce = inForce;
        this.clock = clock;
    }

    /** Called by HAPI before it stores a new resource. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        record(null, resource);
    }

    /** Called by HAPI before it stores a new version. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        record(before, resource);
    }

    private void record(@Nullable IBaseResource before, IBaseResource resource) {
        if (!(resource instanceof Encounter encounter)) {
            return;
        }
        Optional<SessionProtocol> recorded =
                before instanceof Encounter earlier ? SessionProtocol.of(earlier) : Optional.empty();
        Optional<SessionProtocol> named = SessionProtocol.of(encounter).or(() -> recorded);
        if (named.isEmpty() && SessionStates.isUnderWay(encounter)) {
            named = inForce.unrecorded(encounter).map(canonical -> new SessionProtocol(canonical, ""));
        }
        named.map(each -> withStatus(each, recorded, begin(encounter)))
                .ifPresent(protocol -> protocol.recordIn(encounter));
    }

    /** As the version before says of the same protocol, else as it stood when the session began. */
    private SessionProtocol withStatus(SessionProtocol named, Optional<SessionProtocol> recorded, Instant begin) {
        return recorded.filter(earlier -> earlier.canonical().equals(named.canonical()))
                .or(() -> statusAt(begin, named.canonical())
                        .map(status -> new SessionProtocol(named.canonical(), status)))
                .orElse(named);
    }

    private Optional<String> statusAt(Instant begin, String protocol) {
        return protocols
                .named(protocol, new SystemRequestDetails())
                .filter(stored -> stored.reading().protocol().isPresent())
                .map(stored -> stored.statusAt(begin).recordedAs())
                .or(() -> inForce.isShippedLimits(protocol) ? Optional.of("draft") : Optional.empty());
    }

    private Instant begin(Encounter encounter) {
        return encounter.getPeriod().hasStart()
                ? encounter.getPeriod().getStart().toInstant()
                : clock.instant();
    }
}
