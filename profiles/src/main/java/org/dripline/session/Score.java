// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;

/**
 * A score a nurse took.
 *
 * @param value MOAA/S 0 to 5, CADSS-6 0 to 24
 * @param source such as {@code Observation/moaas-…}
 */
public record Score(Instant at, Scale scale, int value, Quality quality, String source) {

    /** Which score. */
    public enum Scale {
        /** Modified Observer's Assessment of Alertness/Sedation: 5 is alert, 0 does not respond. */
        MOAAS(5),
        /** Six items of the Clinician-Administered Dissociative States Scale, each 0 to 4. */
        CADSS_6(24);

        private final int highest;

        Scale(int highest) {
            this.highest = highest;
        }
    }

    public Score {
        if (value < 0 || value > scale.highest) {
            throw new IllegalArgumentException("score outside its scale");
        }
    }

    Score withSource(String other) {
        return new Score(at, scale, value, quality, other);
    }
}
