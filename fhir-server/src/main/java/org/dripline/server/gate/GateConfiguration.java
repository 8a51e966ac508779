// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.time.Clock;
import org.dripline.fhir.FollowUpFile;
import org.dripline.fhir.GateRuleFile;
import org.dripline.fhir.SuicideForms;
import org.dripline.gate.Gate;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.rest.Outside;
import org.dripline.server.rest.Sight;
import org.dripline.server.rest.Withholding;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gate. It judges by the clinical clock: fasting and the age of a weight are clinical times. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GateProperties.class)
class GateConfiguration {

    @Bean
    PatientRecord patientRecord(DaoRegistry daos) {
        return new PatientRecord(daos);
    }

    @Bean
    Judge judge(PatientRecord records, ProtocolsInForce protocols, Clock clinicalClock) {
        return new Judge(records, protocols, new Gate(GateRuleFile.shipped()), clinicalClock);
    }

    @Bean
    OrderReview orderReview(
            Judge judge, PatientRecord records, ProtocolsInForce protocols, ObjectProvider<Outside> outside) {
        return new OrderReview(judge, records, protocols, outside.getIfAvailable(() -> Outside.WHOLE));
    }

    /** Where nothing says what a caller may see, access is open. */
    @Bean
    CallersView callersView(ObjectProvider<Sight> sight, GateProperties properties) {
        return new CallersView(sight.getIfAvailable(() -> Sight.WHOLE), properties.contact());
    }

    @Bean
    FhirOperation infusionGateOperation(Judge judge, PatientRecord records, CallersView callersView) {
        return new InfusionGateOperation(judge, records, callersView);
    }

    @Bean
    FhirOperation doseCheckOperation(
            PatientRecord records, ProtocolsInForce protocols, ObjectProvider<Withholding> withholding) {
        return new DoseCheckOperation(records, protocols, withholding.getIfAvailable(() -> Withholding.NOTHING));
    }

    @Bean
    FhirOperation closeoutOperation(
            PatientRecord records,
            ProtocolsInForce protocols,
            IFhirSystemDao<Bundle, ?> system,
            AccessSettings access,
            ObjectProvider<Withholding> withholding,
            Clock clinicalClock) {
        return new CloseoutOperation(
                records,
                protocols,
                system,
                access,
                withholding.getIfAvailable(() -> Withholding.NOTHING),
                clinicalClock);
    }

    /** Where it is known who is who. */
    @Bean
    @WhereTokensAreAsked
    FhirOperation wasteConfirmation(PatientRecord records, ProtocolsInForce protocols, Clock clinicalClock) {
        return new WasteConfirmation(records, protocols, clinicalClock);
    }

    @Bean
    FollowUpRecord followUpRecord(FhirContext fhir, PatientRecord records, Clock clinicalClock) {
        return new FollowUpRecord(records, FollowUpFile.shipped(), SuicideForms.shipped(fhir), clinicalClock);
    }

    @Bean
    RepeatCheck repeatCheck(PatientRecord records, ProtocolsInForce protocols, Clock clinicalClock) {
        return new RepeatCheck(records, protocols, clinicalClock);
    }

    /** They stand before the end of every transaction, of a request and of the server's own alike. */
    @Bean
    SmartInitializingSingleton gateBeforeTheStore(
            IInterceptorService interceptors,
            Judge judge,
            PatientRecord records,
            FollowUpRecord followUpRecord,
            RepeatCheck repeatCheck,
            CallersView callersView,
            Clock clinicalClock) {
        return () -> {
            interceptors.registerInterceptor(new GateCheck(judge, records, callersView));
            interceptors.registerInterceptor(new OverrideCheck(judge, records));
            interceptors.registerInterceptor(repeatCheck);
            interceptors.registerInterceptor(followUpRecord);
            interceptors.registerInterceptor(new UnclearedRun(records, clinicalClock));
        };
    }
}
