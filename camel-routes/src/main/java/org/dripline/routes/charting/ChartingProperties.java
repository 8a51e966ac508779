// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes.charting}: how the journal is worked off.
 *
 * @param workers threads; each holds one source at a time
 * @param batchEntries messages of one source taken at a time at most
 * @param batchResources resources in one FHIR transaction, roughly at most: a message is never cut in two
 * @param pollInterval how often idle workers look for what other processes wrote
 * @param parkedRetry when a patient that messages wait for is looked for again; doubles each time
 * @param longestParkedRetry where that doubling ends
 * @param firstPause pause after the FHIR server was away; doubles each time
 * @param longestPause where doubling ends
 * @param serverFailures how often the FHIR server may break (500) on a message, each time having taken another since,
 *     before that message is quarantined, or parked when it was the search for its patient
 * @param refusedSearches how often the FHIR server may refuse (400, 422) to search for a patient before what waits for
 *     that patient is quarantined
 * @param readerFailures how often reading a message may end in an error of the process before it is quarantined
 * @param rememberPatients how long a found patient or encounter is used without asking again
 */
public record ChartingProperties(
        @DefaultValue("2") int workers,
        @DefaultValue("50") int batchEntries,
        @DefaultValue("200") int batchResources,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("30s") Duration parkedRetry,
        @DefaultValue("10m") Duration longestParkedRetry,
        @DefaultValue("250ms") Duration firstPause,
        @DefaultValue("15s") Duration longestPause,
        @DefaultValue("10") int serverFailures,
        @DefaultValue("10") int refusedSearches,
        @DefaultValue("5") int readerFailures,
        @DefaultValue("30s") Duration rememberPatients) {

    public ChartingProperties {
        require(workers >= 1 && workers <= 64, "dripline.routes.charting.workers must be 1 to 64");
        require(batchEntries >= 1 && batchEntries <= 1_000, "dripline.routes.charting.batch-entries must be 1 to 1000");
        require(batchResources >= 1, "dripline.routes.charting.batch-resources must be positive");
        require(pollInterval.toMillis() > 0, "dripline.routes.charting.poll-interval must be positive");
        require(parkedRetry.toMillis() > 0, "dripline.routes.charting.parked-retry must be positive");
        require(
                longestParkedRetry.compareTo(parkedRetry) >= 0,
                "dripline.routes.charting.longest-parked-retry must not be shorter than parked-retry");
        require(firstPause.toMillis() > 0, "dripline.routes.charting.first-pause must be positive");
        require(
                longestPause.compareTo(firstPause) >= 0,
                "dripline.routes.charting.longest-pause must not be shorter than first-pause");
        require(serverFailures >= 1, "dripline.routes.charting.server-failures must be positive");
        require(refusedSearches >= 1, "dripline.routes.charting.refused-searches must be positive");
        require(readerFailures >= 1, "dripline.routes.charting.reader-failures must be positive");
        require(
                rememberPatients.compareTo(Duration.ofMinutes(1)) <= 0,
                "dripline.routes.charting.remember-patients must be a minute at most");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
