// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.util.Date;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Caller;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST Patient/[id]/$break-glass}: in an emergency, a person sees what is withheld of one patient, for a time
 * and with a reason that is kept. {@code GET Patient/$break-glass-list} is what was kept.
 */
final class BreakGlassOperation implements FhirOperation {

    private static final int LEAST = 10;
    private static final int MOST = 1000;

    private final BreakGlass breakGlass;

    BreakGlassOperation(BreakGlass breakGlass) {
        this.breakGlass = breakGlass;
    }

    /**
     * Opens one patient's record to whoever calls.
     *
     * @param reason why, in words; 10 to 1000 characters
     * @return {@code until}: when it is over by itself
     */
    @Operation(name = "$break-glass", type = Patient.class)
    public Parameters open(
            @IdParam IdType id,
            @OperationParam(name = "reason", min = 1, max = 1) @Nullable StringType reason,
            RequestDetails request) {
        AccessGrant grant = Caller.of(request)
                .filter(caller -> caller.username() != null)
                .orElseThrow(() -> Refusals.because("An emergency is somebody's: sign in."));
        String words = reason == null || reason.getValue() == null
                ? ""
                : reason.getValue().strip();
        if (words.length() < LEAST || words.length() > MOST) {
            throw Refusals.because("Say why, in “reason”: " + LEAST + " to " + MOST + " characters.");
        }
        Instant until = breakGlass.open(String.valueOf(grant.username()), grant.clientId(), id.getIdPart(), words);
        Parameters answer = new Parameters();
        answer.addParameter("until", new InstantType(Date.from(until)));
        return answer;
    }

    /** Who did so, for whom, why and until when; the newest first, at most a thousand. */
    @Operation(name = "$break-glass-list", type = Patient.class, idempotent = true)
    public Parameters list() {
        Parameters answer = new Parameters();
        for (BreakGlass.Opened opened : breakGlass.all()) {
            ParametersParameterComponent one = answer.addParameter().setName("emergency");
            one.addPart().setName("patient").setValue(new Reference("Patient/" + opened.patient()));
            one.addPart().setName("who").setValue(new StringType(opened.username()));
            one.addPart().setName("app").setValue(new StringType(opened.clientId()));
            one.addPart().setName("reason").setValue(new StringType(opened.reason()));
            one.addPart().setName("from").setValue(new InstantType(Date.from(opened.at())));
            one.addPart().setName("until").setValue(new InstantType(Date.from(opened.until())));
        }
        return answer;
    }
}
