// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.util.Collection;
import java.util.Date;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.journal.ClaimedEntry;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** {@code MSH[Provenance-Source]}: names the journal entry as what the resources were made from. */
final class MessageProvenance {

    private MessageProvenance() {}

    static Provenance of(ClaimedEntry entry, Collection<Resource> resources) {
        Provenance provenance = new Provenance();
        provenance.setId(DerivedId.of("prov", entry.source(), entry.controlId(), entry.payloadHash()));
        resources.forEach(resource -> provenance.addTarget(new Reference(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart())));
        InstantType recorded = new InstantType(Date.from(entry.receivedAt()));
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
                .setValue(String.valueOf(entry.id()));
        return provenance;
    }
}
