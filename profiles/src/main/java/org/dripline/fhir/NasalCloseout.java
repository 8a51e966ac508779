// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.dripline.fhir.SessionCloseout.Closing;
import org.dripline.fhir.SessionCloseout.Outcome;
import org.dripline.nasal.NasalReview;
import org.dripline.nasal.NasalSession;
import org.dripline.protocol.Protocol;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Closes a session of esketamine by nose. What was taken is recorded by people, so nothing is worked out and written
 * but who closed it, and over which records. That the programme's form was sent is not asked: its days run on.
 */
public final class NasalCloseout {

    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private NasalCloseout() {}

    /**
     * Closes a session.
     *
     * @param record its administrations, Observations, forms and the patient's issues
     * @param protocol whose numbers say how long the patient is watched, and when a pressure is read
     * @param zone in which days are counted
     */
    public static Outcome of(
            Encounter encounter,
            Collection<? extends Resource> record,
            Protocol protocol,
            Closing closing,
            ZoneId zone) {
        NasalSession session = NasalResources.read(encounter, record, zone);
        List<String> missing = new ArrayList<>(
                NasalReview.of(session, protocol, true, closing.at()).missing());
        String visit = References.of(encounter);
        if (!encounter.getSubject().hasReference()) {
            missing.add("the patient of the session");
        }
        boolean weighed = GateResources.of(record, DetectedIssue.class).stream()
                .filter(issue -> issue.getImplicated().stream()
                        .anyMatch(implicated -> References.of(implicated).equals(visit)))
                .filter(issue -> issue.getSeverity() == DetectedIssue.DetectedIssueSeverity.HIGH)
                .allMatch(DetectedIssue::hasMitigation);
        if (!weighed) {
            missing.add("what was made of an issue of high severity in this session");
        }
        return missing.isEmpty()
                ? new Outcome(List.of(provenance(session, closing)), List.of())
                : new Outcome(List.of(), missing);
    }

    private static Provenance provenance(NasalSession session, Closing closing) {
        Provenance provenance = new Provenance();
        provenance.setId("Provenance/" + DerivedId.of("closeout", session.reference()));
        session.given().forEach(given -> provenance.addTarget(new Reference(given.reference())));
        if (session.form() != null) {
            provenance.addTarget(new Reference(session.form().reference()));
        }
        provenance.setRecorded(Date.from(closing.at()));
        provenance
                .addAgent()
                .setType(new CodeableConcept(new Coding(PARTICIPANT, "author", "Author")))
                .setWho(new Reference(closing.practitioner()));
        provenance
                .addEntity()
                .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference(session.reference()));
        return provenance;
    }
}
