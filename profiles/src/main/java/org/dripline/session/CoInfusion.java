// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import org.dripline.dosing.Volume;
import org.jspecify.annotations.Nullable;

/**
 * Another drug given by pump in the session.
 *
 * @param drug the pump's label
 * @param volume mL given, worked out as that of ketamine is
 * @param atLeast a part of it was not observed
 */
public record CoInfusion(
        String drug,
        Volume volume,
        Duration infusing,
        @Nullable Instant start,
        @Nullable Instant end,
        boolean atLeast) {}
