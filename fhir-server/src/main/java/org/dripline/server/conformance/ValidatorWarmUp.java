// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.IValidatorModule;
import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates one empty Observation while the rest of the product starts: the first validation reads all of R4's
 * definitions and takes seconds, and nobody should wait for that in a request.
 */
final class ValidatorWarmUp {

    private static final Logger log = LoggerFactory.getLogger(ValidatorWarmUp.class);

    private final FhirContext fhir;
    private final IValidatorModule validator;

    ValidatorWarmUp(FhirContext fhir, IValidatorModule validator) {
        this.fhir = fhir;
        this.validator = validator;
    }

    /** Begins, in a thread of its own. */
    void start() {
        Thread thread = new Thread(this::warm, "validator-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void warm() {
        long begun = System.nanoTime();
        try {
            Observation observation = new Observation();
            observation.setStatus(Observation.ObservationStatus.FINAL);
            observation.getCode().setText("warm-up");
            observation.setIssued(Date.from(Instant.EPOCH));
            fhir.newValidator().registerValidatorModule(validator).validateWithResult(observation);
            log.info("validator warm millis={}", (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException e) {
            log.warn("validator warm-up failed: {}", e.getClass().getSimpleName());
        }
    }
}
