// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.dripline.clock.ClinicalClock;
import org.dripline.fhir.GateRuleFile;
import org.dripline.gate.Gate;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The gate. It judges by the clinical clock: fasting and the age of a weight are clinical times. */
@Configuration(proxyBeanMethods = false)
class GateConfiguration {

    @Bean
    PatientRecord patientRecord(DaoRegistry daos) {
        return new PatientRecord(daos);
    }

    @Bean
    Judge judge(PatientRecord records, ProtocolsInForce protocols, Environment environment) {
        return new Judge(records, protocols, new Gate(GateRuleFile.shipped()), clock(environment));
    }

    @Bean
    OrderReview orderReview(Judge judge, PatientRecord records, ProtocolsInForce protocols) {
        return new OrderReview(judge, records, protocols);
    }

    @Bean
    FhirOperation infusionGateOperation(Judge judge, PatientRecord records) {
        return new InfusionGateOperation(judge, records);
    }

    @Bean
    FhirOperation doseCheckOperation(PatientRecord records, ProtocolsInForce protocols) {
        return new DoseCheckOperation(records, protocols);
    }

    @Bean
    FhirOperation closeoutOperation(
            PatientRecord records,
            ProtocolsInForce protocols,
            IFhirSystemDao<Bundle, ?> system,
            Environment environment) {
        return new CloseoutOperation(records, protocols, system, clock(environment));
    }

    /** They stand before the end of every transaction, of a request and of the server's own alike. */
    @Bean
    SmartInitializingSingleton gateBeforeTheStore(
            IInterceptorService interceptors, Judge judge, PatientRecord records, Environment environment) {
        return () -> {
            interceptors.registerInterceptor(new GateCheck(judge, records));
            interceptors.registerInterceptor(new OverrideCheck(judge, records));
            interceptors.registerInterceptor(new UnclearedRun(records, clock(environment)));
        };
    }

    /** As every part makes it from the three keys of the clinical clock; they agree because the keys are the same. */
    private static Clock clock(Environment environment) {
        return ClinicalClock.of(
                environment.getProperty("dripline.clock.origin", Instant.class),
                environment.getProperty("dripline.clock.real-origin", Instant.class),
                environment.getProperty("dripline.clock.speed", BigDecimal.class, BigDecimal.ONE));
    }
}
