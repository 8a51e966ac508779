// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.time.Duration;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.audit.*}: how the audit is kept.
 *
 * @param sealEvery pause between two sealings, by real time
 * @param retention how long rows are kept before {@code audit destroy} takes them; absent: as {@code retention.csv} has
 *     it
 */
@ConfigurationProperties(prefix = "dripline.audit", ignoreUnknownFields = false)
public record AuditSettings(
        @DefaultValue("1m") Duration sealEvery, @Nullable Period retention) {

    public AuditSettings {
        if (sealEvery.compareTo(Duration.ofSeconds(1)) < 0 || sealEvery.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("dripline.audit.seal-every is 1s to 1d");
        }
        if (retention != null && (retention.isZero() || retention.isNegative())) {
            throw new IllegalArgumentException("dripline.audit.retention is a period, such as 6y or 18m");
        }
    }
}
