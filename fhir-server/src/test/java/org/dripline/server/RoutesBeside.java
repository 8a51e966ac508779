// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import java.util.List;
import java.util.stream.Stream;
import org.dripline.routes.RoutesMain;
import org.dripline.routes.journal.Journal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The routes, run beside the ITs' server as near the pumps: their own context, the server's journal database. */
public final class RoutesBeside implements AutoCloseable {

    private static final List<String> NOT_OF_THE_ROUTES = List.of(
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration",
            "org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration");

    private final ConfigurableApplicationContext context;
    private final int mllpPort;

    private RoutesBeside(ConfigurableApplicationContext context, int mllpPort) {
        this.context = context;
        this.mllpPort = mllpPort;
    }

    /**
     * Starts them; they listen when this returns.
     *
     * @param environment the server's, which says where the journal is
     * @param fhirBase where they chart
     */
    public static RoutesBeside start(Environment environment, String fhirBase, String... settings) {
        int mllpPort = FreePorts.one();
        SpringApplication application = new SpringApplication(RoutesMain.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        List<String> own = List.of(
                "--spring.autoconfigure.exclude=" + String.join(",", NOT_OF_THE_ROUTES),
                "--dripline.app.enabled=false",
                // The server's settings are on this classpath, too, but not the server.
                "--dripline.access.mode=open",
                "--dripline.routes.enabled=true",
                "--dripline.routes.mllp.port=" + mllpPort,
                "--dripline.routes.journal.url=" + environment.getProperty("dripline.routes.journal.url"),
                "--dripline.routes.journal.username=" + environment.getProperty("dripline.routes.journal.username"),
                "--dripline.routes.journal.password=" + environment.getProperty("dripline.routes.journal.password"),
                "--dripline.routes.fhir.base-url=" + fhirBase);
        return new RoutesBeside(
                application.run(Stream.concat(own.stream(), Stream.of(settings)).toArray(String[]::new)), mllpPort);
    }

    /** Port of the MLLP listener. */
    public int mllpPort() {
        return mllpPort;
    }

    /** What became of each message. */
    public Journal journal() {
        return context.getBean(Journal.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
