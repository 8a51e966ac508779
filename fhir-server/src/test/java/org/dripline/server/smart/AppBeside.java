// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.app.AppMain;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The app, run beside the ITs' server as in a process of its own, launched by the strict host. */
final class AppBeside implements AutoCloseable {

    private static final List<String> NOT_OF_THE_APP = List.of(
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration",
            "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
            "org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration",
            "org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration");

    private final ConfigurableApplicationContext context;

    private AppBeside(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it, with the key that the server made for the app. */
    static AppBeside start(String issuer, Path serverFolder) {
        SpringApplication application = new SpringApplication(AppMain.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        String host = "--dripline.app.hosts[0].";
        String credentials = "--dripline.app.fhir.credentials.";
        Stream<String> own = Stream.of(
                "--spring.autoconfigure.exclude=" + String.join(",", NOT_OF_THE_APP),
                "--server.port=" + Hosts.APP_PORT,
                "--management.server.port=0",
                "--dripline.routes.enabled=false",
                // The server's settings are on this classpath, too, but not the server.
                "--dripline.access.mode=open",
                "--dripline.app.enabled=true",
                "--dripline.data-dir=" + Hosts.keyFile(serverFolder).getParent(),
                "--dripline.session-screen.zone=UTC",
                "--dripline.app.fhir.base-url=" + issuer + "/fhir",
                credentials + "client-id=dripline-app",
                credentials + "token-url=" + issuer + "/oauth2/token",
                credentials + "key-file=" + serverFolder.resolve("app-fhir-key.json"),
                host + "issuer=" + Hosts.STRICT.issuer(),
                host + "client-id=dripline-app",
                host + "mrn-system=urn:oid:2.999.7.1",
                host + "scopes=launch,openid,fhirUser,online_access,patient/Patient.r,patient/Encounter.r");
        return new AppBeside(application.run(own.toArray(String[]::new)));
    }

    @Override
    public void close() {
        context.close();
    }
}
