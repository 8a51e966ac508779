// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.dripline.routes.association.Association;
import org.dripline.routes.association.AssociationWatch;
import org.dripline.routes.charting.ChartingRound;
import org.dripline.routes.charting.ChartingWorkers;
import org.dripline.routes.charting.FhirServer;
import org.dripline.routes.charting.Preparation;
import org.dripline.routes.ehr.EhrFeeds;
import org.dripline.routes.intake.Intake;
import org.dripline.routes.intake.MllpRoute;
import org.dripline.routes.intake.WideListeners;
import org.dripline.routes.journal.Attributions;
import org.dripline.routes.journal.Journal;
import org.dripline.routes.journal.JournalDatabase;
import org.dripline.routes.journal.JournalEndpoint;
import org.dripline.routes.journal.JournalPruning;
import org.dripline.routes.journal.JournalSignal;
import org.dripline.routes.journal.OutgoingMessages;
import org.dripline.routes.mllp.FrameBudget;
import org.dripline.routes.outbound.Outbox;
import org.dripline.routes.outbound.OutboxEndpoint;
import org.dripline.routes.outbound.OutboxHealth;
import org.dripline.routes.outbound.OutboxSenders;
import org.dripline.routes.outbound.SummaryDispatch;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.LiveSenders;
import org.dripline.routes.pcd.VendorsEndpoint;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * The routes as part of any Boot application that has this module on its class path;
 * {@code dripline.routes.enabled=false} leaves them out. Defines no DataSource, Flyway or ObjectMapper bean, so the
 * application's own are undisturbed.
 */
