// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes.journal}: the PostgreSQL database that holds the journal, in its own schema {@code journal}.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://…}; required
 * @param username database role
 * @param password its password, from the environment
 * @param poolSize connections held at most: one per worker, the rest for intake
 * @param connectionTimeout how long a message waits for a connection before its sender is told CE or AE
 */
public record JournalProperties(
        @Nullable String url,
        @DefaultValue("dripline") String username,
        @DefaultValue("") String password,
        @DefaultValue("8") int poolSize,
        @DefaultValue("5s") Duration connectionTimeout) {

    public JournalProperties {
        if (poolSize < 4) {
            throw new IllegalArgumentException("dripline.routes.journal.pool-size must be 4 or more");
        }
        if (connectionTimeout.toMillis() < 250) {
            throw new IllegalArgumentException("dripline.routes.journal.connection-timeout must be 250ms or more");
        }
    }

    @Override
    public String toString() {
        return "JournalProperties[" + poolSize + " connections]";
    }
}
