// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import org.dripline.fhir.SuicideForms;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The summaries. "Now" is the clinical clock's, so that a demonstration's sessions are summed up at its own time. */
@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    @Bean
    FhirOperation sessionSummaryOperation(DaoRegistry daos, ProtocolsInForce protocols, Clock clinicalClock) {
        return new SessionSummaryOperation(new StoredRecord(daos), protocols, clinicalClock);
    }

    @Bean
    FhirOperation courseSummaryOperation(
            FhirContext fhir, DaoRegistry daos, ProtocolsInForce protocols, Clock clinicalClock) {
        return new CourseSummaryOperation(new StoredRecord(daos), protocols, SuicideForms.shipped(fhir), clinicalClock);
    }
}
