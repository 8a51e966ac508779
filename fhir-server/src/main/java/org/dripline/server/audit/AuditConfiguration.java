// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import org.dripline.server.access.AccessSettings;
import org.dripline.server.storage.OwnSchema;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit, where requests are authorized. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    @ConditionalOnProperty(name = AccessSettings.MODE, havingValue = AccessSettings.SMART)
    AuditTable auditTable(OwnSchema accessSchema) {
        return new AuditTable(accessSchema);
    }

    @Bean
    @ConditionalOnProperty(name = AccessSettings.MODE, havingValue = AccessSettings.SMART)
    AuditSealing auditSealing(OwnSchema accessSchema) {
        return new AuditSealing(accessSchema);
    }

    @Bean
    @ConditionalOnProperty(name = AccessSettings.MODE, havingValue = AccessSettings.SMART)
    SealingJob sealingJob(AuditSealing auditSealing, AuditSettings settings) {
        return new SealingJob(auditSealing, settings.sealEvery());
    }

    @Bean
    @ConditionalOnProperty(name = AccessSettings.MODE, havingValue = AccessSettings.SMART)
    AuditEventResource auditEventResource(AuditTable auditTable) {
        return new AuditEventResource(auditTable);
    }

    @Bean
    @ConditionalOnProperty(name = AccessSettings.MODE, havingValue = AccessSettings.SMART)
    AuditCapability auditCapability() {
        return new AuditCapability();
    }
}
