// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import org.dripline.clock.ClinicalClock;
import org.springframework.core.env.Environment;

/** The clinical clock of {@code dripline.clock.*}, for a process in which no other part brings it. */
final class ClinicalClocks {

    private ClinicalClocks() {}

    static ClinicalClock from(Environment environment) {
        return ClinicalClock.of(
                environment.getProperty("dripline.clock.origin", Instant.class),
                environment.getProperty("dripline.clock.real-origin", Instant.class),
                environment.getProperty("dripline.clock.speed", BigDecimal.class, BigDecimal.ONE),
                InstantSource.system());
    }
}
