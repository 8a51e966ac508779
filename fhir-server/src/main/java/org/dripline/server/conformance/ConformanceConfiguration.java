// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.validation.JpaValidationSupportChain;
import ca.uhn.fhir.validation.IValidatorModule;
import org.dripline.conformance.UsCoreSelections;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the product's artefacts to HAPI's validation, and takes the retired search parameters out of its registry. */
@Configuration(proxyBeanMethods = false)
class ConformanceConfiguration {

    private static final String REGISTRY_BEAN = "searchParamRegistry";

    @Bean
    KnownProfiles knownProfiles(FhirContext fhir) {
        return new KnownProfiles(fhir);
    }

    @Bean
    RetiredSearchParameters retiredSearchParameters() {
        return RetiredSearchParameters.onClassPath();
    }

    /** HAPI declares its registry as a bean without a switch, so its definition is replaced before anything uses it. */
    @Bean
    static BeanDefinitionRegistryPostProcessor keptSearchParameters() {
        return new BeanDefinitionRegistryPostProcessor() {
            @Override
            public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry beans) {
                BeanDefinition hapis = beans.getBeanDefinition(REGISTRY_BEAN);
                RootBeanDefinition ours = new RootBeanDefinition(KeptSearchParameters.class);
                ours.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
                ours.setPrimary(hapis.isPrimary());
                beans.removeBeanDefinition(REGISTRY_BEAN);
                beans.registerBeanDefinition(REGISTRY_BEAN, ours);
            }
        };
    }

    /** Our artefacts and what they derive from come first in HAPI's chain, before the first request. */
    @Bean
    SmartInitializingSingleton profilesInValidation(
            FhirContext fhir, KnownProfiles profiles, JpaValidationSupportChain chain, ValidatorWarmUp warmUp) {
        return () -> {
            PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(fhir);
            profiles.all().forEach(support::addResource);
            chain.addValidationSupport(0, support);
            chain.addValidationSupport(1, new UsCoreSelections(fhir, profiles.bases()));
            // A vital sign is coded in LOINC and, beside it, as its device says it (IEEE 11073), of which no table may
            // be
            // shipped; one coding that satisfies the binding is enough, as R4's own vital signs profiles mean it.
            chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
            warmUp.start();
        };
    }

    @Bean
    ShippedMaps shippedMaps(FhirContext fhir, DaoRegistry daos) {
        return new ShippedMaps(fhir, daos);
    }

    @Bean
    ValidatorWarmUp validatorWarmUp(FhirContext fhir, IValidatorModule validator) {
        return new ValidatorWarmUp(fhir, validator);
    }
}
