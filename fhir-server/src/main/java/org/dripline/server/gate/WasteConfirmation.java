// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.dripline.fhir.NasalResources;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionCloseout;
import org.dripline.fhir.SessionStates;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.dripline.server.staff.Confirmations;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST Encounter/[id]/$confirm}: a witness says, from their own session, how much of the session's drug was
 * discarded before their eyes. Whoever is signed in is the witness. It is held against what is left by the record,
 * drawn less given; called again it gives the same Provenance.
 */
final class WasteConfirmation implements FhirOperation {

    private final PatientRecord records;
    private final ProtocolsInForce protocols;
    private final Clock clock;

    WasteConfirmation(PatientRecord records, ProtocolsInForce protocols, Clock clinicalClock) {
        this.records = records;
        this.protocols = protocols;
        this.clock = clinicalClock;
    }

    /**
     * That so much was discarded. Whoever closes the session must be somebody else; see {@code $closeout}.
     *
     * @param amount in mg, as the witness saw it
     * @return the Provenance; 422 when it is no infusion session, when nothing is left by the record or it cannot be
     *     told yet, and when the record says another amount
     */
    @Operation(name = "$confirm", type = Encounter.class)
    public Provenance waste(
            @IdParam IdType id,
            @OperationParam(name = "amount", min = 1, max = 1) @Nullable Quantity amount,
            RequestDetails request) {
        Encounter session = records.byId(Encounter.class, id.getIdPart())
                .filter(SessionStates::isSession)
                .filter(found -> !NasalResources.isNasal(found))
                .orElseThrow(() -> Refusals.because("There is no infusion session of this id."));
        String person = Confirmations.person(request);
        BigDecimal seen = milligrams(amount);
        Instant now = clock.instant();
        BigDecimal left = SessionCloseout.rest(
                        session,
                        records.ofSession(session),
                        protocols.ofSession(session).protocol(),
                        now)
                .orElseThrow(
                        () -> Refusals.because(
                                "By the record nothing is left over yet: it takes what was drawn,"
                                        + " what was given and the end of the infusion. Record them, then confirm. Nothing was stored."));
        if (seen.compareTo(left) != 0) {
            // Which amount it is stays unsaid: whoever copies it has not looked.
            throw Refusals.because("The record says another amount than this: measure again, or have what was drawn and"
                    + " given corrected, then confirm. Nothing was stored.");
        }
        Provenance provenance = Confirmations.ofWaste(References.of(session), person, left, now);
        return records.byId(Provenance.class, provenance.getIdElement().getIdPart())
                .orElseGet(() -> {
                    records.store(provenance);
                    return provenance;
                });
    }

    private static BigDecimal milligrams(@Nullable Quantity amount) {
        if (amount == null
                || amount.getValue() == null
                || !Codes.Systems.UCUM.equals(amount.getSystem())
                || !Ucum.MILLIGRAM.equals(amount.getCode())) {
            throw Refusals.because("Say how much was discarded before your eyes, as “amount”: a Quantity in mg"
                    + " (system http://unitsofmeasure.org, code mg).");
        }
        return amount.getValue();
    }
}
