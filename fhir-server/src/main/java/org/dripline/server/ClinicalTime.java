// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.dripline.clock.ClinicalClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The clinical clock of this process: real time, or that of a demonstration. What is judged, summed up or marked takes
 * its now from here; signatures and protocols take real time.
 */
@Configuration(proxyBeanMethods = false)
class ClinicalTime {

    /** Routes and app take this one where they run in the same process, and make the same one where they do not. */
    @Bean
    Clock clinicalClock(Environment environment) {
        return ClinicalClock.of(
                environment.getProperty("dripline.clock.origin", Instant.class),
                environment.getProperty("dripline.clock.real-origin", Instant.class),
                environment.getProperty("dripline.clock.speed", BigDecimal.class, BigDecimal.ONE));
    }
}
