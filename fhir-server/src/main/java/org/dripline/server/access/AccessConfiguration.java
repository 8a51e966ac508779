// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.OwnSchemas;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings and the tables; CDS services ask for their callers' tokens in every mode. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    @Bean
    OwnSchema accessSchema(OwnSchemas schemas) {
        return AccessTables.open(schemas);
    }

    @Bean
    AuthorizationChanges authorizationChanges() {
        return new AuthorizationChanges();
    }

    @Bean
    UsedTokens usedTokens(OwnSchema accessSchema) {
        return new UsedTokens(accessSchema);
    }

    @Bean
    @WhereTokensAreAsked
    AuditTrail auditTrail(OwnSchema accessSchema) {
        return new AuditTrail(accessSchema);
    }
}
