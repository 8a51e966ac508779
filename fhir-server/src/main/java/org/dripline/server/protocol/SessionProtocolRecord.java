// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a session's Encounter whether the protocol it names was signed when the session began: what the writer
 * claims is not asked. Written once, when the Encounter first names that version: what is signed, changed or expires
 * later does not change the record of an earlier day. A protocol that is not stored here stays as the writer put it.
 */
@Interceptor
public final class SessionProtocolRecord {

    private static final String PROTOCOL = "protocol";
    private static final String STATUS = "status";

    private final StoredProtocols protocols;
    private final Clock clock;

    SessionProtocolRecord(StoredProtocols protocols, Clock clock) {
        this.protocols = protocols;
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
        for (Extension named : encounter.getExtensionsByUrl(Canonicals.SESSION_PROTOCOL)) {
            text(named, PROTOCOL)
                    .flatMap(protocol -> recorded(before, protocol).or(() -> statusAt(begin(encounter), protocol)))
                    .ifPresent(status -> {
                        named.getExtension().removeIf(each -> STATUS.equals(each.getUrl()));
                        named.addExtension(STATUS, new CodeType(status));
                    });
        }
    }

    /** What the version before says of the same protocol. */
    private static Optional<String> recorded(@Nullable IBaseResource before, String protocol) {
        return before instanceof Encounter encounter
                ? encounter.getExtensionsByUrl(Canonicals.SESSION_PROTOCOL).stream()
                        .filter(named -> text(named, PROTOCOL).equals(Optional.of(protocol)))
                        .flatMap(named -> text(named, STATUS).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> statusAt(Instant begin, String protocol) {
        return protocols
                .named(protocol, new SystemRequestDetails())
                .filter(stored -> stored.reading().protocol().isPresent())
                .map(stored -> stored.statusAt(begin).recordedAs());
    }

    private static Optional<String> text(Extension extension, String part) {
        return extension.getExtensionsByUrl(part).stream()
                .filter(Extension::hasValue)
                .map(each -> each.getValue().primitiveValue())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Instant begin(Encounter encounter) {
        return encounter.getPeriod().hasStart()
                ? encounter.getPeriod().getStart().toInstant()
                : clock.instant();
    }
}
