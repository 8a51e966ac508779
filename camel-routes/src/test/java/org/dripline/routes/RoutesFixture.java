// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.dripline.routes.charting.ChartingWorkers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The routes, alone, on a PostgreSQL of their own and a pretended FHIR server. One for all integration tests of the
 * module: started by the first, stopped with the JVM.
 */
public final class RoutesFixture {

    private static RoutesFixture shared;

    public final EmbeddedPostgres postgres;
    public final FakeFhirServer fhir;
    public final ConfigurableApplicationContext context;
    public final int mllpPort;
    /** Where the destinations {@code referrer} and {@code registry} are; a test opens it itself. */
    public final int mailboxPort;
    /** Folder of the site's own vendors' files; empty it again. */
    public final Path vendors;

    private RoutesFixture() throws IOException {
        vendors = Files.createTempDirectory("vendors");
        mllpPort = freePort();
        mailboxPort = freePort();
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        fhir = new FakeFhirServer();
        SpringApplication application = new SpringApplication(RoutesMain.class);
        context = application.run(
                "--server.port=0",
                "--management.server.port=0",
                "--management.endpoints.web.exposure.include=health,journal,outbox,vendors",
                "--logging.level.root=TRACE",
                "--logging.threshold.console=INFO",
                "--dripline.routes.vendors.folder=" + vendors,
                "--dripline.routes.vendors.look-every=1h",
                "--dripline.routes.mllp.port=" + mllpPort,
                "--dripline.routes.mllp.frame-timeout=2s",
                "--dripline.routes.mllp.max-frame-size=8MB",
                "--dripline.routes.mllp.max-in-flight=25MB",
                "--dripline.routes.journal.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--dripline.routes.journal.username=postgres",
                "--dripline.routes.journal.retention.batch=2",
                "--dripline.routes.fhir.base-url=" + fhir.baseUrl(),
                // It searches; these tests count searches.
                "--dripline.routes.watch-associations=1h",
                "--dripline.routes.charting.parked-retry=1s",
                "--dripline.routes.charting.longest-parked-retry=2s",
                "--dripline.routes.charting.server-failures=3",
                "--dripline.routes.charting.refused-searches=2",
                "--dripline.routes.charting.poll-interval=200ms",
                "--dripline.routes.charting.first-pause=100ms",
                "--dripline.routes.charting.longest-pause=400ms",
                "--dripline.routes.charting.remember-patients=1s",
                "--dripline.routes.outbox.destinations.referrer.host=127.0.0.1",
                "--dripline.routes.outbox.destinations.referrer.port=" + mailboxPort,
                "--dripline.routes.outbox.destinations.referrer.answer-timeout=300ms",
                "--dripline.routes.outbox.destinations.referrer.first-pause=50ms",
                "--dripline.routes.outbox.destinations.referrer.longest-pause=200ms",
                "--dripline.routes.outbox.destinations.referrer.application=REGISTRY",
                "--dripline.routes.outbox.destinations.referrer.facility=REFERRER",
                "--dripline.routes.outbox.destinations.registry.host=127.0.0.1",
                "--dripline.routes.outbox.destinations.registry.port=" + mailboxPort,
                "--dripline.routes.outbox.destinations.registry.answer-timeout=300ms",
                "--dripline.routes.outbox.destinations.registry.first-pause=50ms",
                "--dripline.routes.outbox.destinations.registry.longest-pause=200ms",
                "--dripline.routes.outbox.destinations.registry.acknowledgement=enhanced",
                "--dripline.routes.outbox.destinations.registry.charset=iso-8859-1",
                "--dripline.routes.outbox.poll-interval=100ms",
                "--dripline.routes.identifier-systems.SYNHOSP=urn:oid:2.999.7.1");
    }

    /** The one of this JVM, with an empty journal and a FHIR server that knows nobody. */
    public static synchronized RoutesFixture fresh() {
        try {
            if (shared == null) {
                shared = new RoutesFixture();
                Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ChartingWorkers workers = shared.context.getBean(ChartingWorkers.class);
        workers.stop();
        // Started at TRACE, to show that configuration can ask for it; most tests want their time back.
        shared.logAt(LogLevel.INFO);
        shared.fhir.reset();
        shared.update(
                "truncate journal.attribution, journal.withheld, journal.resource, journal.entry, journal.hold,"
                        + " journal.reading, journal.alert, journal.correction, journal.charted_slot, journal.outgoing, journal.destination");
        shared.update("update journal.feed set attempts = 0, next_attempt_at = null");
        workers.start();
        return shared;
    }

    public void logAt(LogLevel level) {
        context.getBean(LoggingSystem.class).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, level);
    }

    public MllpSocket socket() throws IOException {
        return new MllpSocket(mllpPort);
    }

    /** States of all entries, oldest first, as {@code state} or {@code state/REASON}. */
    public List<String> states() {
        return column("select state || coalesce('/' || reason, '') from journal.entry order by id");
    }

    public List<String> column(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return values;
    }

    public void update(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public CamelContext camel() {
        return context.getBean(CamelContext.class);
    }

    private void stop() {
        context.close();
        fhir.close();
        try {
            Files.deleteIfExists(vendors);
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket probe = new java.net.ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
