// SPDX-License-Identifier: Apache-2.0
/**
 * Whether treatment helps: scores, suicidality, opioids and sessions of one patient in,
 * {@link org.dripline.outcome.CourseSummary} out.
 *
 * <p>{@link org.dripline.outcome.Course} is the input. How an instrument is read is data
 * ({@link org.dripline.outcome.Instruments}), as are the rules of a course ({@link org.dripline.outcome.CourseRules});
 * the protocol's own numbers go before both. {@link org.dripline.outcome.Trend} is one instrument over a course. Pure:
 * the moment and the time zone are passed in, and the same records in any order, with repeats, give the same answer.
 */
@NullMarked
package org.dripline.outcome;

import org.jspecify.annotations.NullMarked;
