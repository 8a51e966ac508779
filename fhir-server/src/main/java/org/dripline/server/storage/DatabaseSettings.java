// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code dripline.database.*}: a PostgreSQL of the operator's. Without {@code url}, Dripline starts its own.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host:port/database}; version 15 or newer
 * @param username the role that owns the database
 * @param password its password; give it through the environment
 */
@ConfigurationProperties(prefix = "dripline.database", ignoreUnknownFields = false)
record DatabaseSettings(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password) {

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + (url == null ? "" : JdbcAddress.shown(url)) + "]";
    }
}
