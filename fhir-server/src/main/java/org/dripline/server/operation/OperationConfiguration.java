// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.provider.merge.PatientMergeProvider;
import java.time.Clock;
import org.dripline.fhir.GateRuleFile;
import org.dripline.fhir.SuicideForms;
import org.dripline.gate.GateRule;
import org.dripline.server.gate.ShownCards;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.rest.Withholding;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The summaries. "Now" is the clinical clock's, so that a demonstration's sessions are summed up at its own time. */
@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    @Bean
    StoredRecord storedRecord(DaoRegistry daos, IHapiTransactionService transactions) {
        return new StoredRecord(daos, transactions);
    }

    /** Where nothing says what is withheld from a caller, access is open. */
    @Bean
    CallersSummary callersSummary(ObjectProvider<Withholding> withholding) {
        return new CallersSummary(withholding.getIfAvailable(() -> Withholding.NOTHING));
    }

    @Bean
    FhirOperation sessionSummaryOperation(
            StoredRecord record, ProtocolsInForce protocols, CallersSummary callersSummary, Clock clinicalClock) {
        return new SessionSummaryOperation(
                record,
                new SummedSessions(record, protocols, clinicalClock),
                new NasalSummary(record, protocols, clinicalClock),
                callersSummary,
                clinicalClock);
    }

    @Bean
    FhirOperation alertBudgetOperation(
            StoredRecord record, ProtocolsInForce protocols, ShownCards cards, Clock clinicalClock) {
        return new AlertBudgetOperation(
                record,
                new SummedSessions(record, protocols, clinicalClock),
                GateRuleFile.shipped().rules().stream().map(GateRule::id).toList(),
                cards,
                clinicalClock);
    }

    @Bean
    FhirOperation courseSummaryOperation(
            FhirContext fhir,
            StoredRecord record,
            ProtocolsInForce protocols,
            CallersSummary callersSummary,
            Clock clinicalClock) {
        return new CourseSummaryOperation(record, protocols, SuicideForms.shipped(fhir), callersSummary, clinicalClock);
    }

    @Bean
    FhirOperation mergeOperation(PatientMergeProvider merge) {
        return new MergeOperation(merge);
    }
}
