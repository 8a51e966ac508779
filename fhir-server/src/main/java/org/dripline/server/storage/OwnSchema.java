// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A schema of our own in the product's database, with a pool and migrations of its own, so that it is never taken for
 * HAPI's tables. Deliberately no {@code DataSource} bean. Safe for use by many threads.
 */
public final class OwnSchema implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private final HikariDataSource pool;
    private final JdbcTemplate statements;
    private final TransactionTemplate transactions;

    private OwnSchema(HikariDataSource pool) {
        this.pool = pool;
        this.statements = new JdbcTemplate(pool);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    /**
     * Brings a schema up to date and opens it.
     *
     * @param access the database
     * @param schema its name; made when it is not there
     * @param migrations class-path folder of Flyway's files
     */
    static OwnSchema open(DatabaseAccess access, String schema, String migrations) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(schema);
        config.setJdbcUrl(access.url());
        config.setUsername(access.username());
        config.setPassword(access.password());
        config.setSchema(schema);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setConnectionInitSql("set synchronous_commit = on");
        // Otherwise a server error's detail (a whole row) becomes part of the exception's message.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .schemas(schema)
                .defaultSchema(schema)
                .table("schema_history")
                .locations("classpath:" + migrations)
                .load()
                .migrate();
        return new OwnSchema(pool);
    }

    /** For single statements; each commits by itself unless a transaction of {@link #transactions()} is under way. */
    public JdbcTemplate statements() {
        return statements;
    }

    /** For several statements that hold together. */
    public TransactionTemplate transactions() {
        return transactions;
    }

    @Override
    public void close() {
        pool.close();
    }
}
