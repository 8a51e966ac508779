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
 * @param retention how long what is resolved is kept
 */
public record JournalProperties(
        @Nullable String url,
        @DefaultValue("dripline") String username,
        @DefaultValue("") String password,
        @DefaultValue("8") int poolSize,
        @DefaultValue("5s") Duration connectionTimeout,
        @DefaultValue Retention retention) {

    /**
     * {@code dripline.routes.journal.retention}. What is charted can be found on the FHIR server; its bytes are kept
     * for the questions that come later: three months hold a course of infusions and the look back at it.
     *
     * @param keep age, since it was charted, at which a charted entry goes; since it was received, of a repeat
     * @param every pause between two prunings
     * @param batch entries of one transaction
     */
    public record Retention(
            @DefaultValue("90d") Duration keep,
            @DefaultValue("1h") Duration every,
            @DefaultValue("200") int batch) {

        public Retention {
            if (keep.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException("dripline.routes.journal.retention.keep must be 1d or more");
            }
            if (every.toMillis() < 1_000) {
                throw new IllegalArgumentException("dripline.routes.journal.retention.every must be 1s or more");
            }
            if (batch < 1 || batch > 10_000) {
                throw new IllegalArgumentException("dripline.routes.journal.retention.batch must be 1 to 10000");
            }
        }
    }

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
