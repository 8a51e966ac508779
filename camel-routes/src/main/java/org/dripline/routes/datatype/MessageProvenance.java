// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.datatype;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code MSH[Provenance-Source]}: names the journal entry as what the resources were made from. {@code recorded} is
 * when the journal took the message, not now: charting it again after a crash must write the same bytes again.
 */
public final class MessageProvenance {

    private MessageProvenance() {}

    /**
     * @param id of the Provenance
     * @param entry of the journal
     */
    public static Provenance of(String id, long entry, Instant receivedAt, Collection<? extends Resource> resources) {
        Provenance provenance = new Provenance();
        provenance.setId(id);
        resources.forEach(resource -> provenance.addTarget(new Reference(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart())));
        InstantType recorded = new InstantType(Date.from(receivedAt));
        recorded.setTimeZoneZulu(true);
        provenance.setRecordedElement(recorded);
        provenance.getActivity().setText("HL7 v2 to FHIR transformation");
        provenance
                .addAgent()
                .setType(new CodeableConcept()
                        .addCoding(new Coding(
                                "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                                "assembler",
                                null)))
                .setWho(new Reference().setDisplay("Dripline routes"));
        provenance
                .addEntity()
                .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                .getWhat()
                .getIdentifier()
                .setSystem(Canonicals.JOURNAL_ENTRY)
                .setValue(String.valueOf(entry));
        return provenance;
    }
}
