// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;

/** A piece of the session's time line: either the pump's flow over it is known, or it was not observed. */
public sealed interface Stretch permits RateSegment, MonitoringGap {

    Instant from();

    /** Not before {@link #from()}. */
    Instant to();

    default Duration length() {
        return Duration.between(from(), to());
    }
}
