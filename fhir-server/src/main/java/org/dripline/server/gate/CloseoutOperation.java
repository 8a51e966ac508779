// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.NasalCloseout;
import org.dripline.fhir.NasalResources;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionCloseout;
import org.dripline.fhir.SessionCloseout.Closing;
import org.dripline.fhir.SessionStates;
import org.dripline.protocol.Protocol;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.rest.Withholding;
import org.dripline.server.safety.Refusals;
import org.dripline.server.staff.Confirmations;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST Encounter/[id]/$closeout}: writes what a finished session leaves and closes it, in one transaction.
 * Called again it writes the same, and nothing new; an incomplete record is refused (422), with one issue for each
 * thing that is missing. Of a session of esketamine by nose nothing is worked out: only Provenance and state are
 * written.
 */
final class CloseoutOperation implements FhirOperation {

    private final PatientRecord records;
    private final ProtocolsInForce protocols;
    private final IFhirSystemDao<Bundle, ?> system;
    private final AccessSettings access;
    private final Withholding withholding;
    private final Clock clock;

    CloseoutOperation(
            PatientRecord records,
            ProtocolsInForce protocols,
            IFhirSystemDao<Bundle, ?> system,
            AccessSettings access,
            Withholding withholding,
            Clock clock) {
        this.access = access;
        this.withholding = withholding;
        this.records = records;
        this.protocols = protocols;
        this.system = system;
        this.clock = clock;
    }

    /**
     * Closes the session.
     *
     * @param practitioner who closes it
     * @param witness who saw the rest discarded; where nobody is named, whoever confirmed it by {@code $confirm}
     * @param stopReason why the infusion ended early, where no administration says it
     */
    @Operation(
            name = "$closeout",
            type = Encounter.class,
            canonicalUrl = "https://dripline.health/fhir/OperationDefinition/closeout")
    public Bundle close(
            @IdParam IdType id,
            @OperationParam(name = "practitioner", min = 1, max = 1) @Nullable Reference practitioner,
            @OperationParam(name = "witness", max = 1) @Nullable Reference witness,
            @OperationParam(name = "stopReason", max = 1) @Nullable CodeableConcept stopReason,
            RequestDetails request) {
        Encounter encounter =
                records.byId(Encounter.class, id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
        String who = practitioner == null ? "" : References.of(practitioner);
        if (!who.startsWith("Practitioner/") && !who.startsWith("PractitionerRole/")) {
            throw Refusals.because("Name who closes the session, as “practitioner”: a Practitioner or"
                    + " PractitionerRole of this server.");
        }
        Protocol protocol = protocols.ofSession(encounter).protocol();
        List<Resource> record = records.ofSession(encounter);
        Closing closing = new Closing(
                who,
                witness == null ? confirmed(encounter, record, protocol, who) : References.of(witness),
                stopReason,
                clock.instant(),
                !access.secondPersonIsOff());
        SessionCloseout.Outcome outcome = NasalResources.isNasal(encounter)
                ? NasalCloseout.of(encounter, record, protocol, closing, clock.getZone())
                : SessionCloseout.of(encounter, record, protocol, closing);
        if (!outcome.missing().isEmpty()) {
            List<String> reasons = new ArrayList<>();
            reasons.add("The session cannot be closed yet: " + outcome.missing().size()
                    + " things are missing. Nothing was written. Record them and close it again.");
            outcome.missing().forEach(what -> reasons.add("Missing: " + what));
            if (access.asksForSecondPerson()) {
                reasons.add(
                        "Who saw the rest discarded confirms the amount from a session of their own, and is somebody"
                                + " else than who closes: POST " + References.of(encounter)
                                + "/$confirm. What was confirmed"
                                + " before the record changed was another amount.");
            }
            throw Refusals.because(reasons);
        }
        InheritedLabels labels = InheritedLabels.of(record);
        outcome.resources().forEach(labels::onto);
        return written(encounter, outcome.resources(), request);
    }

    /** Somebody else than who closes, who saw what the record says is left; null when nobody has confirmed that. */
    private @Nullable String confirmed(Encounter encounter, List<Resource> record, Protocol protocol, String closing) {
        if (NasalResources.isNasal(encounter)) {
            return null;
        }
        Optional<BigDecimal> rest = SessionCloseout.rest(encounter, record, protocol, clock.instant());
        if (rest.isEmpty()) {
            return null;
        }
        String person = closing.startsWith("PractitionerRole/")
                ? records.byId(PractitionerRole.class, closing.substring("PractitionerRole/".length()))
                        .map(role -> References.of(role.getPractitioner()))
                        .orElse(closing)
                : closing;
        return Confirmations.witnesses(
                        records.search(Provenance.class, PatientRecord.map("target", References.of(encounter))),
                        rest.get())
                .stream()
                .filter(witness -> !witness.equals(person))
                .findFirst()
                .orElse(null);
    }

    /** Written whole; answered is what the caller is shown of it. */
    private Bundle written(Encounter encounter, List<Resource> resources, RequestDetails request) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : resources) {
            if (resource instanceof Provenance provenance) {
                // Closed once: asked again, the first time stays the time.
                stored(provenance).ifPresent(first -> provenance.setRecordedElement(first.getRecordedElement()));
            }
            put(transaction, resource);
        }
        if (!SessionStates.of(encounter).equals(Codes.SESSION_CLOSED)) {
            encounter.getExtension().removeIf(extension -> Canonicals.SESSION_STATE.equals(extension.getUrl()));
            encounter.addExtension(Canonicals.SESSION_STATE, new CodeType(Codes.SESSION_CLOSED));
            encounter.setId(encounter.getIdElement().toUnqualifiedVersionless());
            put(transaction, encounter);
        }
        system.transaction(new SystemRequestDetails(), transaction);
        Bundle answer = new Bundle().setType(BundleType.COLLECTION);
        withholding
                .shown(request, resources)
                .forEach(resource -> answer.addEntry().setResource(resource));
        return answer;
    }

    private Optional<Provenance> stored(Provenance provenance) {
        return records.byId(Provenance.class, provenance.getIdElement().getIdPart());
    }

    private static void put(Bundle transaction, Resource resource) {
        transaction
                .addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(References.of(resource));
    }
}
