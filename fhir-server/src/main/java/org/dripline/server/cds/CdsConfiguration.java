// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import org.dripline.conformance.Artefacts;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.cds.Card.Coding;
import org.dripline.server.cds.CdsEndpoint.AppLaunch;
import org.dripline.server.cds.CdsEndpoint.OverrideReasons;
import org.dripline.server.gate.GateProperties;
import org.dripline.server.gate.OrderReview;
import org.dripline.server.safety.WholeSearch;
import org.dripline.server.storage.OwnSchema;
import org.hl7.fhir.r4.model.CodeSystem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** CDS Hooks. Tokens are of this machine's time, what is counted of the clinical clock's, as the issues are. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CdsHooksProperties.class)
class CdsConfiguration {

    @Bean
    CardLedger cardLedger(OwnSchema accessSchema, Clock clinicalClock) {
        return new CardLedger(accessSchema.statements(), clinicalClock);
    }

    @Bean
    CdsTrail cdsTrail(ObjectProvider<AuditTrail> trail) {
        return new CdsTrail(trail);
    }

    @Bean
    CallerTokens callerTokens(CdsHooksProperties properties, UsedTokens used) {
        return new CallerTokens(properties, used, Clock.systemUTC());
    }

    @Bean
    OrderCards orderCards(OrderReview review, CdsHooksProperties properties, DaoRegistry daos, GateProperties gate) {
        return new OrderCards(
                review,
                new CallersPatient(properties.timeout()),
                new SharedPatient(new WholeSearch(daos)),
                gate.contact());
    }

    @Bean
    OverrideReasons overrideReasons(FhirContext fhir) {
        CodeSystem reasons = Artefacts.load(fhir, "CodeSystem-dripline-override-reason.json"::equals)
                .codeSystems()
                .get(0);
        return new OverrideReasons(reasons.getConcept().stream()
                .map(concept -> new Coding(reasons.getUrl(), concept.getCode(), concept.getDisplay()))
                .toList());
    }

    @Bean
    AppLaunch appLaunch(Environment environment) {
        return new AppLaunch(environment.getProperty("dripline.app.enabled", Boolean.class, true));
    }
}