@AutoConfiguration
@AutoConfigureBefore(name = "org.apache.camel.spring.boot.CamelAutoConfiguration")
@ConditionalOnProperty(prefix = "dripline.routes", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(RoutesProperties.class)
public class RoutesAutoConfiguration {

    @Bean
    JournalDatabase routesJournalDatabase(RoutesProperties properties) {
        return new JournalDatabase(properties.journal());
    }

    /** Before the first connection is accepted, not while a bean is made. */
    @Bean
    InitializingBean routesJournalMigration(JournalDatabase database) {
        return database::migrate;
    }

    @Bean
    JournalSignal routesJournalSignal() {
        return new JournalSignal();
    }

    @Bean
    Journal routesJournal(
            JournalDatabase database,
            JournalSignal signal,
            @Qualifier("routesJournalMigration") InitializingBean afterMigration) {
        return new Journal(database, signal);
    }

    @Bean
    Attributions routesAttributions(
            JournalDatabase database,
            JournalSignal signal,
            @Qualifier("routesJournalMigration") InitializingBean afterMigration) {
        return new Attributions(database, signal);
    }

    @Bean
    AssociationWatch routesAssociationWatch(
            RoutesProperties properties, FhirServer fhir, Association association, Attributions attributions) {
        return new AssociationWatch(
                fhir.repository(),
                association,
                attributions,
                new AssociationWatch.Reach(
                        properties.watchAssociations(), properties.watchOverlap(), properties.watchFirstLook()),
                Clock.systemUTC());
    }

    @Bean
    JournalPruning routesJournalPruning(
            JournalDatabase database,
            RoutesProperties properties,
            @Qualifier("routesJournalMigration") InitializingBean afterMigration) {
        return new JournalPruning(database, properties.journal().retention(), Clock.systemUTC());
    }

    @Bean
    JournalEndpoint routesJournalEndpoint(Journal journal) {
        return new JournalEndpoint(journal);
    }

    @Bean
    OutgoingMessages routesOutgoingMessages(
            JournalDatabase database, @Qualifier("routesJournalMigration") InitializingBean afterMigration) {
        return new OutgoingMessages(database);
    }

    @Bean
    Outbox routesOutbox(RoutesProperties properties, OutgoingMessages messages) {
        return new Outbox(messages, properties.outbox().destinations(), Clock.systemUTC());
    }

    @Bean
    OutboxSenders routesOutboxSenders(
            RoutesProperties properties,
            Outbox outbox,
            OutgoingMessages messages,
            SslBundles certificates,
            ObjectProvider<MeterRegistry> meters) {
        return new OutboxSenders(
                properties.outbox(), outbox, messages, certificates, registry(meters), Clock.systemUTC());
    }

    @Bean
    OutboxHealth outboxHealthIndicator(RoutesProperties properties, OutgoingMessages messages) {
        return new OutboxHealth(messages, properties.outbox().lateAfter(), Clock.systemUTC());
    }

    @Bean
    OutboxEndpoint routesOutboxEndpoint(
            RoutesProperties properties, FhirServer fhir, Outbox outbox, OutgoingMessages messages) {
        return new OutboxEndpoint(
                messages,
                new SummaryDispatch(fhir.repository(), outbox, properties.identifierSystems()),
                Clock.systemUTC());
    }

    @Bean
    Intake routesIntake(
            Journal journal,
            ObjectProvider<MeterRegistry> meters,
            @Qualifier("clinicalClock") Clock clinicalClock,
            LiveSenders senders) {
        return new Intake(
                journal,
                registry(meters),
                Clock.systemUTC(),
                clinicalClock,
                () -> senders.get().vendors());
    }

    @Bean
    FrameBudget routesFrameBudget(RoutesProperties properties, ObjectProvider<MeterRegistry> meters) {
        return new FrameBudget(properties.mllp().places(), registry(meters));
    }

    @Bean
    MllpRoute routesMllpRoute(
            RoutesProperties properties,
            Intake intake,
            FrameBudget budget,
            SslBundles certificates,
            @Value("${dripline.exposure.behind-tls-proxy:false}") boolean behindTlsProxy) {
        WideListeners.check(properties.mllp(), behindTlsProxy);
        return new MllpRoute(properties.mllp(), intake, budget, certificates);
    }

    @Bean
    FhirServer routesFhirServer(RoutesProperties properties) {
        return FhirServer.at(properties.fhir());
    }

    @Bean
    @ConditionalOnMissingBean(name = "clinicalClock")
    Clock clinicalClock(org.springframework.core.env.Environment environment) {
        return ClinicalClocks.from(environment);
    }

    @Bean
    LiveSenders routesSenders(RoutesProperties properties) {
        return new LiveSenders(
                properties.tables(),
                properties.vendors().folder(),
                properties.vendors().lookEvery(),
                Clock.systemUTC());
    }

    @Bean
    VendorsEndpoint routesVendorsEndpoint(LiveSenders senders) {
        return new VendorsEndpoint(senders);
    }

    @Bean
    Association routesAssociation(RoutesProperties properties, FhirServer fhir) {
        return new Association(
                fhir.repository(),
                properties.identifierSystems(),
                properties.charting().rememberPatients());
    }

    @Bean
    Preparation routesPreparation(
            RoutesProperties properties, FhirServer fhir, LiveSenders senders, Association association) {
        return new Preparation(
                new DeviceMessageReader(senders, properties::zoneOfDevice, properties.maxObservations()),
                association,
                new EhrFeeds(
                        fhir.repository(),
                        association,
                        properties.identifierSystems(),
                        properties::zoneOf,
                        properties.maxObservations()),
                fhir.repository(),
                properties.futureTolerance());
    }

    @Bean
    ChartingWorkers routesChartingWorkers(
            RoutesProperties properties,
            Journal journal,
            Preparation preparation,
            FhirServer fhir,
            ObjectProvider<MeterRegistry> meters) {
        ChartingRound round = new ChartingRound(
                journal, preparation, fhir, properties.charting(), registry(meters), Clock.systemUTC());
        return new ChartingWorkers(journal, round, properties.charting(), Clock.systemUTC());
    }

    private static MeterRegistry registry(ObjectProvider<MeterRegistry> meters) {
        return meters.getIfAvailable(io.micrometer.core.instrument.simple.SimpleMeterRegistry::new);
    }
}
