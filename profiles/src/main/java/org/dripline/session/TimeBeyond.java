// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;

/**
 * For how long a sign was beyond a limit, by readings; see {@link StepHold}.
 *
 * @param beyond time some reading at or beyond the limit stood for
 * @param known time any reading stood for; the rest of the session is unknown, not normal
 */
public record TimeBeyond(ClinicalLimit limit, Duration beyond, Duration known) {

    static TimeBeyond of(ClinicalLimit limit, StepHold hold) {
        return new TimeBeyond(limit, hold.beyond(), hold.known());
    }
}
