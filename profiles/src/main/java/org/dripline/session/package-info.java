// SPDX-License-Identifier: Apache-2.0
/**
 * One infusion session: what pump, monitor and nurse reported in, what the patient received and how the patient was,
 * out.
 *
 * <p>{@link org.dripline.session.InfusionSession} is the input, {@link org.dripline.session.SessionSummary} the answer
 * at an instant, {@link org.dripline.session.CurrentVitals} the numbers now with their ages. Everything is derived anew
 * from the reports each time, so a report that comes late, twice or in another order gives the answer it would have
 * given in time. The line that computes a dose is {@link org.dripline.session.RateSegment#volume()}, summed without
 * loss by {@link org.dripline.dosing.DeliveredTotal}. What was not observed is a
 * {@link org.dripline.session.MonitoringGap}, never taken for normal. Pure: the instant is passed in; limits are data
 * with their source ({@link org.dripline.session.SessionLimits}). Every number says what made it
 * ({@link org.dripline.figure.Figure}).
 */
@NullMarked
package org.dripline.session;

import org.jspecify.annotations.NullMarked;
