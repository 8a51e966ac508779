// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When it ran.
 *
 * @param start null before the infusion
 * @param end null until a completion, or a stop in a session that is closed
 * @param infusing time the drug ran, as observed
 * @param elapsed from start to end, or to the instant the dose speaks for; pauses included
 * @param paused time inside the infusion in which it did not run
 * @param unobserved time inside the infusion nobody observed
 * @param observed from start to the last vital sign
 * @param endToDischarge from the end of the infusion until the patient left; null when either is unknown
 * @param doorToDoor from arrival until the patient left; null when either is unknown
 * @param firstHours billed units of a first hour, CPT 96365
 * @param furtherHours billed units of further hours, CPT 96366, by running time
 */
public record TimeFigures(
        @Nullable Instant start,
        @Nullable Instant end,
        Duration infusing,
        Duration elapsed,
        Duration paused,
        Duration unobserved,
        Duration observed,
        @Nullable Duration endToDischarge,
        @Nullable Duration doorToDoor,
        int firstHours,
        int furtherHours) {}
