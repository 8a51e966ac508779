// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import java.time.Instant;
import java.util.List;

/** How often which rule interrupted somebody in a host EHR, and what they made of it. */
public interface ShownCards {

    /**
     * Cards of one rule.
     *
     * @param rule code of CodeSystem dripline-eligibility-rule, or what else a card is about
     * @param accepted how many were accepted
     * @param overridden how many were overridden; the rest nobody told us about
     */
    record Count(String rule, long shown, long accepted, long overridden) {}

    /**
     * Overrides of one rule for one reason.
     *
     * @param reason code of CodeSystem dripline-override-reason
     */
    record Reason(String rule, String reason, long overridden) {}

    /** By rule, of the cards shown from the first moment on and before the second. */
    List<Count> between(Instant from, Instant until);

    /** By rule and reason, likewise. */
    List<Reason> reasonsBetween(Instant from, Instant until);
}
