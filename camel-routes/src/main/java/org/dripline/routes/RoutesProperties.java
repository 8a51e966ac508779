// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.dripline.routes.charting.ChartingProperties;
import org.dripline.routes.charting.FhirProperties;
import org.dripline.routes.intake.MllpProperties;
import org.dripline.routes.journal.JournalProperties;
import org.dripline.routes.outbound.OutboxProperties;
import org.dripline.routes.vendor.Vendor;
import org.dripline.routes.vendor.VendorProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes}. A key that is not here stops the start.
 *
 * @param enabled whether this process runs the routes
 * @param identifierSystems assigning authority in PID-3.4 (name or universal id) → FHIR identifier system. Without an
 *     entry nobody is found
 * @param defaultZone time zone of times that come without an offset
 * @param zones the same per source, where it differs; key as in the journal
 * @param futureTolerance how far ahead of our clock a value may be when it arrives; others are withheld
 * @param maxObservations OBX segments of a message at most
 * @param watchAssociations pause between two looks for changes of beds and devices on the FHIR server
 * @param watchOverlap how far each look reaches back before the one before: longer than the server takes from the stamp
 *     of a change to its commit, and than its clock and ours differ
 * @param watchFirstLook how far the very first look reaches back: what changed before is found when what waits for it
 *     is looked for again by itself
 * @param tables folder with a clinic's own rows for the device tables; none normally
 * @param vendors files of senders beside those shipped
 * @param outbox where messages are sent to
 */
@ConfigurationProperties(prefix = "dripline.routes", ignoreUnknownFields = false)
public record RoutesProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue MllpProperties mllp,
        @DefaultValue JournalProperties journal,
        @DefaultValue FhirProperties fhir,
        @DefaultValue ChartingProperties charting,
        @DefaultValue Map<String, String> identifierSystems,
        @DefaultValue("UTC") ZoneId defaultZone,
        @DefaultValue Map<String, ZoneId> zones,
        @DefaultValue("2m") Duration futureTolerance,
        @DefaultValue("5000") int maxObservations,
        @DefaultValue("5s") Duration watchAssociations,
        @DefaultValue("2m") Duration watchOverlap,
        @DefaultValue("1h") Duration watchFirstLook,
        @Nullable Path tables,
        @DefaultValue VendorProperties vendors,
        @DefaultValue OutboxProperties outbox) {

    public RoutesProperties {
        identifierSystems = Map.copyOf(identifierSystems);
        zones = Map.copyOf(zones);
        identifierSystems.forEach((authority, system) -> {
            if (!system.contains(":")) {
                throw new IllegalArgumentException(
                        "dripline.routes.identifier-systems." + authority + " must be a URI such as urn:oid:2.999.7.1");
            }
        });
        if (futureTolerance.isNegative()) {
            throw new IllegalArgumentException("dripline.routes.future-tolerance must not be negative");
        }
        if (maxObservations < 1) {
            throw new IllegalArgumentException("dripline.routes.max-observations must be positive");
        }
        if (watchAssociations.toMillis() <= 0) {
            throw new IllegalArgumentException("dripline.routes.watch-associations must be positive");
        }
        if (watchOverlap.toMillis() <= 0 || watchFirstLook.isNegative()) {
            throw new IllegalArgumentException(
                    "dripline.routes.watch-overlap must be positive, and .watch-first-look not negative");
        }
        if (charting.workers() >= journal.poolSize()) {
            throw new IllegalArgumentException(
                    "dripline.routes.charting.workers must be less than dripline.routes.journal.pool-size: each worker"
                            + " holds a connection, and receiving needs one too");
        }
    }

    /** As configured for the source of a device, else as its vendor's file says, else the default. */
    ZoneId zoneOfDevice(String source, Vendor vendor) {
        ZoneId otherwise = vendor.zone() == null ? defaultZone : vendor.zone();
        return zones.getOrDefault(source, otherwise);
    }

    /** As configured for the source, else the default. */
    ZoneId zoneOf(String source) {
        return zones.getOrDefault(source, defaultZone);
    }
}
