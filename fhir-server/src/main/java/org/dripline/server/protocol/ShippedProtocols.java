// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.conformance.Artefacts;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Stores the shipped protocols and their activities when everything else has started. One that is there is left alone,
 * whoever changed it; one that the clinic deleted stays deleted. So a second start, or a second node, changes nothing.
 */
final class ShippedProtocols implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(ShippedProtocols.class);

    private final FhirContext fhir;
    private final DaoRegistry daos;
    private final RequestDetails request = new SystemRequestDetails();

    ShippedProtocols(FhirContext fhir, DaoRegistry daos) {
        this.fhir = fhir;
        this.daos = daos;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Thread thread = new Thread(this::load, "shipped-protocols");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stores what is absent; says how many. */
    void load() {
        long begun = System.nanoTime();
        try {
            List<MetadataResource> all = shipped();
            long stored = all.stream().filter(this::storeWhenAbsent).count();
            log.info(
                    "shipped protocols stored={} present={} millis={}",
                    stored,
                    all.size() - stored,
                    (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException e) {
            log.warn("shipped protocols not stored: {}", e.getClass().getSimpleName());
        }
    }

    /** Activities first, then the limits that are shared, then what shares them. */
    private List<MetadataResource> shipped() {
        Artefacts artefacts = Artefacts.load(
                fhir, name -> name.startsWith("PlanDefinition-") || name.startsWith("ActivityDefinition-"));
        return Stream.<MetadataResource>concat(
                        artefacts.activities().stream(),
                        artefacts.protocols().stream().sorted(Comparator.comparing(ShippedProtocols::shares)))
                .toList();
    }

    private static boolean shares(PlanDefinition protocol) {
        return protocol.getRelatedArtifact().stream().anyMatch(related -> related.hasResource());
    }

    private boolean storeWhenAbsent(MetadataResource resource) {
        if (isKnown(resource)) {
            return false;
        }
        try {
            @SuppressWarnings("unchecked")
            Class<MetadataResource> type = (Class<MetadataResource>) resource.getClass();
            daos.getResourceDao(type).update(resource, request);
            return true;
        } catch (BaseServerResponseException refused) {
            // Another node stored it a moment ago; anything else shows at the next start, where it is still absent.
            log.info(
                    "shipped protocol not stored id={} failure={}",
                    resource.getIdElement().getIdPart(),
                    refused.getClass().getSimpleName());
            return false;
        }
    }

    private boolean isKnown(MetadataResource resource) {
        try {
            daos.getResourceDao(resource.fhirType())
                    .read(resource.getIdElement().toUnqualifiedVersionless(), request);
            return true;
        } catch (ResourceNotFoundException absent) {
            return false;
        } catch (ResourceGoneException deleted) {
            return true;
        }
    }
}
