// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.storage.OwnSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the audit is kept, told to whoever destroys what is older. */
@Configuration(proxyBeanMethods = false)
@WhereTokensAreAsked
class AuditRetentionConfiguration {

    private static final Logger log = LoggerFactory.getLogger(AuditRetentionConfiguration.class);

    @Bean
    AuditRetention auditRetention(OwnSchema accessSchema, AuditSettings settings) {
        AuditRetention retention = AuditRetention.of(settings.retention());
        AuditRetention shipped = AuditRetention.shipped();
        if (retention.isShorterThan(shipped)) {
            log.warn(
                    "audit kept for {} only, shorter than {} ({})",
                    retention.period(),
                    shipped.period(),
                    shipped.basis());
        }
        retention.keep(accessSchema);
        return retention;
    }
}
