// SPDX-License-Identifier: Apache-2.0
/**
 * Numbers that can be asked where they come from: {@link org.dripline.figure.Figure} is one number,
 * {@link org.dripline.figure.Why} the rule, the limits and the records that made it, and
 * {@link org.dripline.figure.Finding} something a person should look at. Used alike for a session and for a course.
 * Pure.
 */
@NullMarked
package org.dripline.figure;

import org.jspecify.annotations.NullMarked;
