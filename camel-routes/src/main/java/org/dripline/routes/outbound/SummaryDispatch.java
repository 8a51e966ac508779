// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.hl7v2.HL7Exception;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** A signed summary on the FHIR server → a message in the outbox. Safe for use by many threads. */
public final class SummaryDispatch {

    private final IRepository repository;
    private final Outbox outbox;
    private final SummaryMessage messages;

    /**
     * @param repository the FHIR server
     * @param identifierSystems assigning authority → identifier system
     */
    public SummaryDispatch(IRepository repository, Outbox outbox, Map<String, String> identifierSystems) {
        this.repository = repository;
        this.outbox = outbox;
        Map<String, String> authorities = new TreeMap<>();
        // Several names may stand for one system; the first in alphabetical order is said, whatever the map's order.
        new TreeMap<>(identifierSystems).forEach((authority, system) -> authorities.putIfAbsent(system, authority));
        this.messages = new SummaryMessage(authorities);
    }

    /**
     * Hands a summary over. The same version to the same destination is one message, however often it is asked for.
     *
     * @param reference {@code Composition/id}
     * @return id of the message
     * @throws IllegalArgumentException when there is no such document, it is not signed, or it cannot be written
     */
    public long send(String destination, String reference) {
        IdType id = new IdType(reference);
        if (!"Composition".equals(id.getResourceType()) || !id.hasIdPart()) {
            throw new IllegalArgumentException("A document is named as Composition/id");
        }
        Composition document = read(Composition.class, id);
        boolean signed = (document.getStatus() == Composition.CompositionStatus.FINAL
                        || document.getStatus() == Composition.CompositionStatus.AMENDED)
                && document.getAttester().stream().anyMatch(attester -> attester.hasTime() && attester.hasParty());
        if (!signed) {
            throw new IllegalArgumentException(
                    "The document is not signed: only a final or amended one with an attester who says when is sent");
        }
        if (!document.getSubject().getReferenceElement().hasIdPart()) {
            throw new IllegalArgumentException("The document names no patient");
        }
        Patient patient = read(Patient.class, new IdType(document.getSubject().getReference()));
        String version = document.getMeta().hasVersionId() ? document.getMeta().getVersionId() : "1";
        try {
            return outbox.send(
                    destination,
                    messages.of(document, version, patient),
                    "Composition/" + document.getIdElement().getIdPart() + "/_history/" + version);
        } catch (HL7Exception unwritable) {
            throw new IllegalArgumentException("The document cannot be written as HL7 v2", unwritable);
        }
    }

    private <T extends Resource> T read(Class<T> type, IdType id) {
        try {
            return repository.read(type, id.toUnqualifiedVersionless());
        } catch (BaseServerResponseException unanswered) {
            throw new IllegalArgumentException(
                    "The FHIR server answers " + unanswered.getStatusCode() + " to the read of this "
                            + type.getSimpleName(),
                    unanswered);
        }
    }
}
