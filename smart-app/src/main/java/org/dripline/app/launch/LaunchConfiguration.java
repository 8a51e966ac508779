// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.dripline.app.AppProperties;
import org.dripline.app.FhirAddress;
import org.dripline.app.host.Fetch;
import org.dripline.app.host.HostRecords;
import org.dripline.app.host.PatientMatch;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the launch. Tokens and launches live by real time, never by the clinical clock. */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {

    private static final Clock REAL_TIME = Clock.systemUTC();

    @Bean
    Fetch appFetch(AppProperties properties) {
        return new Fetch(properties.limits().timeout());
    }

    /** How each launch proves itself to our FHIR server, by its id; no bean for a server that asks nobody. */
    @Bean
    @ConditionalOnProperty("dripline.app.fhir.credentials.client-id")
    Function<String, Optional<String>> appLaunchTokens(ObjectProvider<Launches> launches) {
        return id -> launches.getObject().authorization(id);
    }

    @Bean
    ClientKeys appClientKeys(@Value("${dripline.data-dir:./data}") Path dataDirectory) {
        return new ClientKeys(dataDirectory.resolve("app-keys.json"));
    }

    /** Makes the keys at the first start and finds an unreadable key file before the first launch does. */
    @Bean
    ApplicationRunner appKeysPresent(ClientKeys appClientKeys) {
        return arguments -> appClientKeys.keys();
    }

    @Bean
    AllowedHosts appAllowedHosts(AppProperties properties, Fetch appFetch) {
        return new AllowedHosts(properties, appFetch, REAL_TIME);
    }

    @Bean
    PendingLaunches appPendingLaunches(AppProperties properties) {
        return new PendingLaunches(
                properties.limits().pending(), properties.limits().pendingAge(), REAL_TIME);
    }

    @Bean
    TokenExchange appTokenExchange(ClientKeys appClientKeys, AllowedHosts appAllowedHosts, Fetch appFetch) {
        return new TokenExchange(appClientKeys, appFetch, appAllowedHosts::of);
    }

    @Bean
    Launches appLaunches(
            AppProperties properties, TokenExchange appTokenExchange, Fetch appFetch, FhirAddress appFhirAddress) {
        AppProperties.Credentials credentials = properties.fhir().credentials();
        return new Launches(
                properties.limits(),
                appTokenExchange,
                new HostRecords(appFetch),
                new PatientMatch(appFetch, appFhirAddress),
                credentials == null
                        ? null
                        : new OurTokens(credentials, properties.limits().timeout()),
                appFetch,
                REAL_TIME);
    }

    @Bean
    LaunchGate appLaunchGate(Launches appLaunches, AppProperties properties) {
        return new LaunchGate(appLaunches, properties);
    }
}
