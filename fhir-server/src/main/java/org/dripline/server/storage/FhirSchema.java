// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import ca.uhn.fhir.jpa.migrate.DriverTypeEnum;
import ca.uhn.fhir.jpa.migrate.HapiMigrationLock;
import ca.uhn.fhir.jpa.migrate.HapiMigrationStorageSvc;
import ca.uhn.fhir.jpa.migrate.HapiMigrator;
import ca.uhn.fhir.jpa.migrate.SchemaMigrator;
import ca.uhn.fhir.jpa.migrate.dao.HapiMigrationDao;
import ca.uhn.fhir.jpa.migrate.tasks.HapiFhirJpaMigrationTasks;
import ca.uhn.fhir.util.VersionEnum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings HAPI's tables to the version of this product, with HAPI's own migrator.
 *
 * <p>The migrator makes a new schema statement by statement and takes the presence of one table as proof that it is
 * complete, and its lock is a row that outlives a killed process. So a start that is killed half-way would leave a
 * schema that looks whole and is not. Two measures, in the database that only this process uses: a schema without our
 * mark of completion has never held a resource and is made anew; a lock row left behind is removed.
 */
final class FhirSchema {

    private static final Logger log = LoggerFactory.getLogger(FhirSchema.class);
    private static final String MARK = "dripline_schema_complete";

    private final DataSource database;
    private final boolean onlyOurs;

    /**
     * @param database where HAPI's tables are, in schema {@code public}
     * @param onlyOurs true when no other node can be migrating it (the embedded PostgreSQL)
     */
    FhirSchema(DataSource database, boolean onlyOurs) {
        this.database = database;
        this.onlyOurs = onlyOurs;
    }

    /** Migrates when something is missing; quick when nothing is. */
    FhirSchema migrated() {
        try {
            if (onlyOurs) {
                cleanUp();
            }
            migrationTable().createMigrationTableIfRequired();
            HapiMigrator migrator = new HapiMigrator(
                    SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME, database, DriverTypeEnum.POSTGRES_9_4);
            migrator.addTasks(new HapiFhirJpaMigrationTasks(Set.of()).getAllTasks(VersionEnum.values()));
            int changes = migrator.migrate().changes;
            execute("create table if not exists " + MARK + " (completed_at timestamptz not null default now())");
            log.info("fhir schema ready changes={}", changes);
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException("The FHIR schema could not be migrated", e);
        }
    }

    private void cleanUp() throws SQLException {
        if (exists("hfj_resource") && !exists(MARK)) {
            log.warn("fhir schema was left half-made and holds nothing, making it anew");
            execute("drop schema public cascade");
            execute("create schema public");
        }
        if (exists("fly_hfj_migration")) {
            HapiMigrationStorageSvc migrations = new HapiMigrationStorageSvc(migrationTable());
            migrations
                    .findFirstByPidAndNotDescription(HapiMigrationLock.LOCK_PID, "")
                    .ifPresent(left -> migrations.deleteLockRecord(left.getDescription()));
        }
    }

    private HapiMigrationDao migrationTable() {
        return new HapiMigrationDao(
                database, DriverTypeEnum.POSTGRES_9_4, SchemaMigrator.HAPI_FHIR_MIGRATION_TABLENAME);
    }

    private boolean exists(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 1 from information_schema.tables"
                        + " where table_schema = 'public' and lower(table_name) = '" + table + "'")) {
            return row.next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
