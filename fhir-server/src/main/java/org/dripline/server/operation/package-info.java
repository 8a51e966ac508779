// SPDX-License-Identifier: Apache-2.0
/**
 * What the stored resources add up to: {@link SessionSummaryOperation} of a session, {@link CourseSummaryOperation} of
 * a course. Both read past the REST door, in the same process, and write nothing; every number is the engine's, in
 * {@code org.dripline.session} and {@code org.dripline.outcome}.
 */
@NullMarked
package org.dripline.server.operation;

import org.jspecify.annotations.NullMarked;
