// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.database.*}: a PostgreSQL of the operator's. Without {@code url}, Dripline starts its own.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host:port/database}; version 15 or newer
 * @param username the role that owns the database
 * @param password its password; give it through the environment
 * @param statementTimeout after which the database ends a statement of the FHIR server; 0: never. Migrations have none
 */
@ConfigurationProperties(prefix = "dripline.database", ignoreUnknownFields = false)
record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("60s") Duration statementTimeout) {

    DatabaseSettings {
        if (statementTimeout.isNegative()) {
            throw new IllegalArgumentException("dripline.database.statement-timeout is 0 or more");
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + (url == null ? "" : JdbcAddress.shown(url)) + "]";
    }
}
