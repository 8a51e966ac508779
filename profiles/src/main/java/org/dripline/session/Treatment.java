// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A medicine given in the session and how soon.
 *
 * @param trigger what it answers: the onset of the adverse event it names, else the moment the sign it was given for
 *     reached its highest level before; null when neither is known
 * @param delay from trigger to medicine; null without a trigger
 */
public record Treatment(
        MedicineGiven medicine,
        @Nullable Instant trigger,
        @Nullable Duration delay) {}
