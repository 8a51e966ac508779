// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.provider.merge.PatientMergeProvider;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.dripline.clock.ClinicalClock;
import org.dripline.fhir.GateRuleFile;
import org.dripline.fhir.SuicideForms;
import org.dripline.gate.GateRule;
import org.dripline.server.gate.ShownCards;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The summaries. "Now" is the clinical clock's, so that a demonstration's sessions are summed up at its own time. */
@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    private static final String CLOCK = "dripline.clock.";

    @Bean
    FhirOperation sessionSummaryOperation(DaoRegistry daos, ProtocolsInForce protocols, Environment environment) {
        StoredRecord record = new StoredRecord(daos);
        Clock clock = clock(environment);
        return new SessionSummaryOperation(
                record,
                new SummedSessions(record, protocols, clock),
                new NasalSummary(record, protocols, clock),
                clock);
    }

    @Bean
    FhirOperation alertBudgetOperation(
            DaoRegistry daos, ProtocolsInForce protocols, ShownCards cards, Environment environment) {
        StoredRecord record = new StoredRecord(daos);
        Clock clock = clock(environment);
        return new AlertBudgetOperation(
                record,
                new SummedSessions(record, protocols, clock),
                GateRuleFile.shipped().rules().stream().map(GateRule::id).toList(),
                cards,
                clock);
    }

    @Bean
    FhirOperation courseSummaryOperation(
            FhirContext fhir, DaoRegistry daos, ProtocolsInForce protocols, Environment environment) {
        return new CourseSummaryOperation(
                new StoredRecord(daos), protocols, SuicideForms.shipped(fhir), clock(environment));
    }

    @Bean
    FhirOperation mergeOperation(PatientMergeProvider merge) {
        return new MergeOperation(merge);
    }

    private static Clock clock(Environment environment) {
        return ClinicalClock.of(
                environment.getProperty(CLOCK + "origin", Instant.class),
                environment.getProperty(CLOCK + "real-origin", Instant.class),
                environment.getProperty(CLOCK + "speed", BigDecimal.class, BigDecimal.ONE));
    }
}
