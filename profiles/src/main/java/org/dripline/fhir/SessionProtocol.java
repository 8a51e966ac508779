// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;

/**
 * The protocol a session was run under, as its Encounter records it. Source: extension dripline-session-protocol.
 *
 * @param canonical address of the PlanDefinition with its version, as {@code url|version}
 * @param status {@code signed} or {@code draft}, as it was on that day; empty when the record does not say
 */
public record SessionProtocol(String canonical, String status) {

    private static final String PROTOCOL = "protocol";
    private static final String STATUS = "status";

    /** What a session records; empty when it names no protocol. */
    public static Optional<SessionProtocol> of(Encounter session) {
        return session.getExtensionsByUrl(Canonicals.SESSION_PROTOCOL).stream()
                .flatMap(named -> text(named, PROTOCOL).stream()
                        .map(canonical -> new SessionProtocol(
                                canonical, text(named, STATUS).orElse(""))))
                .findFirst();
    }

    /** Puts this into a session, in the place of what it named before. */
    public void recordIn(Encounter session) {
        session.getExtension().removeIf(extension -> Canonicals.SESSION_PROTOCOL.equals(extension.getUrl()));
        Extension named = session.addExtension().setUrl(Canonicals.SESSION_PROTOCOL);
        named.addExtension(PROTOCOL, new CanonicalType(canonical));
        if (!status.isEmpty()) {
            named.addExtension(STATUS, new CodeType(status));
        }
    }

    /** Whether a clinician had signed that version. */
    public boolean wasSigned() {
        return "signed".equals(status);
    }

    private static Optional<String> text(Extension extension, String part) {
        return extension.getExtensionsByUrl(part).stream()
                .filter(Extension::hasValue)
                .map(each -> each.getValue().primitiveValue())
                .filter(Objects::nonNull)
                .findFirst();
    }
}
