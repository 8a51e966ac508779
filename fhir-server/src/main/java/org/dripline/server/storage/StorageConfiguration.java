// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The server's pool. The journal of the routes has its own, made by them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class StorageConfiguration {

    /** The FHIR server's connections; closed before the embedded PostgreSQL stops. */
    @Bean
    @Primary
    HikariDataSource fhirDatabase(DatabaseAccess access, DatabaseSettings settings) {
        HikariConfig pool = pool("fhir", access);
        pool.setMaximumPoolSize(24);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
        pool.setConnectionInitSql(
                "set statement_timeout = " + settings.statementTimeout().toMillis());
        return new HikariDataSource(pool);
    }

    private static HikariConfig pool(String name, DatabaseAccess access) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(access.url());
        pool.setUsername(access.username());
        pool.setPassword(access.password());
        return pool;
    }

    /** Whoever needs HAPI's tables asks for this bean, so they exist by then. */
    @Bean
    FhirSchema fhirSchema(DatabaseAccess access, ObjectProvider<EmbeddedPostgres> embedded) {
        // A new index of a large table takes as long as it takes.
        HikariConfig unhurried = pool("fhir-schema", access);
        unhurried.setMaximumPoolSize(2);
        try (HikariDataSource database = new HikariDataSource(unhurried)) {
            return new FhirSchema(database, embedded.getIfAvailable() != null).migrated();
        }
    }

    @Bean
    OwnSchemas ownSchemas(DatabaseAccess access) {
        return new OwnSchemas(access);
    }
}
