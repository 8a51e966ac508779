// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.time.LocalDate;
import org.dripline.figure.Basis;
import org.jspecify.annotations.Nullable;

/**
 * What the plan under way asks for.
 *
 * @param from first day of the plan
 * @param planned how many sessions; null when open-ended
 * @param shortest d from one session to the next; null when the plan gives no window
 * @param longest d; null when the plan gives no window
 * @param basis the plan, or the protocol's number, the window is from
 * @param source such as {@code CarePlan/…}
 */
public record SeriesWindow(
        LocalDate from,
        @Nullable Integer planned,
        @Nullable Integer shortest,
        @Nullable Integer longest,
        Basis basis,
        String source) {}
