// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.dripline.fhir.ProtocolResources;
import org.dripline.server.rest.FhirOperation;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Protocols on the server. Signatures and plans use real time, not the clinical clock of a demonstration. */
@Configuration(proxyBeanMethods = false)
class ProtocolConfiguration {

    private static final Clock REAL_TIME = Clock.systemUTC();

    @Bean
    StoredProtocols storedProtocols(FhirContext fhir, DaoRegistry daos) {
        return new StoredProtocols(daos, ProtocolResources.shipped(fhir));
    }

    @Bean
    ProtocolsInForce protocolsInForce(FhirContext fhir, DaoRegistry daos, StoredProtocols storedProtocols) {
        return new ProtocolsInForce(storedProtocols, daos, fhir, REAL_TIME);
    }

    @Bean
    FhirOperation sheetOperation(StoredProtocols storedProtocols) {
        return new SheetOperation(storedProtocols, REAL_TIME);
    }

    @Bean
    FhirOperation signOperation(StoredProtocols storedProtocols) {
        return new SignOperation(storedProtocols, REAL_TIME);
    }

    @Bean
    FhirOperation statusOperation(StoredProtocols storedProtocols) {
        return new StatusOperation(storedProtocols, REAL_TIME);
    }

    @Bean
    FhirOperation applyOperation(StoredProtocols storedProtocols) {
        return new ApplyOperation(storedProtocols, REAL_TIME);
    }

    @Bean
    ShippedProtocols shippedProtocols(FhirContext fhir, DaoRegistry daos) {
        return new ShippedProtocols(fhir, daos);
    }

    /**
     * The gate stands before the store, and signature and plan keep the version they name, which HAPI would cut off.
     */
    @Bean
    SmartInitializingSingleton protocolGate(
            FhirContext fhir,
            IInterceptorService interceptors,
            StoredProtocols storedProtocols,
            ProtocolsInForce protocolsInForce) {
        return () -> {
            Set<String> versioned = new HashSet<>(fhir.getParserOptions().getDontStripVersionsFromReferencesAtPaths());
            versioned.addAll(Set.of("Provenance.target", "CarePlan.supportingInfo"));
            fhir.getParserOptions().setDontStripVersionsFromReferencesAtPaths(versioned);
            interceptors.registerInterceptor(new ProtocolGate(storedProtocols, REAL_TIME));
            interceptors.registerInterceptor(new SessionProtocolRecord(storedProtocols, protocolsInForce, REAL_TIME));
        };
    }
}
