// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.storage.OwnSchema;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit, where requests are authorized. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    @WhereTokensAreAsked
    AuditTable auditTable(OwnSchema accessSchema) {
        return new AuditTable(accessSchema);
    }

    @Bean
    @WhereTokensAreAsked
    AuditSealing auditSealing(OwnSchema accessSchema) {
        return new AuditSealing(accessSchema);
    }

    @Bean
    @WhereTokensAreAsked
    SealingJob sealingJob(AuditSealing auditSealing, AuditSettings settings) {
        return new SealingJob(auditSealing, settings.sealEvery());
    }

    @Bean
    @WhereTokensAreAsked
    AuditEventResource auditEventResource(AuditTable auditTable) {
        return new AuditEventResource(auditTable);
    }

    @Bean
    @WhereTokensAreAsked
    AuditCapability auditCapability() {
        return new AuditCapability();
    }
}
