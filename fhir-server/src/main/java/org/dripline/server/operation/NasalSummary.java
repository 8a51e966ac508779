// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.FigureParameters;
import org.dripline.fhir.NasalResources;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionProtocol;
import org.dripline.fhir.SessionStates;
import org.dripline.nasal.NasalReview;
import org.dripline.protocol.Protocol;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** {@code $session-summary} of a session of esketamine by nose: no pump, and figures of its own. */
final class NasalSummary {

    private final StoredRecord record;
    private final ProtocolsInForce protocols;
    private final Clock clock;

    NasalSummary(StoredRecord record, ProtocolsInForce protocols, Clock clock) {
        this.record = record;
        this.protocols = protocols;
        this.clock = clock;
    }

    /** All that is known of a session beside its Encounter. */
    List<Resource> record(Encounter encounter) {
        String reference = References.of(encounter);
        List<Resource> resources = new ArrayList<>();
        resources.addAll(
                record.referringTo(MedicationAdministration.class, MedicationAdministration.SP_CONTEXT, reference));
        resources.addAll(record.referringTo(Observation.class, Observation.SP_ENCOUNTER, reference));
        resources.addAll(
                record.referringTo(QuestionnaireResponse.class, QuestionnaireResponse.SP_ENCOUNTER, reference));
        return resources;
    }

    /** @param wanted codes of figures; empty for all, with findings and what is missing */
    Parameters of(Encounter encounter, List<Resource> resources, Instant now, Set<String> wanted) {
        String reference = References.of(encounter);
        Optional<SessionProtocol> named = SessionProtocol.of(encounter);
        String canonical = named.map(SessionProtocol::canonical).orElse(Canonicals.ESKETAMINE_PROTOCOL);
        Protocol protocol = protocols
                .named(canonical)
                .orElseThrow(() -> Refusals.because("There is no protocol " + canonical + " on this server."));
        boolean signed = named.map(SessionProtocol::wasSigned).orElse(false);
        NasalReview review =
                NasalReview.of(NasalResources.read(encounter, resources, clock.getZone()), protocol, signed, now);
        FigureParameters answer = new FigureParameters(Integer.MAX_VALUE)
                .with("encounter", new Reference(reference))
                .with("at", now)
                .with("state", new CodeType(state(encounter)))
                .with("protocol", canonical)
                .figures(review.figures().stream()
                        .filter(figure -> wanted.isEmpty() || wanted.contains(figure.code()))
                        .toList());
        if (wanted.isEmpty()) {
            answer.findings(review.findings());
            review.missing().forEach(what -> answer.with("missing", what));
        }
        return answer.parameters();
    }

    private static String state(Encounter encounter) {
        String state = SessionStates.of(encounter);
        return state.isEmpty() ? "unknown" : state;
    }
}
