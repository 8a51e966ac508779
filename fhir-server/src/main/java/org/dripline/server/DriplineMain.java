// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import org.dripline.server.access.AccessStart;
import org.dripline.server.audit.AuditCommand;
import org.dripline.server.authorization.AccessCommand;
import org.dripline.server.exposure.ExposureStart;
import org.dripline.server.status.LogCeiling;
import org.dripline.server.status.StartChecks;
import org.dripline.server.status.StartFailures;
import org.dripline.server.storage.StorageStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * The all-in-one product: FHIR server, and the routes and the app when they are on the class path, as one process.
 *
 * <p>What is excluded belongs to somebody: HAPI brings its own JPA and Quartz, the routes their own Flyway. Spring
 * Security locks nothing by itself: the app names its own paths, and {@code door}, {@code signin} and
 * {@code authorization} name theirs where access is {@code smart}.
 */
@SpringBootApplication(
        exclude = {
            DataSourceAutoConfiguration.class,
            HibernateJpaAutoConfiguration.class,
            JpaRepositoriesAutoConfiguration.class,
            FlywayAutoConfiguration.class,
            QuartzAutoConfiguration.class
        },
        excludeName = {
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.elasticsearch.ElasticsearchRestClientAutoConfiguration"
        })
// As Boot scans, but for what belongs to the management port: that has a context of its own, and its filters are not
// ours.
@ComponentScan(
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @ComponentScan.Filter(ManagementContextConfiguration.class)
        })
public class DriplineMain {

    /**
     * Starts the product, or does what {@code user …}, {@code app …} or {@code audit …} says beside one that runs; ends
     * with exit code 1 and one plain sentence when it cannot.
     */
    public static void main(String[] arguments) {
        try {
            if (arguments.length > 0 && AccessCommand.isOne(arguments[0])) {
                LogCeiling.quiet();
                System.exit(AccessCommand.run(arguments, System.in, System.out, System.err));
            }
            if (arguments.length > 0 && AuditCommand.isOne(arguments[0])) {
                System.exit(AuditCommand.run(arguments, System.out, System.err));
            }
            application().run(arguments);
        } catch (RuntimeException e) {
            StartFailures.print(e, System.err);
            System.exit(1);
        }
    }

    /** The application as {@code main} runs it. The checks come before the database, the database before the beans. */
    static SpringApplication application() {
        SpringApplication application = new SpringApplication(DriplineMain.class);
        application.addInitializers(
                new StartChecks(), new ExposureStart(), new StorageStart(), new AccessStart(), new SettledBeans());
        return application;
    }
}
