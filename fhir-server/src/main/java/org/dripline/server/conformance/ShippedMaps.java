// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import org.dripline.conformance.Artefacts;
import org.hl7.fhir.r4.model.ConceptMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Stores the shipped ConceptMaps, so that HAPI's {@code ConceptMap/$translate} answers from a fresh start. They say
 * what this version of the product does, so each start puts the stored ones right; what is right already gets no new
 * version. A map of the clinic's own has another id and is left alone.
 */
final class ShippedMaps implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(ShippedMaps.class);

    private final FhirContext fhir;
    private final DaoRegistry daos;

    ShippedMaps(FhirContext fhir, DaoRegistry daos) {
        this.fhir = fhir;
        this.daos = daos;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Thread thread = new Thread(this::store, "shipped-maps");
        thread.setDaemon(true);
        thread.start();
    }

    private void store() {
        long begun = System.nanoTime();
        try {
            List<ConceptMap> maps =
                    Artefacts.load(fhir, name -> name.startsWith("ConceptMap-")).conceptMaps();
            long stored = maps.stream().filter(this::isStored).count();
            log.info(
                    "shipped maps stored={} of={} millis={}",
                    stored,
                    maps.size(),
                    (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException e) {
            log.warn("shipped maps not stored: {}", e.getClass().getSimpleName());
        }
    }

    private boolean isStored(ConceptMap map) {
        try {
            daos.getResourceDao(ConceptMap.class).update(map, new SystemRequestDetails());
            return true;
        } catch (BaseServerResponseException refused) {
            // Another node stores it at the same moment; anything else shows at the next start.
            log.info(
                    "shipped map not stored id={} failure={}",
                    map.getIdElement().getIdPart(),
                    refused.getClass().getSimpleName());
            return false;
        }
    }
}
