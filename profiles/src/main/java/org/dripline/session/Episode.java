// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time in which a sign was beyond a limit of the protocol, from its first reading beyond to the first one within.
 * However often it was read, it is one. It is a record of what was read, not an alarm.
 *
 * @param level the highest reached
 * @param reachedAt when that level was first reached
 * @param reading what was read then, with its unit, such as {@code 188/114 mm[Hg]}
 * @param limit the limit of that level
 * @param until the first reading within the limits again; null while there is none
 * @param sources the readings beyond
 */
public record Episode(
        Sign sign,
        Instant from,
        Level level,
        Instant reachedAt,
        String reading,
        ClinicalLimit limit,
        @Nullable Instant until,
        List<String> sources) {

    /** What was beyond its limit. */
    public enum Sign {
        PRESSURE,
        HEART_RATE,
        OXYGEN,
        BREATHING,
        SEDATION
    }

    /** The protocol's sections attention, pause and stop. */
    public enum Level {
        ATTENTION,
        PAUSE,
        STOP
    }

    public Episode {
        sources = List.copyOf(sources);
    }
}
