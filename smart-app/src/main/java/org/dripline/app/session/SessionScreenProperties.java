// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the live session screen.
 *
 * @param zone the clinic's time zone, for every time on the screen; absent: the machine's
 * @param readEvery pause between two reads of one session while somebody watches
 * @param readAllEvery after how long the whole session is read again
 * @param readSettingEvery after how long encounter, order and weight are read again
 * @param overlap how far an increment reaches back behind the previous answer: longer than a transaction can take to
 *     commit
 * @param releaseAfter how long after the last viewer a session is let go
 * @param sessions sessions watched at once, by any number of viewers each
 * @param observations Observations of one session
 * @param liveAdvisories whether what the server finds in the running session, such as a value beyond a limit of the
 *     protocol, stands on the screen; a record, and no alarm
 * @param timeout for one request to the FHIR server
 */
@ConfigurationProperties(prefix = "dripline.session-screen", ignoreUnknownFields = false)
public record SessionScreenProperties(
        @Nullable ZoneId zone,
        @DefaultValue("400ms") Duration readEvery,
        @DefaultValue("60s") Duration readAllEvery,
        @DefaultValue("5s") Duration readSettingEvery,
        @DefaultValue("90s") Duration overlap,
        @DefaultValue("15s") Duration releaseAfter,
        @DefaultValue("100") int sessions,
        @DefaultValue("50000") int observations,
        @DefaultValue("false") boolean liveAdvisories,
        @DefaultValue("5s") Duration timeout) {

    public SessionScreenProperties {
        if (overlap.compareTo(Duration.ofSeconds(60)) < 0) {
            throw new IllegalArgumentException(
                    "dripline.session-screen.overlap: at least 60s, or values stored late are never shown");
        }
        if (readEvery.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("dripline.session-screen.read-every: at least 100ms");
        }
        if (sessions < 1 || observations < 1) {
            throw new IllegalArgumentException("dripline.session-screen: a count is less than one");
        }
    }

    /** The zone to show times in. */
    public ZoneId zoneOrSystem() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }
}
