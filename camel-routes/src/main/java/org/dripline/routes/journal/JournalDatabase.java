// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/**
 * The journal's own pool and schema. Deliberately not a {@code DataSource} bean: in the all-in-one process the
 * application's DataSource is the FHIR server's, and the two must not be taken for each other.
 *
 * <p>Safe for use by many threads.
 */
public final class JournalDatabase implements AutoCloseable {

    static final String SCHEMA = "journal";
    private static final String MIGRATIONS = "classpath:org/dripline/routes/journal/db";

    /** Shorter than PostgreSQL cuts names (63). */
    private final String process = "dripline-journal-" + UUID.randomUUID();

    private final HikariDataSource pool;

    /**
     * Makes the pool; connects on {@link #migrate()}.
     *
     * @param properties where the database is
     * @throws IllegalArgumentException when no URL is given
     */
    public JournalDatabase(JournalProperties properties) {
        if (properties.url() == null || properties.url().isBlank()) {
            throw new IllegalArgumentException("Set dripline.routes.journal.url to the journal's PostgreSQL database.");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("journal");
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(properties.poolSize());
        config.setConnectionTimeout(properties.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // An acknowledgement is a promise: whatever the server's default, these commits wait for the disk.
        // The name wins over one in the URL: by it others see that this process lives.
        config.setConnectionInitSql("set synchronous_commit = on; set application_name = '" + process + "'");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "60");
        // Otherwise a server error's detail (a whole row) becomes part of the exception's message.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        this.pool = new HikariDataSource(config);
    }

    /** Brings schema {@code journal} up to date. */
    public void migrate() {
        Flyway.configure()
                .dataSource(pool)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .table("schema_history")
                .locations(MIGRATIONS)
                .load()
                .migrate();
    }

    /**
     * This process, in what it holds. PostgreSQL shows it as {@code pg_stat_activity.application_name} to who has the
     * same user, as long as one of its connections is open: a process that was killed is gone at once.
     */
    String process() {
        return process;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
