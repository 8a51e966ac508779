// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.validation.IValidatorModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands between a request and the store. */
@Configuration(proxyBeanMethods = false)
class SafetyConfiguration {

    @Bean
    PlanCheck planCheck(FhirContext fhir, IValidatorModule validator) {
        return new PlanCheck(fhir, validator, new PlanRules());
    }

    @Bean
    CloseoutCheck closeoutCheck(DaoRegistry daos) {
        return new CloseoutCheck(new WholeSearch(daos));
    }
}
