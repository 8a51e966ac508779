// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the rhythm of the vital signs was kept, from the start of the infusion to the last reading.
 *
 * @param due checks the protocol asks for
 * @param onTime those that came before they were late
 * @param late when the late ones came
 */
public record Checks(int due, int onTime, List<Instant> late) {

    public Checks {
        late = List.copyOf(late);
    }

    /** Share on time, %; null when none was due. */
    public @Nullable BigDecimal percentOnTime() {
        return due == 0
                ? null
                : BigDecimal.valueOf(onTime * 100L).divide(BigDecimal.valueOf(due), MathContext.DECIMAL128);
    }
}
