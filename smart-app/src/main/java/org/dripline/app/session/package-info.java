// SPDX-License-Identifier: Apache-2.0
/**
 * The live session screen: one infusion under way, as the record knows it now.
 * {@link org.dripline.app.session.SessionFeed} keeps a complete copy of the session's resources, the engine in
 * {@code profiles} turns them into figures, and this package only words and draws those figures
 * ({@link org.dripline.app.session.SessionPage}, {@link org.dripline.app.session.SessionChart}). Nothing here judges a
 * value: the screen is a record and an overview.
 */
@NullMarked
package org.dripline.app.session;

import org.jspecify.annotations.NullMarked;
