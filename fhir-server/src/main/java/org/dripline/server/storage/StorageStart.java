// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.dripline.server.status.StartRefused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has the database ready before the first bean is made, and tells the routes where it is.
 *
 * <p>With {@code dripline.database.url} the operator's PostgreSQL is tried once; without it the embedded one is started
 * on {@code dripline.data-dir}. Either way {@code dripline.routes.journal.url}, {@code .username} and {@code .password}
 * are published unless they are set, so the routes have one way to be configured.
 *
 * <p>The embedded PostgreSQL is the context's first disposable, so it is the last to be destroyed: every pool is closed
 * by then.
 */
public final class StorageStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(10);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        DatabaseSettings settings = settings(environment);
        String url = settings.url();
        DatabaseAccess access = url == null || url.isBlank() ? embedded(context) : external(settings, url);
        context.getBeanFactory().registerSingleton("databaseAccess", access);
        publish(environment, access);
    }

    private static DatabaseAccess embedded(ConfigurableApplicationContext context) {
        Path dataDir = Path.of(context.getEnvironment().getProperty("dripline.data-dir", "./data"));
        // Registered before PostgreSQL runs: a Ctrl-C while it starts, or a context that fails before its refresh and
        // so
        // destroys nothing, must not leave it behind.
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                dataDir, starting -> SpringApplication.getShutdownHandlers().add(starting::close));
        if (context.getBeanFactory() instanceof DefaultListableBeanFactory beans) {
            beans.registerSingleton("embeddedPostgres", postgres);
            beans.registerDisposableBean("embeddedPostgres", (DisposableBean) postgres::close);
        }
        return postgres.access();
    }

    /** Bound here, before the beans, so that a misspelt key is said before PostgreSQL is started. */
    private static DatabaseSettings settings(ConfigurableEnvironment environment) {
        return Binder.get(
                        environment,
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
                .bind("dripline.database", DatabaseSettings.class)
                .orElseGet(() -> new DatabaseSettings(null, null, null, Duration.ZERO));
    }

    private static DatabaseAccess external(DatabaseSettings settings, String url) {
        DatabaseAccess access = new DatabaseAccess(
                url,
                Objects.requireNonNullElse(settings.username(), ""),
                Objects.requireNonNullElse(settings.password(), ""));
        try (Connection connection = access.connect(REACHABLE_WITHIN)) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < 15) {
                throw new StartRefused("The database at " + JdbcAddress.shown(url) + " is PostgreSQL " + major
                        + ", and Dripline needs 15 or newer: upgrade it, or remove dripline.database.url.");
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database at " + JdbcAddress.shown(url) + " cannot be reached as " + access.username()
                            + ": start it, or correct dripline.database.url, .username and .password.",
                    e);
        }
        return access;
    }

    private static void publish(ConfigurableEnvironment environment, DatabaseAccess access) {
        Map<String, Object> published = new HashMap<>();
        published.put("dripline.routes.journal.url", access.url());
        published.put("dripline.routes.journal.username", access.username());
        published.put("dripline.routes.journal.password", access.password());
        if (environment.getProperty("dripline.routes.journal.url") == null) {
            environment.getPropertySources().addLast(new MapPropertySource("dripline-storage", published));
        }
    }
}
